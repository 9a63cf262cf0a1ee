import { type RawBuilder, sql } from 'kysely'
import type { Timeline } from '@rihla/contracts/operation.ts'
import type { Ctx } from '#platform/context.ts'
import { entries, placeOf, writePlace } from '#platform/eventLog.ts'
import { tellable } from '#platform/events.ts'

interface EventFilter {
  record_type?: string | undefined
  record_id?: string | undefined
  operation_id?: string | undefined
  cursor?: string | undefined
  take?: number | undefined
}

/**
 * Events of records the caller may read, newest first. Each kind of record brings its own predicate, so a page is read
 * and judged until it is full; a reader who sees everything reads once.
 */
export async function listEvents(ctx: Ctx, { cursor, take = 50, ...filter }: EventFilter): Promise<Timeline> {
  const conditions: RawBuilder<unknown>[] = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(`e.${column}`)} = ${value}`)
  const items: Timeline['items'] = []
  let at = cursor
  for (let round = 0; round < 20; round += 1) {
    const here = at === undefined ? conditions : [...conditions, sql`(e.at, e.id) < ${placeOf(at)}`]
    const page = await entries(ctx, here.length ? sql.join(here, sql` and `) : sql`true`, take)
    items.push(...(await tellable(ctx, page.items)))
    at = page.next_cursor ?? undefined
    if (!at || items.length >= take) break
  }
  if (items.length > take) at = writePlace(items.slice(0, take).at(-1)!)
  return { items: items.slice(0, take), next_cursor: at ?? null }
}
