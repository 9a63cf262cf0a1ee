import type { RelatedWords } from './relatedWords.ts'
import type { Ctx, Row } from './context.ts'
import type { MergeRule } from './recordType.ts'

/** What a module says about its records; everything has a plain default. */
export interface RecordRules {
  /** Columns that follow from others and have no event: search text, E.164 phones. Runs on every write, undo too. */
  derive?: (row: Record<string, unknown>, ctx: Ctx) => Record<string, unknown>
  /** What a record is found by besides its own words. */
  relatedWords?: RelatedWords
  /** Judges and completes what a caller asked for: scores, stages, references. `before` is absent on create. */
  judge?: (
    ctx: Ctx,
    next: Row,
    before: Row | undefined,
    input: Record<string, unknown>,
  ) => Promise<Record<string, unknown>>
  /** What follows where values come to a record past `judge`: by a merge, by a tag renamed everywhere. */
  follow?: (ctx: Ctx, next: Row, before: Row) => Promise<Record<string, unknown>>
  /** Throws where a record must not be made, for one that is there already. Not asked by who makes many (`draft`). */
  refuse?: (ctx: Ctx, row: Row, input: Record<string, unknown>) => Promise<void>
  /** What else a merge puts on the record that is kept, and on those that go into it. */
  merge?: MergeRule
  /** The field that points to the record above, where records make a tree: no record is ever above itself. */
  parent?: string
  /** Names an event better than `updated`. */
  eventType?: (changed: ReadonlySet<string>) => string | undefined
  /** What besides `archived_at` changes when a record is archived. */
  archive?: (row: Row) => Record<string, unknown>
  /** What hangs on a record, before it is removed for good. */
  beforeErase?: (ctx: Ctx, id: string) => Promise<void>
  /** Input that is not a column (`notes`, `reason`): written after the record, in the same transaction. */
  extra?: (ctx: Ctx, id: string, input: Record<string, unknown>) => Promise<void>
}

/** Why a record changed, and what the caller believes its version is. */
export interface Circumstances {
  version?: number | undefined
  note?: string | null | undefined
}
