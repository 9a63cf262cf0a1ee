import * as z from 'zod'
import { Id } from './fields.ts'
import { Job, operation, RecordParams, TenantParams, tenantPath, Timeline } from './operation.ts'

export const EventQuery = z.strictObject({
  record_type: z.string().max(60).optional(),
  record_id: Id.optional(),
  operation_id: Id.optional(),
  cursor: z.string().max(200).optional(),
  take: z.coerce.number().int().min(1).max(200).optional(),
})

export const UndoResult = z
  .object({ operation_id: Id, undone: z.int().meta({ description: 'How many changes were taken back' }) })
  .meta({ id: 'UndoResult' })
export type UndoResult = z.output<typeof UndoResult>
/** Of more than 1,000 changes, the job that takes them back; `operation_id` is that of the undo in both. */
export const UndoAnswer = z.union([UndoResult, Job])
export type UndoAnswer = z.output<typeof UndoAnswer>

/** What a live update carries: which record changed, never what it holds. */
export const LiveUpdate = z
  .object({ type: z.string(), record_type: z.string(), record_id: Id, version: z.int() })
  .meta({ id: 'LiveUpdate' })
export type LiveUpdate = z.output<typeof LiveUpdate>

export const audit = {
  list: operation({
    id: 'events.list',
    method: 'GET',
    path: tenantPath('events'),
    summary: 'What happened to the records the caller may read, newest first',
    permission: 'member',
    params: TenantParams,
    query: EventQuery,
    answer: Timeline,
  }),
  undo: operation({
    id: 'events.undo',
    method: 'POST',
    path: tenantPath('events/{id}/undo'),
    summary: 'Take back a whole operation, by its id or that of one of its events; 202 with a job above 1,000 changes',
    permission: 'member',
    params: RecordParams,
    body: z.strictObject({}),
    answer: UndoAnswer,
  }),
  stream: operation({
    id: 'events.stream',
    method: 'GET',
    path: tenantPath('events/stream'),
    summary: 'Server-sent events: which records changed; Last-Event-ID resumes',
    permission: 'member',
    params: TenantParams,
    answer: 'stream',
  }),
}

export const jobs = {
  find: operation({
    id: 'jobs.find',
    method: 'GET',
    path: tenantPath('jobs/{id}'),
    summary: 'A job: its state and progress. For who started it, and administrators',
    permission: 'member',
    params: RecordParams,
    answer: Job,
  }),
}
