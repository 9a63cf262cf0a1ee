import { type RawBuilder, sql } from 'kysely'
import { LOYALTY_LEVELS, LOYALTY_RULES, type LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import type { Ctx } from '#platform/context.ts'
import { tenantRules } from '#platform/tenantRules.ts'

/**
 * What travel businesses of middle size tend to have, in dirhams. Trips count in every currency; a tenant whose numbers
 * are others says so.
 */
export const DEFAULT_LOYALTY: LoyaltyRules = {
  months: 24,
  levels: {
    bronze: { lifetime_value: null, trips: 1 },
    silver: { lifetime_value: 50_000, trips: 3 },
    gold: { lifetime_value: 150_000, trips: 6 },
    platinum: { lifetime_value: 400_000, trips: 10 },
    vip: { lifetime_value: 1_000_000, trips: null },
  },
}

/** The highest level that one of its two numbers reaches; `value` is null where it cannot be compared. */
export function levelOf(
  { levels }: LoyaltyRules,
  { value, trips }: { value: RawBuilder<unknown>; trips: RawBuilder<unknown> },
): RawBuilder<string> {
  const cases = LOYALTY_LEVELS.toReversed().flatMap((level) => {
    const { lifetime_value, trips: count } = levels[level]
    const reached = [
      ...(lifetime_value === null ? [] : [sql`${value} >= ${lifetime_value}::numeric`]),
      ...(count === null ? [] : [sql`${trips} >= ${count}::int`]),
    ]
    return reached.length ? [sql`when ${sql.join(reached, sql` or `)} then ${sql.lit(level)}`] : []
  })
  return cases.length ? sql`(case ${sql.join(cases, sql` `)} else 'new' end)` : sql`'new'`
}

/** The day from which a trip that was won on `day` counts no more. */
export const leaves = (day: RawBuilder<unknown>, { months }: LoyaltyRules): RawBuilder<unknown> =>
  sql`(${day} + make_interval(months => ${months}::int))::date`

/** Trips of an account that count on a day. */
export async function countTrips({ db }: Ctx, account_id: string, rules: LoyaltyRules, today: string) {
  const { rows } = await sql<{ trips: number }>`
    select count(*) as trips from opportunities s
    where s.account_id = ${account_id} and s.status = 'won' and s.archived_at is null
      and ${leaves(sql`s.actual_close_date`, rules)} > ${today}::date`.execute(db)
  return rows[0]!.trips
}

const DUE = sql`not a.loyalty_locked and (a.loyalty_status <> 'new'
  or exists (select 1 from opportunities s where s.account_id = a.id and s.status = 'won'))`

/** How many accounts follow the rules and have bought, or had. */
export async function countFollowing({ db }: Ctx): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from accounts a where ${DUE}`.execute(db)
  return rows[0]!.count
}

/** The type of the jobs that work out loyalty by new rules. */
export const RELOYAL = 'accounts.loyalty'
export const loyaltyRules = tenantRules({
  key: 'loyalty',
  defaults: DEFAULT_LOYALTY,
  logged: LOYALTY_RULES,
  permission: 'accounts:configure',
  follower: { type: RELOYAL, count: countFollowing },
})

/** The next of them, in order of id. */
export async function nextFollowing({ db }: Ctx, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select a.id from accounts a where a.id > ${after}::uuid and ${DUE} order by a.id limit ${limit}`.execute(db)
  return rows.map(({ id }) => id)
}

/** The setting that says that what people said of loyalty before there were rules is locked. */
export const SAID = 'loyalty_kept'

/** Until it is, a status that is not locked may be what somebody said: the rules leave it as it is. */
export const saidIsKept = sql<boolean>`exists (select from settings where key = ${SAID})`

/** Locks what people said of the next accounts, in order of id: derived, no version, no event; answers which. */
export async function lockSaid({ db }: Ctx, after: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with due as materialized (
      select id from accounts where id > ${after}::uuid and loyalty_status <> 'new' and not loyalty_locked
      order by id limit ${limit} for no key update),
    done as (update accounts a set loyalty_locked = true from due where a.id = due.id returning a.id)
    select id from done order by id`.execute(db)
  return rows.map(({ id }) => id)
}
