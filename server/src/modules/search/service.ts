import type { SearchAnswer, SearchQuery } from '@rihla/contracts/search.ts'
import type { Ctx } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { readAsked } from '#platform/searchSql.ts'
import type { Found, Ranked, Search, SearchSource } from '#platform/searchSource.ts'

/** Milliseconds that the slowest kind may take; the others are answered without it. */
const DEADLINE = 1500
const LIMIT = 10

/** By record type. */
export type Searches = ReadonlyMap<string, SearchSource>

/** What every kind of record found, the best of all first. Each looks by itself, side by side. */
export async function searchAll(ctx: Ctx, searches: Searches, query: SearchQuery): Promise<SearchAnswer> {
  const asked = sourcesOf(ctx, searches, (query.types ?? []) as string[])
  const words = readAsked(query.q)
  if (!words) return { items: [], facets: [], late: [] }
  const text = query.q!
  const search = { text, words, limit: query.limit ?? LIMIT, archived: query.archived ?? false }
  let found = await askAll(ctx, asked, { ...search, fuzzy: false })
  const nothing = found.every(([, answer]) => answer?.hits.length === 0)
  // What was written wrongly is worth a second look; what was found is what was meant.
  if (nothing) found = await askAll(ctx, asked, { ...search, fuzzy: true })
  const hits = found.flatMap(([, answer]) => answer?.hits ?? []).toSorted(byRank)
  return {
    items: hits.map(({ hit }) => hit),
    facets: found.flatMap(([record_type, answer]) =>
      answer?.hits.length ? [{ record_type, count: answer.count, more: answer.more }] : [],
    ),
    late: found.flatMap(([record_type, answer]) => (answer ? [] : [record_type])),
  }
}

/** The kinds that were asked for and the caller may read; 400 for one that is not searched. */
function sourcesOf(ctx: Ctx, searches: Searches, types: readonly string[]): [string, SearchSource][] {
  if (types.some((type) => !searches.has(type))) {
    const values = [...searches.keys()].join(', ')
    const errors = [{ field: 'types', code: 'unknown_value', message: 'unknown_value', params: { values } }]
    throw new Problem(400, 'validation_failed', { errors })
  }
  return [...searches].filter(([type, source]) => (!types.length || types.includes(type)) && source.open(ctx))
}

/** What each kind found, undefined where it took too long. */
const askAll = (ctx: Ctx, sources: readonly [string, SearchSource][], search: Search) =>
  Promise.all(
    sources.map(async ([type, source]): Promise<[string, Found | undefined]> => [
      type,
      await inTime(source.find(ctx, search)),
    ]),
  )

async function inTime<T>(work: Promise<T>): Promise<T | undefined> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<undefined>((resolve) => (timer = setTimeout(resolve, DEADLINE, undefined)))
  // What comes too late may fail too, and nobody waits for it any more.
  work.catch(() => undefined)
  return Promise.race([work, late]).finally(() => clearTimeout(timer))
}

const byRank = (a: Ranked, b: Ranked) =>
  a.rank - b.rank || b.likeness - a.likeness || b.at.getTime() - a.at.getTime() || (a.hit.id < b.hit.id ? 1 : -1)
