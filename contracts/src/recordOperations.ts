import * as z from 'zod'
import { bulkBody } from './bulk.ts'
import { exportQuery } from './export.ts'
import type { Fields } from './fields.ts'
import {
  BulkAnswer,
  Note,
  NoteInput,
  operation,
  RecordParams,
  Summary,
  SummaryQuery,
  TagsInput,
  TenantParams,
  tenantPath,
  Timeline,
  TimelineQuery,
} from './operation.ts'
import { pageOf } from './page.ts'
import type { Changes, Item, NewItem, Page, Resource } from './resource.ts'

/** A second record of the same person or organisation is refused unless this says that it is wanted. */
const AllowDuplicate = z.strictObject({ allow_duplicate: z.stringbool().optional() })
type AllowDuplicate = z.output<typeof AllowDuplicate>

/** The operations every resource has. Spread them into the module's contract and add its own. */
export function recordOperations<F extends Fields>(resource: Resource<F>) {
  const { name, record_type, item, row, create, update, query } = resource
  const noun = record_type.replaceAll('_', ' ')
  const path = tenantPath(name)
  const one = `${path}/{id}`
  const base = { params: RecordParams, resource } as const
  const change = { ...base, body: update as z.ZodType<Changes<F>>, answer: item as z.ZodType<Item<F>> }
  const ListQuery = query as unknown as z.ZodType<Record<string, any>>
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
    export: operation({
      id: `${name}.export`,
      method: 'GET',
      path: `${path}/export`,
      summary: `Download ${name} as CSV or XLSX; the log tells who did`,
      permission: `${name}:export`,
      params: TenantParams,
      query: exportQuery(resource) as unknown as z.ZodType<Record<string, any>>,
      answer: 'file',
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
      query: (resource.refuses_duplicates ? AllowDuplicate : z.strictObject({})) as z.ZodType<AllowDuplicate>,
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
      body: z.strictObject({}),
      answer: item as z.ZodType<Item<F>>,
    }),
    bulk: operation({
      id: `${name}.bulk`,
      method: 'POST',
      path: `${path}/bulk-action`,
      summary: `Change many ${name} at once`,
      permission: `${name}:bulk`,
      params: TenantParams,
      body: bulkBody(resource),
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
