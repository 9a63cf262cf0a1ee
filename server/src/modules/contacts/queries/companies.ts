import { type RawBuilder, sql } from 'kysely'
import { access, scopes } from '#platform/access.ts'
import { ownWords, withWords } from '#platform/relatedWords.ts'
import type { Ctx } from '#platform/context.ts'
import type { Told } from '#platform/searchSql.ts'

/*
 * Contacts are found by the name of their account, which stands beside their own words. It is derived: no version, no
 * event.
 */

/** The folded name; of accounts of before there were keys, the nearest to it. */
const words = sql`coalesce(a.name_key, lower(a.name))`

/** Folded names of accounts, which keep them until the transaction ends. */
export async function accountWords({ db }: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const { rows } = await sql<{ id: string; words: string }>`
    select a.id, ${words} as words from accounts a where a.id = any(${ids}::uuid[]) order by a.id for share`.execute(db)
  return new Map(rows.map((row) => [row.id, row.words]))
}

/** Who may not read an account finds nobody by its name. */
export function toldOf(ctx: Ctx): Told | undefined {
  if (scopes(ctx, 'accounts:read').has('all')) return undefined
  return (alias) => sql`case when exists (
    select 1 from accounts a where a.id = ${sql.ref(`${alias}.account_id`)} and ${access(ctx, 'accounts:read', 'a')})
    then ${sql.ref(`${alias}.search`)} else ${ownWords(alias)} end`
}

const held = (ids: RawBuilder<unknown>) => sql`
  held as materialized (select a.id, ${words} as words from accounts a where a.id in ${ids} order by a.id for share)`
const placed = withWords('c', sql.ref('h.words'))

/** How many people of these accounts are not found by the name as it is; more than `most` are not counted. */
export async function countMisplaced({ db }: Ctx, account_ids: readonly string[], most: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from (
      select from contacts c join (select a.id, ${words} as words from accounts a) h on h.id = c.account_id
      where c.account_id = any(${account_ids}::uuid[]) and c.search <> ${placed} limit ${most + 1}) due`.execute(db)
  return rows[0]!.count
}

/** Puts the names of accounts on the next of their people, in order of id; answers whom. */
export async function placeWords(
  { db }: Ctx,
  account_ids: readonly string[],
  { after, limit }: { after: string; limit: number },
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    with ${held(sql`(select unnest(${account_ids}::uuid[]))`)},
    due as materialized (
      select c.id, ${placed} as search from contacts c join held h on h.id = c.account_id
      where c.id > ${after}::uuid and c.search <> ${placed} order by c.id limit ${limit} for no key update of c),
    done as (update contacts c set search = due.search from due where c.id = due.id returning c.id)
    select id from done order by id`.execute(db)
  return rows.map(({ id }) => id)
}

/** The same for the next contacts of all accounts; answers the last one looked at, undefined at the end. */
export async function placeNext({ db }: Ctx, after: string, limit: number): Promise<string | undefined> {
  const { rows } = await sql<{ last: string; count: number }>`
    with next as materialized (
      select c.id, c.account_id from contacts c where c.id > ${after}::uuid order by c.id limit ${limit}),
    ${held(sql`(select account_id from next)`)},
    done as (
      update contacts c set search = ${placed} from next n, held h
      where c.id = n.id and h.id = c.account_id and c.search <> ${placed})
    select count(*) as count, (select id from next order by id desc limit 1) as last from next`.execute(db)
  const { last, count } = rows[0]!
  return count < limit ? undefined : last
}
