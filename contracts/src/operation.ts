import * as z from 'zod'
import { type Fields, foldEnum, Id, Timestamp } from './fields.ts'
import { pageOf, type Changes, type Item, type NewItem, type Page, type Resource } from './resource.ts'

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
  /** null: 204 without a body; 'stream': server-sent events. */
  answer: z.ZodType<A> | null | 'stream'
  status: number
  /** The resource whose names, aliases and enum spellings its body and query follow. */
  resource?: Resource<any>
  /** Keys of the body that hold a record of another resource. */
  nested?: Readonly<Record<string, Resource<any>>>
  /** Other names that this operation's query and body take, besides those of the resource's fields. */
  aliases?: Readonly<Record<string, string>>
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
  answer?: z.ZodType<A> | null | 'stream'
  status?: number
  resource?: Resource<any>
  nested?: Readonly<Record<string, Resource<any>>>
  aliases?: Readonly<Record<string, string>>
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
export const TimelineQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  take: z.coerce.number().int().min(1).max(200).optional(),
  type: z.enum(['all', 'notes', 'changes']).optional(),
})

export type TimelineQuery = z.output<typeof TimelineQuery>

const NOTE_TYPES = ['note', 'call', 'email', 'meeting', 'chat', 'whatsapp', 'sms', 'in_person'] as const
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
    refused: z.array(z.object({ id: Id, code: z.string(), message: z.string() })),
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
export const Summary = z
  .object({
    groups: z.array(
      z.object({
        key: z.union([z.string(), z.number(), z.boolean()]).nullable(),
        count: z.int(),
        sum: z.number().nullable().optional(),
        avg: z.number().nullable().optional(),
      }),
    ),
    count: z.int(),
    sum: z.number().nullable().optional(),
    avg: z.number().nullable().optional(),
  })
  .meta({ id: 'Summary' })
export type Summary = z.output<typeof Summary>

const BULK_ACTIONS = [
  'update',
  'update_status',
  'assign',
  'add_tags',
  'remove_tags',
  'archive',
  'restore',
  'delete',
] as const
/** Fields without which a bulk action makes no sense. */
const needs: Partial<Record<(typeof BULK_ACTIONS)[number], string>> = {
  update_status: 'lead_status',
  assign: 'assigned_to',
  add_tags: 'tags',
  remove_tags: 'tags',
}

