import { sql } from 'kysely'
import type { AccountStats } from '@rihla/contracts/accounts.ts'
import { dayOf } from '#platform/calendar.ts'
import type { Ctx } from '#platform/context.ts'
import { figures } from '#platform/figures.ts'
import { accountQueries } from './accounts.ts'
import { leaves, levelOf, loyaltyRules, saidIsKept } from './loyalty.ts'

/** Accounts of sales, and whether they are won. */
export async function salesOf({ db }: Ctx, ids: readonly string[]) {
  const { rows } = await sql<{ id: string; account_id: string | null; status: string }>`
    select id, account_id, status from opportunities where id = any(${ids}::uuid[])`.execute(db)
  return new Map(rows.map((row) => [row.id, row]))
}

/** The day of the tenant. */
export const todayOf = ({ now, tenant }: Ctx) => dayOf(now, tenant.timezone)

/**
 * Works out what accounts have bought, and what of it is not due yet: sales won in the account's own currency, of which
 * one counts as credit from the day it closed for as long as the terms give; and how loyal it makes them who are not
 * locked. Derived: no version, no event. Without the sales `gone`, which are being removed.
 */
export async function refreshFigures(ctx: Ctx, ids: readonly string[], gone: readonly string[] = []) {
  const { db } = ctx
  const base = ctx.tenant.base_currency
  const today = todayOf(ctx)
  // Held first: who waits here sees afterwards what the other one won, where a sum made before would not. Sales that are
  // being written hold the key of their account, which is no obstacle to this.
  await sql`select 1 from accounts where id = any(${ids}::uuid[]) order by id for no key update`.execute(db)
  // Read once they are held: who works out new rules waits here, and has the last word.
  const rules = await loyaltyRules.followed(ctx)
  // In another currency the thresholds of the tenant's say nothing.
  const value = sql`(case when coalesce(x.currency, ${base}) = ${base} then f.lifetime_value end)`
  const status = levelOf(rules, { value, trips: sql`f.trips` })
  await sql`
    update accounts as a set lifetime_value = v.lifetime_value, credit_used = v.credit_used, credit_until = v.credit_until,
      loyalty_status = v.loyalty_status, loyalty_until = v.loyalty_until
    from (
      select x.id, f.*, case when x.loyalty_locked or not ${saidIsKept} then x.loyalty_status else ${status} end as loyalty_status
      from accounts x cross join lateral (
        select least(coalesce(sum(o.amount), 0), 999999999999.99) as lifetime_value,
          least(coalesce(sum(o.amount) filter (where o.due > ${today}::date), 0), 999999999999.99) as credit_used,
          min(o.due) filter (where o.due > ${today}::date) as credit_until,
          count(*) filter (where o.leaves > ${today}::date) as trips,
          min(o.leaves) filter (where o.leaves > ${today}::date) as loyalty_until
        from (
          select s.actual_close_date + x.payment_terms_days as due, ${leaves(sql`s.actual_close_date`, rules)} as leaves,
            case when coalesce(s.currency, ${base}) = coalesce(x.currency, ${base}) then s.amount end as amount
          from opportunities s
          where s.account_id = x.id and s.status = 'won' and s.archived_at is null and s.id <> all(${gone}::uuid[])
        ) o
      ) f
      where x.id = any(${ids}::uuid[])
    ) v
    where v.id = a.id
      and (a.lifetime_value, a.credit_used, a.credit_until, a.loyalty_status, a.loyalty_until)
        is distinct from (v.lifetime_value, v.credit_used, v.credit_until, v.loyalty_status, v.loyalty_until)`.execute(
    db,
  )
}

/** Accounts of which by today some credit is due, or a trip counts no more: their row says more than there is. */
export async function agedFigures(ctx: Ctx, limit: number): Promise<string[]> {
  const today = sql`${todayOf(ctx)}::date`
  const { rows } = await sql<{ id: string }>`
    select id from accounts where credit_until <= ${today} or loyalty_until <= ${today} order by id limit ${limit}`.execute(
    ctx.db,
  )
  return rows.map(({ id }) => id)
}

type Sums = AccountStats['lifetime_value']

/** Figures over what a list query matches. */
export async function accountStats(ctx: Ctx, query: Record<string, unknown>): Promise<AccountStats> {
  const base = ctx.tenant.base_currency
  const matched = accountQueries.where(ctx, query)
  const groupedBy = (...columns: string[]) => {
    const names = sql.join(columns.map((name) => sql.ref(`r.${name}`)))
    return sql`select ${names}, count(*) as count from accounts r where ${matched} group by ${names}`
  }
  const tally = (column: string, table: string) => sql`coalesce((select jsonb_object_agg(key, count) from (
      select coalesce(${sql.ref(column)}, 'none') as key, sum(count)::int8 as count from ${sql.table(table)}
      group by 1 order by 2 desc, 1 limit 200) t), '{}')`
  const added = (name: string) => sql`coalesce(sum(${sql.ref(name)}), 0)::int8`
  type Money = { currency: string; lifetime_value: number; credit_limit: number; credit_used: number }
  type Found = Omit<AccountStats, 'currency' | 'lifetime_value' | 'credit_limit' | 'credit_used'> & { money: Money[] }
  // Read a few times, each time into few groups which are then added up: to keep the rows for it takes twice as long.
  const question = sql<Found>`
    with grouped as (
      select r.account_type, r.loyalty_status, coalesce(r.currency, ${base}) as currency, count(*) as count,
        count(*) filter (where r.is_active) as active,
        count(*) filter (where r.assigned_to is null) as unassigned,
        count(*) filter (where r.credit_used > r.credit_limit) as over_limit,
        sum(r.lifetime_value) as lifetime_value, sum(r.credit_limit) as credit_limit, sum(r.credit_used) as credit_used
      from accounts r where ${matched} group by 1, 2, 3
    ),
    placed as (${groupedBy('country', 'region')}),
    of_industry as (${groupedBy('industry_id')}),
    of_owner as (${groupedBy('assigned_to')})
    select ${added('count')} as total_accounts,
      ${added('active')} as active_accounts,
      (${added('count')} - ${added('active')}) as inactive_accounts,
      ${added('unassigned')} as unassigned_count,
      ${added('over_limit')} as over_credit_limit,
      ${tally('account_type', 'grouped')} as accounts_by_type,
      ${tally('loyalty_status', 'grouped')} as accounts_by_loyalty,
      ${tally('country', 'placed')} as accounts_by_country,
      ${tally('region', 'placed')} as accounts_by_region,
      (select coalesce(jsonb_agg(jsonb_build_object('industry_id', t.industry_id, 'name', i.name, 'count', t.count)
          order by t.count desc, i.name, t.industry_id), '[]')
        from (select * from of_industry order by count desc limit 200) t
        left join industries i on i.id = t.industry_id) as accounts_by_industry,
      (select coalesce(jsonb_agg(jsonb_build_object('assigned_to', t.assigned_to, 'name', m.name, 'count', t.count)
          order by t.count desc, m.name, t.assigned_to), '[]')
        from (select * from of_owner order by count desc limit 200) t
        left join members m on m.id = t.assigned_to) as accounts_by_owner,
      (select coalesce(jsonb_agg(t order by currency), '[]') from (
        select currency, coalesce(sum(lifetime_value), 0) as lifetime_value, coalesce(sum(credit_limit), 0) as credit_limit,
          coalesce(sum(credit_used), 0) as credit_used from grouped group by 1) t) as money
    from grouped`
  const rows = await figures(ctx, question, ([one]) => one!.total_accounts)
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
