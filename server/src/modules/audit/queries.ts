import { type RawBuilder, sql } from 'kysely'
import type { Timeline } from '@rihla/contracts/operation.ts'
import type { Ctx } from '#platform/context.ts'
import { entries } from '#platform/eventLog.ts'
import { tellable } from '#platform/events.ts'

interface EventFilter {
  record_type?: string | undefined
  record_id?: string | undefined
  operation_id?: string | undefined
  cursor?: string | undefined
  take?: number | undefined
}

/** Events of records the caller may read, newest first. Each kind of record brings its own predicate. */
export function listEvents(ctx: Ctx, { cursor, take, ...filter }: EventFilter): Promise<Timeline> {
  const conditions: RawBuilder<unknown>[] = Object.entries(filter)
    .filter(([, value]) => value !== undefined)
    .map(([column, value]) => sql`${sql.ref(`e.${column}`)} = ${value}`)
  const condition = conditions.length ? sql.join(conditions, sql` and `) : sql`true`
  return entries(ctx, condition, { cursor, take, judge: (page) => tellable(ctx, page) })
}
