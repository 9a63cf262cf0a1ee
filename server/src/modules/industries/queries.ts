import { type RawBuilder, sql } from 'kysely'
import { industryResource } from '@rihla/contracts/industries.ts'
import { access, can } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { figures } from '#platform/figures.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import { fold } from '#platform/search.ts'
import type { Figures, Leaf } from './tree.ts'

/** Everybody who reads records reads them all; to write the tree is to configure the tenant. */
function industryAccess(ctx: Ctx, permission: `${string}:${string}`): RawBuilder<boolean> {
  const reading = permission.endsWith(':read') || permission.endsWith(':export')
  return can(ctx, reading ? permission : 'industries:configure') ? sql<boolean>`true` : sql<boolean>`false`
}

export const industryQueries = recordQueries(industryResource, { access: industryAccess })

/** What a name or code is compared by. */
export const keyOf = (text: string) => fold(text)

/** Industries of this code, else those of this name. */
export async function industriesNamed({ db }: Ctx, text: string): Promise<string[]> {
  const key = keyOf(text)
  const { rows } = await sql<{ id: string; coded: boolean }>`
    select id, coalesce(code_key = ${key}, false) as coded from industries
    where (code_key = ${key} or name_key = ${key}) and archived_at is null order by id`.execute(db)
  const coded = rows.filter((row) => row.coded)
  return (coded.length ? coded : rows).map(({ id }) => id)
}

/** False where there is none of this id, or it is archived. Held, so that nobody archives it until the transaction ends. */
export async function holdLive({ db }: Ctx, id: string): Promise<boolean> {
  const { rows } = await sql<{ live: boolean }>`
    select archived_at is null as live from industries where id = ${id} for key share`.execute(db)
  return rows[0]?.live ?? false
}

/** How many accounts and industries hang on one; archived ones do not count. */
export async function usesOf({ db }: Ctx, id: string): Promise<{ accounts: number; industries: number }> {
  const { rows } = await sql<{ accounts: number; industries: number }>`
    select (select count(*) from accounts where industry_id = ${id} and archived_at is null) as accounts,
      (select count(*) from industries where parent_id = ${id} and archived_at is null) as industries`.execute(db)
  return rows[0]!
}

/** Ids of what hangs on an industry, in order of id. */
export async function hangingOn({ db }: Ctx, id: string): Promise<{ accounts: string[]; industries: string[] }> {
  const { rows } = await sql<{ accounts: string[]; industries: string[] }>`
    select array(select id from accounts where industry_id = ${id} order by id) as accounts,
      array(select id from industries where parent_id = ${id} order by id) as industries`.execute(db)
  return rows[0]!
}

/** All that are not archived, by name. */
export async function listLeaves(ctx: Ctx): Promise<Leaf[]> {
  const { rows } = await sql<Leaf>`
    select id, name, code, parent_id, is_active from industries
    where archived_at is null and ${industryAccess(ctx, 'industries:read')} order by name, id`.execute(ctx.db)
  return rows
}

/** Figures of each industry itself; of null, what has none. Each of what the caller may read. */
export async function figuresOf(ctx: Ctx): Promise<Map<string | null, Figures>> {
  const base = ctx.tenant.base_currency
  const question = sql<Figures & { industry_id: string | null }>`
    with own as not materialized (
      select a.id, a.industry_id, a.is_active, a.lifetime_value, coalesce(a.currency, ${base}) = ${base} as ours from accounts a
      where a.archived_at is null and ${access(ctx, 'accounts:read', 'a')}
    ), sold as (
      select own.industry_id, count(*) as open_opportunities,
        coalesce(sum(o.amount) filter (where coalesce(o.currency, ${base}) = ${base}), 0) as open_amount
      from own join opportunities o on o.account_id = own.id
      where o.status = 'open' and o.archived_at is null and ${access(ctx, 'opportunities:read', 'o')} group by 1
    ), counted as (
      select industry_id, count(*) as accounts, count(*) filter (where is_active) as active_accounts,
        coalesce(sum(lifetime_value) filter (where ours), 0) as lifetime_value
      from own group by 1
    )
    select c.*, coalesce(s.open_opportunities, 0) as open_opportunities, coalesce(s.open_amount, 0) as open_amount
    from counted c left join sold s on s.industry_id is not distinct from c.industry_id`
  const rows = await figures(ctx, question, (found) => found.reduce((all, { accounts }) => all + accounts, 0))
  return new Map(rows.map(({ industry_id, ...figures }) => [industry_id, figures]))
}
