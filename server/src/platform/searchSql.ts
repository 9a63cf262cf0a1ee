import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { likePattern, searchTerms } from './search.ts'
import { mayBeMisspelt, typoPatterns } from './searchTypos.ts'

/** Rows looked at for terms too short for the trigram index. */
export const RECENT = 20_000
/** Besides them, of all rows: those in which a word starts like that, at most so many. */
const STARTS = 1000

type Condition = RawBuilder<SqlBool>

/** What a query asks of the folded `search` column. */
export interface Asked {
  /** The ways to read it, of which one must hold: every term of it occurs. */
  readings: readonly (readonly string[])[]
  /** No term is long enough for the trigram index. */
  short: boolean
}

/** Undefined when nothing is asked. */
export function readAsked(query: unknown): Asked | undefined {
  const readings = searchTerms(String(query ?? ''))
  if (!readings[0]?.length) return undefined
  return { readings, short: readings.length === 1 && !readings[0].some((term) => INDEXED.test(term)) }
}

/** Terms that the trigram index knows: three letters or digits in a row, or two where a word begins or ends. */
const INDEXED = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]{2}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]/u

const every = (parts: readonly Condition[]) => sql<SqlBool>`(${sql.join(parts, sql` and `)})`
const some = (parts: readonly Condition[]) => sql<SqlBool>`(${sql.join(parts, sql` or `)})`
const like = (alias: string, pattern: string): Condition => sql`${sql.ref(`${alias}.search`)} like ${pattern}`

/** Every term of one reading occurs. */
export const asWritten = (alias: string, { readings }: Asked): Condition =>
  some(readings.map((terms) => every(terms.map((term) => like(alias, likePattern(term))))))

/** A word starts with each of the terms. */
export const atWordStart = (alias: string, terms: readonly string[]): Condition =>
  every(terms.map((term) => some([like(alias, likePattern(term, '')), like(alias, likePattern(term, '% '))])))

/** As written but for one mistake a word; undefined where no word may be misspelt. */
export function nearly(alias: string, { readings }: Asked): Condition | undefined {
  const [words = []] = readings
  if (readings.length > 1 || !words.some(mayBeMisspelt)) return undefined
  return every(
    words.map((word) => {
      const patterns = mayBeMisspelt(word) ? typoPatterns(word) : []
      return some([likePattern(word), ...patterns].map((pattern) => like(alias, pattern)))
    }),
  )
}

/**
 * Ids that short terms may mean: of the latest rows, and of those in which a word starts like that. Looking for one or
 * two letters in all rows takes 658 ms of a million.
 */
export const meantByShort = (table: string, { readings }: Asked): RawBuilder<unknown> => sql`
  (select id from ${sql.table(table)} order by created_at desc, id desc limit ${sql.lit(RECENT)})
  union all (select s.id from ${sql.table(table)} s where ${atWordStart('s', readings[0]!)} limit ${sql.lit(STARTS)})`

/** The conditions of a search where rows are counted, summed or exported. */
export function searchCondition(table: string, alias: string, query: unknown): Condition[] {
  const asked = readAsked(query)
  if (!asked) return []
  const written = asWritten(alias, asked)
  return asked.short ? [written, sql`${sql.ref(`${alias}.id`)} in (${meantByShort(table, asked)})`] : [written]
}
