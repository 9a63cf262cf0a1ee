import { type RawBuilder, sql } from 'kysely'
import type { Ctx, Row } from './context.ts'

/*
 * A record may be found by words of another one that it points to, a contact by the name of its account. They stand in
 * its `search` behind its own: one column, one index. Who may not read the other record is not to find by it.
 */

/** Stands between a record's own words and those beside them: no folded text holds it. */
const BREAK = ' \n '

/** Which record's words stand beside those of a record. */
export interface RelatedWords {
  /** The field that points to it. */
  field: string
  /** Folded words of these records, which are held so that they stay what they are until the transaction ends. */
  words(ctx: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, string>>
}

/** What stands beside a record's own words, as `search` has it. */
export function relatedWordsOf(search: unknown): string {
  const at = typeof search === 'string' ? search.indexOf(BREAK) : -1
  return at < 0 ? '' : (search as string).slice(at)
}

/** A row that is being written: what it was, what it will be, and the columns to set. */
interface Written {
  before?: Row
  next: Record<string, unknown>
  set: Record<string, unknown>
}

/** Puts the words of what rows come to point to beside their own, before they are written. */
export const addRelatedWords =
  (related: RelatedWords | undefined) =>
  async (ctx: Ctx, rows: readonly Written[]): Promise<void> => {
    if (!related) return
    const { field } = related
    const moved = rows.filter(({ before, next }) => (next[field] ?? null) !== (before?.[field] ?? null))
    const ids = [...new Set(moved.flatMap(({ next }) => (next[field] as string | null) ?? []))]
    const words = ids.length ? await related.words(ctx, ids) : undefined
    for (const { next, set } of moved) {
      const own = ((set.search as string | undefined) ?? '').split(BREAK)[0]!
      const other = words?.get(next[field] as string)
      set.search = other ? own + BREAK + other : own
    }
  }

/** The own words of the row `alias`. */
export const ownWords = (alias: string): RawBuilder<string> =>
  sql`split_part(${sql.ref(`${alias}.search`)}, ${BREAK}::text, 1)`

/** Its search text with `words` beside its own. */
export const withWords = (alias: string, words: RawBuilder<unknown>): RawBuilder<string> =>
  sql`${ownWords(alias)} || ${BREAK}::text || ${words}`
