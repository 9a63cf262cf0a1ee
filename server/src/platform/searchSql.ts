import { type RawBuilder, sql, type SqlBool } from 'kysely'
import { likePattern, searchTerms } from './search.ts'
import { mayBeMisspelt, misspellings } from './searchTypos.ts'

/** Rows looked at for terms too short for the trigram index. */
export const RECENT = 20_000
/** Besides them, of all rows: those in which a word starts like that, at most so many. */
const STARTS = 1000

type Condition = RawBuilder<SqlBool>

/** The search text of a row as far as the caller may know it (`relatedWords.ts`). */
export type Told = (alias: string) => RawBuilder<string>

/** What a query asks of the folded `search` column. */
export interface Asked {
  /** The ways to read it, of which one must hold: every term of it occurs. */
  readings: readonly (readonly string[])[]
  /** No term is long enough for the trigram index. */
  short: boolean
  /** Absent where the caller may know all of it. */
  told?: Told | undefined
}

/** Undefined when nothing is asked. */
export function readAsked(query: unknown, told?: Told): Asked | undefined {
  const readings = typeof query === 'string' ? searchTerms(query) : []
  if (!readings[0]?.length) return undefined
  return { readings, short: readings.length === 1 && !readings[0].some((term) => INDEXED.test(term)), told }
}

/** Terms that the trigram index knows: three letters or digits in a row, or two where a word begins or ends. */
export const INDEXED = /[\p{L}\p{N}]{3}|[^\p{L}\p{N}][\p{L}\p{N}]{2}|[\p{L}\p{N}]{2}[^\p{L}\p{N}]/u

const every = (parts: readonly Condition[]) => sql<SqlBool>`(${sql.join(parts, sql` and `)})`
const some = (parts: readonly Condition[]) => sql<SqlBool>`(${sql.join(parts, sql` or `)})`
/** The index is asked for all there is, and what it finds for what the caller may know. */
function like(alias: string, pattern: string, told?: Told): Condition {
  const found: Condition = sql`${sql.ref(`${alias}.search`)} like ${pattern}`
  return told ? every([found, sql<SqlBool>`${told(alias)} like ${pattern}`]) : found
}

/** Every term of one reading occurs. */
export const asWritten = (alias: string, { readings, told }: Asked): Condition =>
  some(readings.map((terms) => every(terms.map((term) => occurs(alias, term, told)))))

/**
 * A term occurs. Of an address the index is asked for what stands before the @ alone: half of all contacts share the
 * rest, and to read that from the index takes four times as long as to look at what is found.
 */
function occurs(alias: string, term: string, told: Told | undefined): Condition {
  const at = term.indexOf('@') + 1
  if (at < 5 || at === term.length) return like(alias, likePattern(term), told)
  const text = told ? told(alias) : sql`${sql.ref(`${alias}.search`)} || ''`
  const read: Condition = sql`${text} like ${likePattern(term)}`
  return every([like(alias, likePattern(term.slice(0, at))), read])
}

/** A word starts with each of the terms. */
export const atWordStart = (alias: string, terms: readonly string[], told?: Told): Condition =>
  every(terms.map((term) => some(['', '% '].map((before) => like(alias, likePattern(term, before), told)))))

/** What to gather: columns of the rows of a table, as `r`, that meet the conditions. */
export interface Gathering {
  table: string
  columns: RawBuilder<unknown>
  conditions: readonly Condition[]
  most: number
}

const rows = ({ columns, conditions, most }: Omit<Gathering, 'table'>, from: RawBuilder<unknown>) => sql`
  select ${columns} from ${from} r where ${every(conditions)} limit ${sql.lit(most)}`

export const gatherWritten = (asked: Asked, { table, ...gathering }: Gathering) =>
  rows({ ...gathering, conditions: [...gathering.conditions, asWritten('r', asked)] }, sql.table(table))

