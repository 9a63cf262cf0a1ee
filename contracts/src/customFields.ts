import * as z from 'zod'
import { boolean, computed, Id, integer, json, oneOf, readOnly, required, text } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { type Role, ROLES } from './permissions.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** Kinds of record that take fields of the tenant's own. */
export const CUSTOM_RECORDS = ['lead', 'contact', 'account', 'opportunity'] as const

export const CUSTOM_TYPES = [
  'text',
  'number',
  'money',
  'date',
  'choice',
  'multi_choice',
  'yes_no',
  'link',
  'email',
  'phone',
  'member',
] as const
export type CustomType = (typeof CUSTOM_TYPES)[number]

/** Most fields of a tenant that are not archived (`security.md`, limits). */
export const MOST_CUSTOM_FIELDS = 200

const LANGUAGES = ['en', 'fr', 'ar'] as const
export const clean = (value: string) => value.isWellFormed() && !value.includes('\0')
const Label = z.string().trim().min(1).max(100).refine(clean, { error: 'bad_text' })
const Labels = z.strictObject({ en: Label.optional(), fr: Label.optional(), ar: Label.optional() })

/**
 * The name of a field in `custom`, and after `custom.` in filters, sorts and files. No name ends as a filter does, or
 * `custom.size_max` would mean two things.
 */
export const CustomKey = z
  .string()
  .regex(/^[a-z][a-z0-9_]{0,39}$/, { error: 'bad_key' })
  .refine((key) => !/_(not|empty|contains|min|max|from|to)$/.test(key) && !['constructor', 'prototype'].includes(key), {
    error: 'bad_key',
  })

/** What a choice may be. `value` is what records hold: made of the label where nobody gives one; it never changes. */
export const CustomOption = z.strictObject({
  value: z
    .string()
    .regex(/^[^,;]{1,60}$/)
    .refine(clean, { error: 'bad_text' }),
  label: Label,
  labels: Labels.optional(),
  /** No longer offered; records that have it keep it. */
  archived: z.literal(true).optional(),
})
export type CustomOption = z.output<typeof CustomOption>
const OptionInput = z.union([
  Label,
  CustomOption.extend({ value: CustomOption.shape.value.optional(), archived: z.boolean().optional() }),
])
export type OptionInput = z.output<typeof OptionInput>

/** A value as records hold it; of which kind, the type of the field says. */
const DefaultValue = z.union([z.string().max(1000), z.number(), z.boolean(), z.array(z.string().max(100)).max(200)])

/** Roles that a field is there for. An administrator, who defines fields, is always one of them. */
const VisibleTo = z.array(z.enum(ROLES)).min(1).max(ROLES.length)

export const customFieldResource = resource({
  name: 'custom_fields',
  record_type: 'custom_field',
  fields: {
    ...recordFields,
    record_type: required(oneOf(CUSTOM_RECORDS)),
    key: required(text(40)),
    /** What forms and tables call it; `labels` say it in the languages that the tenant speaks. */
    label: required(text(100)),
    labels: required(json(Labels, { initial: {} })),
    description: text(500),
    type: required(oneOf(CUSTOM_TYPES)),
    options: required(json(z.array(CustomOption).max(200), { initial: [] })),
    required: required(boolean({ initial: false })),
    /** What a new record has where nobody says anything of the field. */
    default_value: json(DefaultValue),
    /** For everybody else the field is not there; null is everybody. */
    visible_to: json(VisibleTo),
    /** Whether every record is found by its values: only of what everybody sees, once all records are written so. */
    searched: readOnly(required(boolean({ initial: true, derived: true }))),
    position: required(integer(0, 10_000, { initial: 0 })),
    archived: computed(required(boolean())),
  },
})
export type CustomField = z.output<typeof customFieldResource.item>

const shape = {
  label: Label.optional(),
  labels: Labels.optional(),
  description: customFieldResource.fields.description.schema.nullable().optional(),
  options: z.array(OptionInput).max(200).optional(),
  required: z.boolean().optional(),
  default_value: DefaultValue.nullable().optional(),
  visible_to: VisibleTo.nullable().optional(),
  position: z.int().min(0).max(10_000).optional(),
}
const type = z.enum(CUSTOM_TYPES)
export const NewCustomField = z
  .strictObject({
    id: recordFields.id.schema.optional(),
    record_type: z.enum(CUSTOM_RECORDS),
    /** Made of the label where it is absent. */
    key: CustomKey.optional(),
    type,
    ...shape,
  })
  .refine(({ label, labels }) => label !== undefined || LANGUAGES.some((language) => labels?.[language]), {
    error: 'required',
    path: ['label'],
  })
  .meta({ id: 'NewCustomField' })