/** The operations every resource has. Spread them into the module's contract and add its own. */
export function recordOperations<F extends Fields>(resource: Resource<F>) {
  const { name, record_type, item, row, create, update, query } = resource
  const noun = record_type.replaceAll('_', ' ')
  const path = tenantPath(name)
  const one = `${path}/{id}`
  const base = { params: RecordParams, resource } as const
  const change = { ...base, query: nothing, body: update as z.ZodType<Changes<F>>, answer: item as z.ZodType<Item<F>> }
  const ListQuery = query as unknown as z.ZodType<Record<string, any>>
  const bulk = z
    .strictObject({
      action: z
        .enum(BULK_ACTIONS)
        .exclude(BULK_ACTIONS.filter((action) => needs[action] && !(needs[action] in resource.fields)) as []),
      ids: z.array(Id).min(1).max(50_000).optional(),
      filter: z.record(z.string(), z.unknown()).optional(),
      changes: z.record(z.string(), z.unknown()).optional(),
      assigned_to: Id.nullable().optional(),
      tags: TagsInput.shape.tags.optional(),
      lead_status: z.string().optional(),
      reason: z.string().trim().max(500).optional(),
    })
    .refine((body) => (body.ids === undefined) !== (body.filter === undefined), {
      error: 'ids_or_filter',
      path: ['ids'],
    })
    .meta({ id: `${record_type}_bulk_action` })
  return {
    list: operation({
      id: `${name}.list`,
      method: 'GET',
      path,
      summary: `List ${name}`,
      permission: `${name}:read`,
      params: TenantParams,
      query: ListQuery,
      answer: pageOf(row) as unknown as z.ZodType<Page<Item<F>>>,
      resource,
    }),
    summary: operation({
      id: `${name}.summary`,
      method: 'GET',
      path: `${path}/summary`,
      summary: `Count, sum and average ${name} by a field`,
      permission: `${name}:read`,
      params: TenantParams,
      query: query.extend(SummaryQuery) as unknown as z.ZodType<Record<string, any>>,
      answer: Summary,
      resource,
    }),
    find: operation({
      ...base,
      id: `${name}.find`,
      method: 'GET',
      path: one,
      summary: `Get a ${noun}`,
      permission: `${name}:read`,
      query: z.strictObject({ include: z.string().max(200).optional() }),
      answer: item as z.ZodType<Item<F>>,
    }),
    create: operation({
      id: `${name}.create`,
      method: 'POST',
      path,
      summary: `Create a ${noun}`,
      permission: `${name}:create`,
      params: TenantParams,
      body: create as z.ZodType<NewItem<F>>,
      answer: item as z.ZodType<Item<F>>,
      status: 201,
      resource,
    }),
    update: operation({
      ...change,
      id: `${name}.update`,
      method: 'PATCH',
      path: one,
      summary: `Change a ${noun}`,
      permission: `${name}:update`,
    }),
    replace: operation({
      ...change,
      id: `${name}.replace`,
      method: 'PUT',
      path: one,
      summary: `Change a ${noun} (the same as PATCH)`,
      permission: `${name}:update`,
    }),
    archive: operation({
      ...base,
      id: `${name}.archive`,
      method: 'DELETE',
      path: one,
      summary: `Archive a ${noun}; hard=true removes it for good`,
      permission: `${name}:delete`,
      query: z.strictObject({ hard: z.stringbool().optional() }),
      aliases: { hard_delete: 'hard' },
    }),
    restore: operation({
      ...base,
      id: `${name}.restore`,
      method: 'POST',
      path: `${one}/restore`,
      summary: `Bring an archived ${noun} back`,
      permission: `${name}:restore`,
      body: nothing,
      answer: item as z.ZodType<Item<F>>,
    }),
    bulk: operation({
      id: `${name}.bulk`,
      method: 'POST',
      path: `${path}/bulk-action`,
      summary: `Change many ${name} at once`,
      permission: `${name}:bulk`,
      params: TenantParams,
      body: bulk,
      answer: BulkAnswer as z.ZodType<BulkAnswer>,
      resource,
      aliases: { lead_ids: 'ids', agent_user_id: 'assigned_to' },
    }),
    addNote: operation({
      ...base,
      id: `${name}.addNote`,
      method: 'POST',
      path: `${one}/notes`,
      summary: `Write a note on a ${noun}`,
      permission: `${name}:comment`,
      body: NoteInput,
      answer: Note,
      status: 201,
    }),
    addTags: operation({
      ...base,
      id: `${name}.addTags`,
      method: 'POST',
      path: `${one}/tags`,
      summary: `Tag a ${noun}`,
      permission: `${name}:update`,
      body: TagsInput,
      answer: item as z.ZodType<Item<F>>,
    }),
    removeTag: operation({
      ...base,
      id: `${name}.removeTag`,
      method: 'DELETE',
      path: `${one}/tags/{tag}`,
      params: RecordParams.extend({ tag: z.string().max(60) }),
      summary: `Take a tag off a ${noun}`,
      permission: `${name}:update`,
      answer: item as z.ZodType<Item<F>>,
    }),
    timeline: operation({
      ...base,
      id: `${name}.timeline`,
      method: 'GET',
      path: `${one}/timeline`,
      summary: `What happened to a ${noun}, newest first`,
      permission: `${name}:read`,
      query: TimelineQuery,
      answer: Timeline,
    }),
  }
}