const latest = (table: string, most: number) =>
  sql`(select * from ${sql.table(table)} order by created_at desc, id desc limit ${sql.lit(most)})`

/** The same among the latest rows. */
export const gatherLatest = (asked: Asked, { table, ...gathering }: Gathering, walked: number) =>
  rows({ ...gathering, conditions: [...gathering.conditions, asWritten('r', asked)] }, latest(table, walked))

/** Rows in which a word starts with one of the short terms, of all there are. */
const startingIds = (table: string, { readings, told }: Asked) => sql`
  select s.id from ${sql.table(table)} s where ${atWordStart('s', readings[0]!, told)} limit ${sql.lit(STARTS)}`

/**
 * What short terms may mean: of the latest rows those that have them, and those in which a word starts like that.
 * Looking for one or two letters in all rows takes 658 ms of a million.
 */
export const gatherShort = (asked: Asked, gathering: Gathering) => sql`
  (${gatherLatest(asked, gathering, RECENT)}) union (${gatherWritten(asked, {
    ...gathering,
    conditions: [...gathering.conditions, sql<SqlBool>`r.id in (${startingIds(gathering.table, asked)})`],
  })})`

/** Matches of a misspelt search: when the likeliest spelling has as many, no other is looked for. */
export const MOST_NEARLY = 25
/** Words of which one may be misspelt: the longest, which say the most. */
const MOST_MISSPELT = 2

/**
 * What is written like the query but for one mistake in one word; undefined where no word may be misspelt. Each spelling
 * asks the trigram index by itself: joined by `or`, they look like so many rows that PostgreSQL reads all there are.
 */
export function gatherNearly({ readings, told }: Asked, { table, ...gathering }: Omit<Gathering, 'most'>) {
  const [words = []] = readings
  const doubtful = words.filter(mayBeMisspelt).toSorted((a, b) => b.length - a.length)
  if (readings.length > 1 || !doubtful.length) return undefined
  const spellings = doubtful
    .slice(0, MOST_MISSPELT)
    .flatMap((word) => misspellings(word).map((other) => ({ other, terms: words.with(words.indexOf(word), other) })))
  const patterns = (terms: readonly string[]) => sql`${terms.map((term) => likePattern(term))}::text[]`
  const names = words.map((_, i) => sql.ref(`w${i}`))
  const columns = words.map((_, i) => patterns(spellings.map(({ terms }) => terms[i]!)))
  const texts = [sql`r.search`, ...(told ? [told('r')] : [])]
  const like = words.flatMap((_, i) => texts.map((text) => sql<SqlBool>`${text} like ${sql.ref(`p.w${i}`)}`))
  // Beside other words, most spellings are out of the question by themselves, which is sooner known.
  const occurring = words.length > 1 ? [sql<SqlBool>`o.times > 0`] : []
  const each = { ...gathering, conditions: [...occurring, ...gathering.conditions, ...like], most: MOST_NEARLY }
  const source = sql.table(table)
  const counted = sql`cross join lateral (select count(*) as times from (
    select from ${source} o where o.search like p.other limit ${sql.lit(MOST_NEARLY)}) o) o`
  return sql`
    select distinct * from (
      select s.* from unnest(${sql.join([patterns(spellings.map(({ other }) => other)), ...columns])})
          p (other, ${sql.join(names)})
        ${words.length > 1 ? counted : sql``}
        cross join lateral (${rows(each, source)}) s limit ${sql.lit(MOST_NEARLY)}) nearly`
}

/** The conditions of a search where rows are counted, summed or exported. */
export function searchCondition(table: string, alias: string, query: unknown, told?: Told): Condition[] {
  const asked = readAsked(query, told)
  if (!asked) return []
  const written = asWritten(alias, asked)
  if (!asked.short) return [written]
  const meant = sql`(select id from ${latest(table, RECENT)} l) union all (${startingIds(table, asked)})`
  return [written, sql`${sql.ref(`${alias}.id`)} in (${meant})`]
}
