import type { Dismissal, Mergeable } from '@rihla/contracts/duplicates.ts'
import { holds } from '#platform/access.ts'
import { type Ctx, type Row, transaction } from '#platform/context.ts'
import { forbidden, invalid } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { dismissalOf, dismissalQueries, dismissedWith } from './queries/dismissals.ts'

export const dismissals = records(dismissalQueries)

/** Remembers that two records are not one. Again changes nothing. */
export const dismiss = (ctx: Ctx, of_type: Mergeable, ids: readonly string[]): Promise<Dismissal> =>
  transaction(ctx, async (ctx) => {
    const [first_id, second_id] = ids.toSorted() as [string, string]
    if (first_id === second_id) throw invalid('ids', 'merge_itself', 422)
    const type = ctx.platform.records.get(of_type)!
    const readable = await type.readable(ctx, ids)
    if (ids.some((id) => !readable.has(id))) throw invalid('ids', 'unknown_reference', 422)
    const update = `${type.resource.name}:update` as const
    const rows: Row[] = []
    // The two wait here for whoever says the same.
    for (const id of [first_id, second_id]) rows.push(await type.lock(ctx, id, 'read'))
    if (!rows.some((row) => holds(ctx, update, row))) throw forbidden(update)
    const known = await dismissalOf(ctx, first_id, second_id)
    if (known) return dismissalQueries.find(ctx, known)
    return remember(ctx, of_type, first_id, second_id)
  })

const remember = (ctx: Ctx, of_type: string, first_id: string, second_id: string) =>
  dismissals.create(ctx, { of_type, first_id, second_id } as never)

/** What the merged records are not, the one that they went into is not either. */
export async function keepApart(ctx: Ctx, of_type: Mergeable, keep: string, ids: readonly string[]) {
  const all = new Set([keep, ...ids])
  for (const pair of await dismissedWith(ctx, ids)) {
    const other = pair.find((id) => !all.has(id))
    if (!other) continue
    const [first_id, second_id] = [keep, other].toSorted() as [string, string]
    if (!(await dismissalOf(ctx, first_id, second_id))) await remember(ctx, of_type, first_id, second_id)
  }
}
