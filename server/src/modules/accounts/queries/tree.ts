import { sql } from 'kysely'
import type { AccountFigures } from '@rihla/contracts/accounts.ts'
import { access } from '#platform/access.ts'
import { type Ctx, slowly } from '#platform/context.ts'

/** Most accounts of one tree, and most levels: nobody's group of companies is as large. */
const MOST = 10_000
const DEEPEST = 100

export interface Place {
  id: string
  name: string
  account_type: 'business' | 'individual'
  parent_id: string | null
  depth: number
  /** The caller may read it. */
  readable: boolean
}

/** What is above an account, from the top down. */
export async function placesAbove(ctx: Ctx, id: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    with recursive above as (
      select a.*, 0 as depth from accounts a where a.id = ${id}
      union all
      select a.*, below.depth + 1 from above below join accounts a on a.id = below.parent_id
      where below.depth < ${sql.lit(DEEPEST)}
    )
    select a.id, a.name, a.account_type, a.parent_id, a.depth, ${access(ctx, 'accounts:read', 'a')} as readable
    from above a where a.depth > 0 order by a.depth desc`.execute(ctx.db)
  return rows
}

/** An account and all below it that is not archived, each after what it is under, siblings by name. */
export async function placesBelow(ctx: Ctx, id: string): Promise<Place[]> {
  const { rows } = await sql<Place>`
    with recursive below as (
      select a.*, 0 as depth from accounts a where a.id = ${id}
      union all
      select a.*, above.depth + 1 from below above join accounts a on a.parent_id = above.id
      where a.archived_at is null and above.depth < ${sql.lit(DEEPEST)}
    )
    select a.id, a.name, a.account_type, a.parent_id, a.depth, ${access(ctx, 'accounts:read', 'a')} as readable
    from below a order by a.depth, a.name, a.id limit ${sql.lit(MOST)}`.execute(slowly(ctx).db)
  return rows
}

/** What hangs on each account itself, of what the caller may read; amounts in the tenant's currency. */
export async function hangingOn(ctx: Ctx, ids: readonly string[]) {
  const base = ctx.tenant.base_currency
  const { rows } = await sql<Omit<AccountFigures, 'accounts'> & { id: string }>`
    select x.id, coalesce(c.contacts, 0) as contacts, coalesce(s.open_opportunities, 0) as open_opportunities,
      coalesce(s.open_amount, 0) as open_amount, coalesce(s.won_amount, 0) as won_amount
    from unnest(${ids}::uuid[]) as x (id)
    left join (
      select c.account_id, count(*) as contacts from contacts c
      where c.account_id = any(${ids}::uuid[]) and c.archived_at is null and ${access(ctx, 'contacts:read', 'c')} group by 1
    ) c on c.account_id = x.id
    left join (
      select o.account_id, count(*) filter (where o.status = 'open') as open_opportunities,
        sum(o.amount) filter (where o.status = 'open' and coalesce(o.currency, ${base}) = ${base}) as open_amount,
        sum(o.amount) filter (where o.status = 'won' and coalesce(o.currency, ${base}) = ${base}) as won_amount
      from opportunities o
      where o.account_id = any(${ids}::uuid[]) and o.archived_at is null and ${access(ctx, 'opportunities:read', 'o')} group by 1
    ) s on s.account_id = x.id`.execute(slowly(ctx).db)
  return new Map(rows.map(({ id, ...figures }) => [id, figures]))
}
