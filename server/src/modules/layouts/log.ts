import { isDeepStrictEqual } from 'node:util'
import * as z from 'zod'
import { json } from '@rihla/contracts/fields.ts'
import type { Arrangement, LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { can, demand } from '#platform/access.ts'
import { type Ctx, newId, type Row } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'
import { diff, record } from '#platform/events.ts'
import type { RecordType } from '#platform/recordType.ts'
import { type Kept, kindsOf, lockLayout, writeLayout } from './queries.ts'

/** What the log keeps of layouts. */
const resource = { name: 'layouts', record_type: 'layout', fields: { arrangement: json(z.unknown()) } } as never

/** Puts an arrangement on a held layout, with version and event. Nothing happens when nothing differs. */
export async function change(ctx: Ctx, kind: LayoutKind, before: Kept, arrangement: Arrangement | null): Promise<Kept> {
  if (isDeepStrictEqual(before.arrangement, arrangement)) return before
  const next = { id: before.id ?? newId(), version: before.version + 1, arrangement }
  await writeLayout(ctx, kind, next)
  const changes = diff(resource, { ...before }, next)
  await record(ctx, { type: 'layout.updated', record_type: 'layout', record: next, changes })
  return next
}

/** Who may arrange pages reads who did. */
const readable = async (ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
  can(ctx, 'custom_fields:configure') ? new Set((await kindsOf(ctx, ids)).keys()) : new Set()

async function kindOf(ctx: Ctx, id: string): Promise<LayoutKind> {
  const kind = (await kindsOf(ctx, [id])).get(id)
  if (!kind) throw notFound('layout')
  return kind
}

export const layoutType: RecordType = {
  resource,
  readable,
  known: readable,
  summaries: async () => new Map(),
  // Everybody's pages are drawn by it.
  announced: true,
  lock: async (ctx, id) => {
    demand(ctx, 'custom_fields:configure')
    return { archived_at: null, ...(await lockLayout(ctx, await kindOf(ctx, id))) } as unknown as Row
  },
  write: async (ctx, before, { arrangement }) =>
    change(ctx, await kindOf(ctx, before.id), before as unknown as Kept, arrangement as Arrangement | null),
}
