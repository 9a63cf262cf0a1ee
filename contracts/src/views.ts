import * as z from 'zod'
import { boolean, integer, json, oneOf, required, text } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** Kinds of record whose lists may be kept as a view. */
export const VIEWED = ['lead', 'account', 'contact', 'opportunity'] as const

/** How the web shows a list: parameters of its address that the API's lists do not have. */
export const LOOKS = ['layout', 'cols', 'group'] as const

/**
 * The address of a list, without the place in it: filters, search and sort by the names of the API's list query, and how
 * the web shows it. What no list of the record takes is refused by name.
 */
export const ViewQuery = z
  .record(z.string().min(1).max(80), z.string().max(2000))
  .refine((query) => Object.keys(query).length <= 60, { error: 'too_many' })
  .refine((query) => new TextEncoder().encode(JSON.stringify(query)).length <= 4096, { error: 'too_long' })
  .refine(
    (query) => Object.entries(query).every((pair) => pair.every((part) => part.isWellFormed() && !part.includes('\0'))),
    { error: 'bad_text' },
  )
export type ViewQuery = z.output<typeof ViewQuery>

/** A list that somebody kept under a name: their own, or shared with everybody of the tenant. */
export const viewResource = resource({
  name: 'views',
  record_type: 'view',
  fields: {
    ...recordFields,
    record_type: required(oneOf(VIEWED)),
    name: required(text(100)),
    query: required(json(ViewQuery, { initial: {} })),
    shared: required(boolean({ initial: false })),
    /** Views stand in this order, and those of one position by name. */
    position: required(integer(0, 10_000, { initial: 0 })),
  },
})
export type View = z.output<typeof viewResource.item>
export type NewView = z.output<typeof viewResource.create>
export type ViewChanges = z.output<typeof viewResource.update>

const path = tenantPath('views')
const one = { path: `${path}/{id}`, params: RecordParams, permission: 'member', resource: viewResource } as const

/** Whoever may read a shared view may take it as their own; only its owner and administrators change it. */
export const views = {
  list: operation({
    id: 'views.list',
    method: 'GET',
    path,
    summary: 'Views of one’s own and shared ones, in their order',
    permission: 'member',
    params: TenantParams,
    query: z.strictObject({ record_type: z.enum(VIEWED).optional() }),
    answer: z.object({ items: z.array(viewResource.item) }),
    resource: viewResource,
  }),
  create: operation({
    id: 'views.create',
    method: 'POST',
    path,
    summary: 'Keep a list as a view; sharing it needs views:share',
    permission: 'member',
    params: TenantParams,
    body: viewResource.create,
    answer: viewResource.item,
    status: 201,
    resource: viewResource,
  }),
  update: operation({
    ...one,
    id: 'views.update',
    method: 'PATCH',
    summary: 'Change a view: its name, place, query, or whether it is shared',
    body: viewResource.update,
    answer: viewResource.item,
  }),
  archive: operation({ ...one, id: 'views.archive', method: 'DELETE', summary: 'Delete a view; undo brings it back' }),
}
