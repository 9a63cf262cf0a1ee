import * as z from 'zod'
import { Day, Id, id, readOnly, required, text, Timestamp } from './fields.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'
import { recordFields } from './recordFields.ts'
import { type Changes, type Item, type Resource, resource } from './resource.ts'
import type { Fields } from './fields.ts'

/** Kinds of records that are compared with their like, and merged. */
export const MERGEABLE = ['contact', 'account', 'lead'] as const
export type Mergeable = (typeof MERGEABLE)[number]

/** By what two records are thought to be one; the surest first. */
export const DUPLICATE_REASONS = ['tax_id', 'email', 'phone', 'name', 'website'] as const
export type DuplicateReason = (typeof DUPLICATE_REASONS)[number]

/** Most records that one merge takes into another. */
export const MOST_MERGED = 20

const Known = { id: Id, full_name: z.string().nullable(), email: z.string().nullable(), phone: z.string().nullable() }

/** A record that may be the one somebody is about to make. */
export const DuplicateCandidate = z
  .object({ ...Known, why: z.enum(DUPLICATE_REASONS) })
  .meta({ id: 'DuplicateCandidate' })
export type DuplicateCandidate = z.output<typeof DuplicateCandidate>
const DuplicateCandidates = z.object({ items: z.array(DuplicateCandidate) })

/** Two records that may be one. The older one comes first. */
export const DuplicatePair = z
  .object({
    record_type: z.enum(MERGEABLE),
    /** 0–100: how likely they are one. */
    confidence: z.int().min(0).max(100),
    reasons: z.array(z.enum(DUPLICATE_REASONS)),
    records: z.array(z.object({ ...Known, created_at: Timestamp })).length(2),
  })
  .meta({ id: 'DuplicatePair' })
export type DuplicatePair = z.output<typeof DuplicatePair>

/** What would become of a merge. */
export const MergePreview = z
  .object({
    /** {field: [now, then]} of the record that is kept. */
    changes: z.record(z.string(), z.tuple([z.unknown(), z.unknown()])),
    /** Records that will point to the kept one. */
    moves: z.array(z.object({ record_type: z.string(), field: z.string(), count: z.int() })),
    /**
     * Fields too private for the log that the others have and the kept one has not: they come along only where `values`
     * say so, and a merge that does cannot be taken back.
     */
    left: z.array(z.string()),
  })
  .meta({ id: 'MergePreview' })
export type MergePreview = z.output<typeof MergePreview>

/** Ids of the record that stays and of those that go into it; `values` are the fields that somebody chose. */
const mergeBody = <F extends Fields>({ record_type, update }: Resource<F>) =>
  z
    .strictObject({
      keep: Id,
      merge: z.array(Id).min(1).max(MOST_MERGED),
      values: (update as z.ZodType<Changes<F>>).optional(),
      version: z.int().min(1).optional(),
    })
    .meta({ id: `${record_type}_merge` })

/** Query of the hints while a record is being written: what is known of it so far. */
const hint = {
  email: z.string().max(254),
  phone: z.string().max(40),
  mobile: z.string().max(40),
  country: z.string().max(80),
  first_name: z.string().max(100),
  last_name: z.string().max(100),
  birth_date: Day,
  account_id: Id,
  name: z.string().max(255),
  account_type: z.string().max(40),
  city: z.string().max(120),
  tax_id: z.string().max(60),
  website: z.string().max(500),
}
export type DuplicateHint = { [K in keyof typeof hint]?: string | undefined }
const CONTACT_HINT = ['email', 'phone', 'mobile', 'country', 'first_name', 'last_name', 'birth_date', 'account_id']
const ACCOUNT_HINT = [
  'email',
  'phone',
  'mobile',
  'country',
  'name',
  'account_type',
  'first_name',
  'last_name',
  'city',
  'tax_id',
  'website',
]
const hintQuery = (names: readonly string[]) =>
  z.strictObject(
    Object.fromEntries(names.map((name) => [name, hint[name as keyof typeof hint].optional()])),
  ) as z.ZodType<DuplicateHint>

/** What the contract of a kind of record adds, so that two of them can become one. */
export function mergeOperations<F extends Fields>(resource: Resource<F>) {
  const { name, record_type } = resource
  const path = tenantPath(name)
  const body = mergeBody(resource)
  const common = { params: TenantParams, resource, nested: { values: resource }, body } as const
  return {
    merge: operation({
      ...common,
      id: `${name}.merge`,
      method: 'POST',
      path: `${path}/merge`,
      summary: `Make one ${record_type} of several; everything that hangs on them comes along`,
      permission: `${name}:update`,
      answer: resource.item as z.ZodType<Item<F>>,
    }),
    previewMerge: operation({
      ...common,
      id: `${name}.previewMerge`,
      method: 'POST',
      path: `${path}/merge/preview`,
      summary: `What a merge would change; changes nothing`,
      permission: `${name}:update`,
      answer: MergePreview,
    }),
  }
}

/** The same for records of which a second one is refused: hints while somebody writes. */
export function duplicateOperations<F extends Fields>(resource: Resource<F>) {
  const { name, record_type } = resource
  return {
    ...mergeOperations(resource),
    duplicates: operation({
      id: `${name}.duplicates`,
      method: 'GET',
      path: `${tenantPath(name)}/duplicates`,
      summary: `${name[0]!.toUpperCase()}${name.slice(1)} that may be the one being written`,
      permission: `${name}:read`,
      params: TenantParams,
      query: hintQuery(record_type === 'contact' ? CONTACT_HINT : ACCOUNT_HINT),
      answer: DuplicateCandidates,
    }),
  }
}

/** That two records are not one, remembered. */
export const dismissalResource = resource({
  name: 'duplicates',
  record_type: 'duplicate_dismissal',
  fields: {
    ...recordFields,
    of_type: readOnly(required(text(60))),
    first_id: readOnly(required(id())),
    second_id: readOnly(required(id())),
  },
})
export type Dismissal = z.output<typeof dismissalResource.item>

export const duplicates = {
  list: operation({
    id: 'duplicates.list',
    method: 'GET',
    path: tenantPath('duplicates'),
    summary: 'Pairs of records that may be one, the likeliest first',
    permission: 'duplicates:read',
    params: TenantParams,
    query: z.strictObject({
      record_type: z.enum(MERGEABLE).optional().meta({ description: 'contact unless said' }),
      cursor: z.string().max(200).optional(),
      take: z.coerce.number().int().min(1).max(100).optional(),
    }),
    answer: z.object({ items: z.array(DuplicatePair), next_cursor: z.string().nullable() }),
  }),
  dismiss: operation({
    id: 'duplicates.dismiss',
    method: 'POST',
    path: `${tenantPath('duplicates')}/dismiss`,
    summary: 'Remember that two records are not one',
    permission: 'duplicates:update',
    params: TenantParams,
    body: z.strictObject({ record_type: z.enum(MERGEABLE), ids: z.array(Id).length(2) }),
    answer: dismissalResource.item as z.ZodType<Dismissal>,
    status: 201,
  }),
}
