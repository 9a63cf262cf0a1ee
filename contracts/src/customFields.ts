import * as z from 'zod'
import {
  boolean,
  computed,
  day,
  decimal,
  email,
  type Field,
  type Fields,
  foldEnum,
  Id,
  integer,
  json,
  list,
  member,
  money,
  oneOf,
  phone,
  required,
  text,
} from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
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
const clean = (value: string) => value.isWellFormed() && !value.includes('\0')
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

/** How a field of the tenant's own is called in filters, sorts, columns, changes and errors. */
export const customName = (key: string) => `custom.${key}`

type Definition = Pick<CustomField, 'key' | 'type' | 'options'>

const optionLabels = ({ value, label, labels = {} }: CustomOption) => [value, label, ...Object.values(labels)]

/** Every spelling of every option, folded, with its value: `Première classe` → `first`. */
export const optionSpellings = (options: readonly CustomOption[]): Record<string, string> =>
  Object.fromEntries(
    options.toReversed().flatMap((option) => optionLabels(option).map((name) => [foldEnum(name), option.value])),
  )

/** With or without its scheme; no scheme but that of the web may stand where somebody clicks. */
function isWebAddress(address: string): boolean {
  const schemed = /^https?:\/\//i.test(address)
  if (!schemed && /^[a-z][a-z0-9+.-]*:(?!\d)/i.test(address)) return false
  return URL.canParse(schemed ? address : `https://${address}`)
}
const Link = z
  .string()
  .trim()
  .min(1)
  .max(500)
  .refine(clean, { error: 'bad_text', abort: true })
  .refine(isWebAddress, { error: 'bad_link' })

/** A field of the tenant's own as every other field: rules of its values, kind, choices. */
export function fieldOf({ key, type, options }: Definition): Field {
  const values = options.map(({ value }) => value)
  const kept = { custom_key: key }
  switch (type) {
    case 'text':
      return text(1000, kept)
    case 'number':
      return decimal(-1e15, 1e15, kept)
    case 'money':
      return money(kept)
    case 'date':
      return day(kept)
    case 'choice':
      return oneOf(values as [string, ...string[]], { ...kept, synonyms: optionSpellings(options) })
    case 'multi_choice':
      return {
        ...list(200, 60, kept),
        schema: z.array(z.enum(values)).max(200),
        values,
        synonyms: optionSpellings(options),
      }
    case 'yes_no':
      return boolean(kept)
    case 'link':
      return { ...text(500, kept), kind: 'url', schema: Link }
    case 'email':
      return email(kept)
    case 'phone':
      return phone(kept)
    case 'member':
      return member(kept)
  }
}

/** Fields of the tenant's own, by their names among the others. */
export const customFieldsOf = (definitions: readonly Definition[]): Fields =>
  Object.fromEntries(definitions.map((definition) => [customName(definition.key), fieldOf(definition)]))

const path = tenantPath('custom-fields')
const one = { path: `${path}/{id}`, params: RecordParams, resource: customFieldResource } as const

export const customFields = {
  list: operation({
    id: 'custom_fields.list',
    method: 'GET',
    path,
    summary: 'The tenant’s own fields, in their order',
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
    summary: 'Change a field: labels, options, place, whether it is required or archived',
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
