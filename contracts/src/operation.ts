import * as z from 'zod'
import { foldEnum, Id, Timestamp } from './fields.ts'
import type { Resource } from './resource.ts'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'

/** `public`: no token. `member`: any member of the tenant. `user`: a token, no tenant. Else `resource:action`. */
export type Permission = 'public' | 'user' | 'member' | `${string}:${string}`

/**
 * One operation of the API. From it come the route, its validation and permission, the OpenAPI entry and the typed
 * client; an operation that is not declared does not exist.
 */
export interface Operation<P = unknown, Q = unknown, B = unknown, A = unknown> {
  /** `leads.convert`: the operationId, and the key of the client. */
  id: string
  method: Method
  /** With `{name}` for parameters. */
  path: string
  summary: string
  permission: Permission
  params: z.ZodType<P>
  query: z.ZodType<Q>
  body: z.ZodType<B> | null
  /** null: 204 without a body; 'stream': server-sent events; 'file': a download. */
  answer: z.ZodType<A> | null | 'stream' | 'file'
  status: number
  /** The resource whose names, aliases and enum spellings its body and query follow. */
  resource?: Resource<any>
  /** Keys of the body that hold a record of another resource. */
  nested?: Readonly<Record<string, Resource<any>>>
  /** Other names that this operation's query and body take, besides those of the resource's fields. */
  aliases?: Readonly<Record<string, string>>
  /** What is asked or answered is secret, so no Idempotency-Key keeps it. */
  secret?: boolean
  /** The body is a file of so many bytes at most: by itself, or in a multipart form. No Idempotency-Key keeps it. */
  upload?: number
}

const nothing = z.strictObject({})
export type Nothing = z.output<typeof nothing>

type Declared<P, Q, B, A> = {
  id: string
  method: Method
  path: string
  summary: string
  permission: Permission
  params?: z.ZodType<P>
  query?: z.ZodType<Q>
  body?: z.ZodType<B>
  answer?: z.ZodType<A> | null | 'stream' | 'file'
  status?: number
  resource?: Resource<any>
  nested?: Readonly<Record<string, Resource<any>>>
  aliases?: Readonly<Record<string, string>>
  secret?: boolean
  upload?: number
}

export function operation<P = Nothing, Q = Nothing, B = null, A = null>(
  o: Declared<P, Q, B, A>,
): Operation<P, Q, B, A> {
  const { params = nothing, query = nothing, body = null, answer = null } = o
  const status = o.status ?? (answer === null ? 204 : 200)
  return { ...o, params, query, body, answer, status } as Operation<P, Q, B, A>
}

/** Path of a tenant's resource. */
export const tenantPath = (rest: string) => `/api/v1/tenants/{tenant_id}/${rest}`

export const TenantParams = z.object({ tenant_id: z.string() })
export const RecordParams = z.object({ tenant_id: z.string(), id: Id })

/** One line of a record's story. */
export const TimelineEntry = z
  .object({
    id: Id,
    /** `lead.status_changed`, or `activity.<type>` for notes, calls … */
    type: z.string(),
    record_type: z.string(),
    record_id: Id,
    at: Timestamp,
    actor: z.object({ id: Id.nullable(), type: z.string(), name: z.string().nullable() }),
    /** {field: [old, new]}; fields that the reader may not see are absent. */
    changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
    note: z.string().nullable(),
    operation_id: Id,
    /** The event that this one took back. */
    undoes: Id.nullable(),
    /** For activities: what was said. */
    activity: z
      .object({ id: Id, type: z.string(), subject: z.string(), description: z.string().nullable() })
      .nullable(),
  })
  .meta({ id: 'TimelineEntry' })
export type TimelineEntry = z.output<typeof TimelineEntry>

export const Timeline = z.object({ items: z.array(TimelineEntry), next_cursor: z.string().nullable() })
export type Timeline = z.output<typeof Timeline>
const NOTE_TYPES = ['note', 'call', 'email', 'meeting', 'chat', 'whatsapp', 'sms', 'in_person'] as const
export const TimelineQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  take: z.coerce.number().int().min(1).max(200).optional(),
  /** `notes` are activities of every type, and each type is one. */
  type: z.enum(['all', 'notes', 'changes', ...NOTE_TYPES]).optional(),
  /** Only changes of this field, its first value too. */
  field: z.string().max(60).optional(),
})
export type TimelineQuery = z.output<typeof TimelineQuery>

/** In any spelling, as every enum; `phone` is a call. */
const NoteType = z.codec(z.string().meta({ enum: NOTE_TYPES }), z.enum(NOTE_TYPES), {
  decode: (text) => {
    const folded = foldEnum(text)
    return (folded === 'phone' ? 'call' : folded) as (typeof NOTE_TYPES)[number]
  },
  encode: (type) => type,
})

/** `{content, type}`; a plain text is a note. */
export const NoteInput = z.strictObject({
  content: z
    .string()
    .trim()
    .min(1)
    .max(20_000)
    .refine((text) => text.isWellFormed() && !text.includes('\0'), {
      error: 'bad_text',
    }),
  type: NoteType.optional(),
})
export const Note = z
  .object({ id: Id, content: z.string(), type: z.string(), created_by: Id.nullable(), created_at: Timestamp })
  .meta({ id: 'Note' })
export type Note = z.output<typeof Note>
export type NoteInput = z.output<typeof NoteInput>

export const TagsInput = z.strictObject({ tags: z.array(z.string().trim().min(1).max(60)).min(1).max(50) })

/** What became of a bulk action: how many were done, and why each refused record was. */
export const BulkResult = z
  .object({
    done: z.int(),
    refused: z.array(
      z.object({
        id: Id,
        code: z.string(),
        message: z.string(),
        /** Where the record's own values are why. */
        errors: z.array(z.object({ field: z.string(), code: z.string(), message: z.string() })).optional(),
      }),
    ),
    operation_id: Id,
  })
  .meta({ id: 'BulkResult' })
export type BulkResult = z.output<typeof BulkResult>

/** Work that goes on after the answer. */
export const Job = z
  .object({
    id: Id,
    type: z.string(),
    state: z.enum(['waiting', 'running', 'done', 'failed']),
    done: z.int(),
    total: z.int(),
    result: BulkResult.nullable(),
    error: z.string().nullable(),
    operation_id: Id,
    created_at: Timestamp,
    updated_at: Timestamp,
    tenant_id: Id,
  })
  .meta({ id: 'Job' })
export type Job = z.output<typeof Job>

export const BulkAnswer = z.union([BulkResult, Job])
export type BulkAnswer = BulkResult | Job

export const SummaryQuery = {
  group_by: z.string().max(60).optional(),
  sum: z.string().max(60).optional(),
  avg: z.string().max(60).optional(),
}
/** Of money, in every currency that was summed; the tenant's own first. */
const Sums = z.array(z.object({ currency: z.string(), sum: z.number() }))
export const Summary = z
  .object({
    groups: z.array(
      z.object({
        key: z.union([z.string(), z.number(), z.boolean()]).nullable(),
        count: z.int(),
        sum: z.number().nullable().optional(),
        sums: Sums.optional(),
        avg: z.number().nullable().optional(),
      }),
    ),
    count: z.int(),
    sum: z.number().nullable().optional(),
    sums: Sums.optional(),
    avg: z.number().nullable().optional(),
  })
  .meta({ id: 'Summary' })
export type Summary = z.output<typeof Summary>
