import { sql } from 'kysely'
import type { AccountStats } from '@rihla/contracts/accounts.ts'
import { dayOf } from '#platform/calendar.ts'
import { type Ctx, slowly } from '#platform/context.ts'
import { accountQueries } from './accounts.ts'

/** Accounts of a sale, and whether it is won. */
export async function saleOf({ db }: Ctx, id: string) {
  const { rows } = await sql<{ account_id: string | null; status: string }>`
    select account_id, status from opportunities where id = ${id}`.execute(db)
  return rows[0]
}

const todayOf = ({ now, tenant }: Ctx) => dayOf(now, tenant.timezone)

/**
 * Works out what accounts have bought, and what of it is not due yet: sales won in the account's own currency, of which
 * one counts as credit from the day it closed for as long as the terms give. Derived: no version, no event. Without the
 * sale `gone`, which is being removed.
 */
export async function refreshFigures(ctx: Ctx, ids: readonly string[], gone: string | null = null) {
  const { db } = ctx
  const base = ctx.tenant.base_currency
  const today = todayOf(ctx)
  // Held first: who waits here sees afterwards what the other one won, where a sum made before would not. Sales that are
  // being written hold the key of their account, which is no obstacle to this.
  await sql`select 1 from accounts where id = any(${ids}::uuid[]) order by id for no key update`.execute(db)
  await sql`
    update accounts as a set lifetime_value = v.lifetime_value, credit_used = v.credit_used, credit_until = v.credit_until
    from (
      select x.id, least(coalesce(sum(o.amount), 0), 999999999999.99) as lifetime_value,
        least(coalesce(sum(o.amount) filter (where o.due > ${today}::date), 0), 999999999999.99) as credit_used,
        min(o.due) filter (where o.due > ${today}::date) as credit_until
      from accounts x left join lateral (
        select s.amount, s.actual_close_date + x.payment_terms_days as due from opportunities s
        where s.account_id = x.id and s.status = 'won' and s.archived_at is null and s.amount is not null
          and coalesce(s.currency, ${base}) = coalesce(x.currency, ${base}) and s.id is distinct from ${gone}::uuid
      ) o on true
      where x.id = any(${ids}::uuid[]) group by x.id
    ) v
    where v.id = a.id
      and (a.lifetime_value, a.credit_used, a.credit_until) is distinct from (v.lifetime_value, v.credit_used, v.credit_until)`.execute(
    db,
  )
}

/** Accounts of which some credit is due by today, so that they use less of it than their row says. */
export async function agedCredit(ctx: Ctx, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from accounts where credit_until <= ${todayOf(ctx)}::date order by id limit ${limit}`.execute(ctx.db)
  return rows.map(({ id }) => id)
}

/** The day of the tenant, on which credit ages. */
export const creditDay = (ctx: Ctx): string => todayOf(ctx)

type Sums = AccountStats['lifetime_value']

/** Figures over what a list query matches. */
export async function accountStats(ctx: Ctx, query: Record<string, unknown>): Promise<AccountStats> {
  const base = ctx.tenant.base_currency
  const tally = (column: string) => sql`coalesce((select jsonb_object_agg(key, count) from (
      select coalesce(${sql.ref(column)}, 'none') as key, count(*) from matched group by 1 order by 2 desc, 1 limit 200) t), '{}')`
  type Money = { currency: string; lifetime_value: number; credit_limit: number; credit_used: number }
  type Found = Omit<AccountStats, 'currency' | 'lifetime_value' | 'credit_limit' | 'credit_used'> & { money: Money[] }
  const { rows } = await sql<Found>`
    with matched as materialized (
      select r.account_type, r.loyalty_status, r.country, r.region, r.industry_id, r.assigned_to, r.is_active,
        coalesce(r.currency, ${base}) as currency, r.lifetime_value, r.credit_limit, r.credit_used
      from accounts r where ${accountQueries.where(ctx, query)}
    )
    select count(*) as total_accounts,
      count(*) filter (where is_active) as active_accounts,
      count(*) filter (where not is_active) as inactive_accounts,
      count(*) filter (where assigned_to is null) as unassigned_count,
      count(*) filter (where credit_used > credit_limit) as over_credit_limit,
      ${tally('account_type')} as accounts_by_type,
      ${tally('loyalty_status')} as accounts_by_loyalty,
      ${tally('country')} as accounts_by_country,
      ${tally('region')} as accounts_by_region,
      (select coalesce(jsonb_agg(jsonb_build_object('industry_id', t.industry_id, 'name', i.name, 'count', t.count)
          order by t.count desc, i.name, t.industry_id), '[]')
        from (select industry_id, count(*) from matched group by 1 order by 2 desc limit 200) t
        left join industries i on i.id = t.industry_id) as accounts_by_industry,
      (select coalesce(jsonb_agg(jsonb_build_object('assigned_to', t.assigned_to, 'name', m.name, 'count', t.count)
          order by t.count desc, m.name, t.assigned_to), '[]')
        from (select assigned_to, count(*) from matched group by 1 order by 2 desc limit 200) t
        left join members m on m.id = t.assigned_to) as accounts_by_owner,
      (select coalesce(jsonb_agg(t order by currency), '[]') from (
        select currency, coalesce(sum(lifetime_value), 0) as lifetime_value, coalesce(sum(credit_limit), 0) as credit_limit,
          coalesce(sum(credit_used), 0) as credit_used from matched group by 1) t) as money
    from matched`.execute(slowly(ctx).db)
  const { money, ...counts } = rows[0]!
  const sumsOf = (name: Exclude<keyof Money, 'currency'>): Sums => {
    const own = { currency: base, sum: money.find(({ currency }) => currency === base)?.[name] ?? 0 }
    const others = money.flatMap((one) =>
      one.currency === base || !one[name] ? [] : [{ currency: one.currency, sum: one[name] }],
    )
    return { sum: own.sum, sums: [own, ...others] }
  }
  return {
    ...counts,
    currency: base,
    lifetime_value: sumsOf('lifetime_value'),
    credit_limit: sumsOf('credit_limit'),
    credit_used: sumsOf('credit_used'),
  }
}
