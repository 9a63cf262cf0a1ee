import { type Arrangement, LAYOUT_KINDS, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import type { Ctx } from '#platform/context.ts'

/** What somebody arranged; `arrangement` is null where it was reset. */
export interface Kept {
  /** What the log calls it by, once somebody arranged it. */
  id?: string
  version: number
  arrangement: Arrangement | null
}
const NOTHING: Kept = { version: 0, arrangement: null }

const keyOf = (kind: LayoutKind) => `layout.${kind}`

export async function readLayout({ db }: Ctx, kind: LayoutKind): Promise<Kept> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', keyOf(kind)).executeTakeFirst()
  return (row?.value as Kept | undefined) ?? NOTHING
}

/** Reads it, and holds it until the transaction ends. */
export async function lockLayout({ db, now }: Ctx, kind: LayoutKind): Promise<Kept> {
  const key = keyOf(kind)
  // Who comes first makes the row, so that whoever comes beside waits for it.
  await db
    .insertInto('settings')
    .values({ key, value: JSON.stringify(NOTHING), updated_at: now })
    .onConflict((conflict) => conflict.column('key').doNothing())
    .execute()
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('key', '=', key)
    .forUpdate()
    .executeTakeFirstOrThrow()
  return row.value as unknown as Kept
}

/** Of which kinds of record these are the layouts. */
export async function kindsOf({ db }: Ctx, ids: readonly string[]): Promise<ReadonlyMap<string, LayoutKind>> {
  const rows = await db
    .selectFrom('settings')
    .select(['key', 'value'])
    .where('key', 'in', LAYOUT_KINDS.map(keyOf))
    .execute()
  const idOf = (value: unknown) => (value as Kept).id ?? ''
  const kinds = new Map(LAYOUT_KINDS.map((kind) => [keyOf(kind), kind]))
  return new Map(rows.flatMap(({ key, value }) => (ids.includes(idOf(value)) ? [[idOf(value), kinds.get(key)!]] : [])))
}

export async function writeLayout({ db, now }: Ctx, kind: LayoutKind, kept: Kept) {
  await db
    .updateTable('settings')
    .set({ value: JSON.stringify(kept), updated_at: now })
    .where('key', '=', keyOf(kind))
    .execute()
}
