import type { RawBuilder } from 'kysely'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx, Event, Row } from './context.ts'

/** What the platform must be able to do with a kind of record: undo, embed, feed live updates, change many. */
export interface RecordType {
  resource: Resource<any>
  /** Which of `ids` the caller may read. */
  readable(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Of which of `ids` the caller may know the past: the readable ones, and for who reads all what is gone for good. */
  known(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>>
  /** Small summaries of the readable ones, for `include`. */
  summaries(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Summary>>
  /** Finds and holds the row; 404 when it may not be read, 403 when it may not be changed. */
  lock(ctx: Ctx, id: string, action: string): Promise<Row>
  /** Writes values as they are, with version and event, past the rules of `update`: how undo puts old values back. */
  write(ctx: Ctx, before: Row, values: Record<string, unknown>, note?: string): Promise<unknown>
  /** What follows from values that are to be written past the rules of `update`: written with them. */
  follow?(ctx: Ctx, before: Row, values: Record<string, unknown>): Promise<Record<string, unknown>>
  /** Whoever listens hears that one of these changed, also who may not read it: it may be what they no longer may. */
  announced?: true
  /** What of the changes of an event the caller may know, where not all: a part of them. */
  tell?(ctx: Ctx, changes: Event['changes']): Event['changes']
  /** What a merge asks of it; absent for what neither is merged nor points to what is. */
  merging?: Merging
}

/** How a kind of record takes part in merges. */
interface Merging {
  table: string
  /** The field that points to the record above, where records make a tree. */
  parent?: string | undefined
  /** What else a merge puts on the record that is kept, and on those that go into it. */
  completes?: MergeRule | undefined
  /** Which rows of the table as `alias` the caller may act on. */
  may(ctx: Ctx, permission: `${string}:${string}`, alias: string): RawBuilder<boolean>
  /** Holds the rows of another kind that change with these: always before them. */
  holdFirst?: ((ctx: Ctx, ids: readonly string[]) => Promise<unknown>) | undefined
  /** What putting values on a held row means; undefined where nothing differs. Written by `recordBatches.ts`. */
  revision(ctx: Ctx, before: Row, values: Record<string, unknown>): Revised | undefined
  /** Puts on changes worked out what they are found by beside their own words (`relatedWords.ts`). */
  place(ctx: Ctx, changes: readonly { before: Row; next: Row; set: Record<string, unknown> }[]): Promise<void>
  /** Puts on a locked row what others had and it had not, under what somebody chose; the event says that it took them in. */
  absorb(
    ctx: Ctx,
    before: Row,
    values: { chosen: Record<string, unknown>; filled: Record<string, unknown> },
    circumstances?: { version?: number | undefined; note?: string | null | undefined },
  ): Promise<unknown>
  /** Computes the derived columns of a held row again: no version, no event. */
  rederive(ctx: Ctx, row: Row): Promise<void>
}

/** A change worked out and not yet written: the row then, the columns to set, and its event. */
export interface Revised {
  now: Date
  next: Row
  set: Record<string, unknown>
  changes: Event['changes']
  type: string
}

export type MergeRule = (
  keep: Row,
  merged: readonly Row[],
) => { keep: Record<string, unknown>; merged: Record<string, unknown> }

export interface Summary {
  id: string
  name: string | null
}
