import { LOOKS, type View, VIEWED } from '@rihla/contracts/views.ts'
import { demand } from '#platform/access.ts'
import type { Ctx, Event, Row } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import { seenQuery } from '#platform/customSight.ts'
import type { Query } from '#platform/filters.ts'
import { records } from '#platform/records.ts'
import { judgeQuery } from '#platform/viewQuery.ts'
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

/** What a view asked for, without what is not there for the reader, whatever kind of record it was of. */
function tell(ctx: Ctx, changes: Event['changes']): Event['changes'] {
  if (!changes.query) return changes
  const seen = (query: unknown) => query && VIEWED.reduce((left, type) => seenQuery(ctx, type, left), query as Query)
  return { ...changes, query: [seen(changes.query[0]), seen(changes.query[1])] }
}

export const viewType: RecordType = {
  ...views.type,
  // Who reads everything else does not read what others keep for themselves.
  known: views.type.readable,
  tell,
  write: (ctx, before, values, note) => {
    judgeSharing(ctx, { ...before, ...values }, before)
    return views.type.write(ctx, before, values, note)
  },
}

/** What a view asks of a list of this kind of record; undefined where the caller has no such view. */
export async function savedQuery(
  ctx: Ctx,
  id: string,
  record_type: string,
  whole?: 'whole',
): Promise<View['query'] | undefined> {
  const query = await queryOf(ctx, id, record_type, whole)
  return query && listPart(query)
}

/** How many views filter, sort or show a field of the tenant's own; also those of others. */
export const countViewsNaming = countNaming