export type NewCustomField = z.output<typeof NewCustomField>

/** Key and record type stay; the type may change while no record has a value. */
export const CustomFieldChanges = z
  .strictObject({
    ...shape,
    type: type.optional(),
    archived: z.boolean().optional(),
    version: z.int().min(1).optional(),
  })
  .meta({ id: 'CustomFieldChanges' })
export type CustomFieldChanges = z.output<typeof CustomFieldChanges>

/** How much a field is used: of how many records, and in which kept lists. */
export const CustomFieldUsage = z
  .object({ records: z.int(), filled: z.int(), views: z.int() })
  .meta({ id: 'CustomFieldUsage' })
export type CustomFieldUsage = z.output<typeof CustomFieldUsage>

/** Whether a field is there for somebody of this role. */
export const isVisible = ({ visible_to }: Pick<CustomField, 'visible_to'>, role: Role): boolean =>
  visible_to === null || role === 'admin' || visible_to.includes(role)

/** How a field of the tenant's own is called in filters, sorts, columns, changes and errors. */
export const customName = (key: string) => `custom.${key}`

const path = tenantPath('custom-fields')
const one = { path: `${path}/{id}`, params: RecordParams, resource: customFieldResource } as const

export const customFields = {
  list: operation({
    id: 'custom_fields.list',
    method: 'GET',
    path,
    summary: 'The tenant’s own fields that the caller may see, in their order',
    permission: 'member',
    params: TenantParams,
    query: z.strictObject({ record_type: z.enum(CUSTOM_RECORDS).optional(), archived: z.stringbool().optional() }),
    answer: z.object({ items: z.array(customFieldResource.item) }),
    resource: customFieldResource,
  }),
  create: operation({
    id: 'custom_fields.create',
    method: 'POST',
    path,
    summary: 'Add a field to a kind of record',
    permission: 'custom_fields:configure',
    params: TenantParams,
    body: NewCustomField,
    answer: customFieldResource.item,
    status: 201,
    resource: customFieldResource,
  }),
  order: operation({
    id: 'custom_fields.order',
    method: 'PUT',
    path: `${path}/order`,
    summary: 'Put the fields of a kind of record in another order: one operation; those not named follow',
    permission: 'custom_fields:configure',
    params: TenantParams,
    body: z.strictObject({ record_type: z.enum(CUSTOM_RECORDS), ids: z.array(Id).min(1).max(MOST_CUSTOM_FIELDS) }),
    answer: z.object({ items: z.array(customFieldResource.item) }),
    resource: customFieldResource,
  }),
  find: operation({
    ...one,
    id: 'custom_fields.find',
    method: 'GET',
    summary: 'Get one of the tenant’s own fields',
    permission: 'member',
    answer: customFieldResource.item,
  }),
  update: operation({
    ...one,
    id: 'custom_fields.update',
    method: 'PATCH',
    summary: 'Change a field: labels, options, place, default, who sees it, whether it is required or archived',
    permission: 'custom_fields:configure',
    body: CustomFieldChanges,
    answer: customFieldResource.item,
  }),
  archive: operation({
    ...one,
    id: 'custom_fields.archive',
    method: 'DELETE',
    summary: 'Archive a field: its values stay, new ones are refused',
    permission: 'custom_fields:configure',
  }),
  restore: operation({
    ...one,
    id: 'custom_fields.restore',
    method: 'POST',
    path: `${path}/{id}/restore`,
    summary: 'Bring an archived field back',
    permission: 'custom_fields:configure',
    body: z.strictObject({}),
    answer: customFieldResource.item,
  }),
  document: operation({
    id: 'custom_fields.document',
    method: 'GET',
    path: tenantPath('openapi.json'),
    summary: 'The OpenAPI document with the fields that this tenant defined',
    permission: 'member',
    params: TenantParams,
    answer: z.record(z.string(), z.unknown()),
  }),
  usage: operation({
    ...one,
    id: 'custom_fields.usage',
    method: 'GET',
    path: `${path}/{id}/usage`,
    summary: 'How many records have a value, and how many views name the field',
    permission: 'custom_fields:configure',
    answer: CustomFieldUsage,
  }),
}
