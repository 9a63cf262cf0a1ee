import { LOOKS, type View } from '@rihla/contracts/views.ts'
import { demand } from '#platform/access.ts'
import type { Ctx, RecordType, Row } from '#platform/context.ts'
import { records } from '#platform/records.ts'
import { judgeQuery } from '#platform/viewed.ts'
import { countNaming, queryOf, viewQueries } from './queries.ts'

export const views = records(viewQueries, {
  judge: async (ctx, next, before) => {
    judgeSharing(ctx, next, before)
    if (next.query !== before?.query || next.record_type !== before?.record_type) await judgeAddress(ctx, next)
    return {}
  },
})

/** What everybody sees is for who may share: to give, and to take back. */
function judgeSharing(ctx: Ctx, next: Record<string, unknown>, before: Row | undefined) {
  if (next.shared !== (before?.shared ?? false)) demand(ctx, 'views:share')
}

/** A view asks only for what the lists of its records take. */
async function judgeAddress(ctx: Ctx, { record_type, query }: Row) {
  const { resource } = ctx.platform.records.get(record_type as string)!
  await judgeQuery(ctx, resource, listPart(query as View['query']), 'query')
}

const LOOK: ReadonlySet<string> = new Set(LOOKS)
/** Without how the web shows it. */
const listPart = (query: View['query']) => Object.fromEntries(Object.entries(query).filter(([name]) => !LOOK.has(name)))

export const viewType: RecordType = {
  ...views.type,
  // Who reads everything else does not read what others keep for themselves.
  known: views.type.readable,
  write: (ctx, before, values, note) => {
    judgeSharing(ctx, { ...before, ...values }, before)
    return views.type.write(ctx, before, values, note)
  },
}

/** What a view asks of a list of this kind of record; undefined where the caller has no such view. */
export async function savedQuery(ctx: Ctx, id: string, record_type: string): Promise<View['query'] | undefined> {
  const query = await queryOf(ctx, id, record_type)
  return query && listPart(query)
}

/** How many views filter, sort or show a field of the tenant's own; also those of others. */
export const countViewsNaming = countNaming
