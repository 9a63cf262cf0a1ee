import { isDeepStrictEqual } from 'node:util'
import { LRUCache } from 'lru-cache'
import {
  type CustomField,
  type CustomFieldChanges,
  type CustomFieldUsage,
  type CustomOption,
  customName,
  MOST_CUSTOM_FIELDS,
  type NewCustomField,
  type OptionInput,
} from '@rihla/contracts/customFields.ts'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { countViewsNaming } from '#modules/views/service.ts'
import { type Ctx, PATIENTLY, type Row, transaction } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { chosen, countFilled, fieldQueries, hasValues, holdFields, listFields, readAll } from './queries.ts'
import { judgeDefault } from './defaults.ts'
import { keyOf, leftOut, readOptions } from './options.ts'

export const fields = records(fieldQueries, {
  judge: async (ctx, next, before) => {
    const field = next as Row & CustomField
    const { type, options, key } = field
    if (before && type !== before.type && (await hasValues(ctx, tableOf(ctx, field), key)))
      throw invalid('type', 'in_use', 422)
    const choice = type === 'choice' || type === 'multi_choice'
    if (choice && !options.some(({ archived }) => !archived)) throw invalid('options', 'required', 422)
    if (!choice && options.length) throw invalid('options', 'options_of_choice', 422)
    return { default_value: await judgeDefault(ctx, field), visible_to: inOrder(field.visible_to) }
  },
  // Once it was for some, its values are found again when all records are written so (`finding.ts`).
  derive: ({ visible_to, searched }) => ({ searched: visible_to === null && searched }),
})

/** What is for some is not told of to others by the log either. */
export const fieldType: RecordType = { ...fields.type, known: fields.type.readable, announced: true }

/** The same roles are always the same list, and all of them are everybody. */
function inOrder(roles: CustomField['visible_to']): CustomField['visible_to'] {
  if (roles === null) return null
  const all = ROLES.filter((role) => role === 'admin' || roles.includes(role))
  return all.length === ROLES.length ? null : all
}

export const tableOf = (ctx: Ctx, { record_type }: Pick<CustomField, 'record_type'>): string =>
  ctx.platform.records.get(record_type)!.resource.name

export const createField = (ctx: Ctx, { key, labels, label, options = [], ...rest }: NewCustomField) =>
  transaction(ctx, async (ctx) => {
    await holdFields(ctx)
    const all = await readAll(ctx)
    if (all.filter(({ archived }) => !archived).length >= MOST_CUSTOM_FIELDS) throw invalid('key', 'too_many', 422)
    const siblings = all.filter(({ record_type }) => record_type === rest.record_type)
    const name = (label ?? Object.values(labels ?? {}).find(Boolean))!
    return fields.create(ctx, {
      ...rest,
      key: key ?? keyOf(name, new Set(siblings.map((field) => field.key))),
      label: name,
      labels: labels ?? {},
      options: readOptions(options),
      position: rest.position ?? Math.min(10_000, Math.max(-1, ...siblings.map(({ position }) => position)) + 1),
    })
  })

interface Circumstances {
  version?: number | undefined
}

export const updateField = (
  ctx: Ctx,
  id: string,
  { archived, options, ...changes }: CustomFieldChanges,
  circumstances: Circumstances,
) =>
  transaction(
    ctx,
    async (ctx) => {
      const before = (await fieldQueries.lock(ctx, id, 'update')) as Row & CustomField
      await fields.expectVersion(ctx, before, circumstances.version ?? changes.version)
      if (archived === false) await fields.restore(ctx, id)
      const { version: _, ...values } = changes
      const kept = options && { options: await keptOptions(ctx, before, options) }
      const item =
        archived && before.archived_at
          ? await fieldQueries.find(ctx, id)
          : await fields.update(ctx, id, { ...values, ...kept } as never)
      return archived ? fields.archive(ctx, id) : item
    },
    // Those who are writing are waited for (`held.ts`).
    PATIENTLY,
  )

/** Puts fields of a kind of record in this order, and those not named after them. */
export const orderFields = (ctx: Ctx, record_type: CustomField['record_type'], ids: readonly string[]) =>
  transaction(ctx, async (ctx) => {
    await holdFields(ctx)
    const all = await listFields(ctx, record_type, false)
    if (ids.some((id) => !all.some((field) => field.id === id))) throw notFound('custom_field')
    const placeOf = ({ id }: CustomField) => (ids.includes(id) ? ids.indexOf(id) : ids.length)
    // Sorting is stable: those not named keep their order among themselves.
    const ordered = all.toSorted((a, b) => placeOf(a) - placeOf(b))
    for (const [position, field] of ordered.entries())
      if (field.position !== position) await fields.update(ctx, field.id, { position } as never)
    return listFields(ctx, record_type, false)
  })

/** The new list, and after it what it leaves out and records still have: no longer offered. */
async function keptOptions(
  ctx: Ctx,
  before: Row & CustomField,
  given: readonly OptionInput[],
): Promise<CustomOption[]> {
  const options = readOptions(given)
  const gone = leftOut(before.options, options)
  const values = gone.map(({ value }) => value)
  const used = values.length ? await chosen(ctx, tableOf(ctx, before), before.key, values) : []
  const archived = gone
    .filter(({ value }) => used.includes(value))
    .map((option) => ({ ...option, archived: true as const }))
  const all = [...options, ...archived]
  if (all.length > 200) throw invalid('options', 'too_many', 422)
  return all
}

export async function usageOf(ctx: Ctx, id: string): Promise<CustomFieldUsage> {
  const field = await fieldQueries.find(ctx, id)
  const [filled, views] = await Promise.all([
    countFilled(ctx, tableOf(ctx, field), field.key),
    countViewsNaming(ctx, field.record_type, customName(field.key)),
  ])
  return { ...filled, views }
}

/** Milliseconds for which definitions are believed: what another process changed holds here within them. */
const FRESH = 1000

interface Reading {
  at: number
  fields: Promise<readonly CustomField[]>
}
const readings = new LRUCache<string, Reading>({ max: 10_000 })

/** The tenant's fields by now. The same list until they change, so that what is made of it is made once. */
export function customFieldsOf(ctx: Ctx): Promise<readonly CustomField[]> {
  const { tenant, platform } = ctx
  const known = readings.get(tenant.id)
  if (known && known.at > Date.now() - FRESH) return known.fields
  const outside = { ...ctx, db: platform.readDbOf(tenant) }
  const reading: Reading = { at: Date.now(), fields: readAgain(outside, known) }
  readings.set(tenant.id, reading)
  reading.fields.catch(() => readings.get(tenant.id) === reading && readings.delete(tenant.id))
  return reading.fields
}

async function readAgain(ctx: Ctx, known: Reading | undefined): Promise<readonly CustomField[]> {
  const [now, before] = await Promise.all([readAll(ctx), known?.fields.catch(() => undefined)])
  return isDeepStrictEqual(now, before) ? before! : now
}

/** What this process remembers of a tenant is read again, by whoever asks after the change is there. */
export const forgetFields = (tenant_id: string) => readings.delete(tenant_id)
