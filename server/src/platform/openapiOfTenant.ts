import * as z from 'zod'
import { customFieldsOf } from '@rihla/contracts/customKinds.ts'
import type { Operation } from '@rihla/contracts/operation.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import type { Ctx } from './context.ts'
import { shapeOf, takesCustom } from './custom.ts'
import { parametersOf, schemaOf } from './openapi.ts'

type Json = Record<string, any>

// Of one reading of the definitions, once: the document is long.
const made = new WeakMap<object, Json>()

/** The document with the fields that the tenant defined: in records, in what is written, in the queries of lists. */
export function openApiOf(ctx: Ctx, document: Json, operations: readonly Operation[]): Json {
  const definitions = ctx.custom ?? []
  if (!definitions.length) return document
  let own = made.get(definitions)
  if (!own) made.set(definitions, (own = withFields(ctx, structuredClone(document), operations)))
  return own
}

function withFields(ctx: Ctx, document: Json, operations: readonly Operation[]): Json {
  for (const { path, method, query, resource } of operations) {
    if (!resource || !takesCustom(resource) || shapeOf(ctx, resource) === resource) continue
    const { record_type } = resource as Resource
    const fields = customFieldsOf(ctx.custom!.filter((field) => field.record_type === record_type))
    describe(document.components.schemas, record_type, ctx)
    if (!('sort_by' in ((query as unknown as z.ZodObject).shape ?? {}))) continue
    const filters = Object.entries(filtersOf(fields)).map(([name, { schema }]) => [name, schema.optional()])
    document.paths[path][method.toLowerCase()].parameters.push(
      ...parametersOf(z.strictObject(Object.fromEntries(filters)), 'query'),
    )
  }
  return document
}

/** What `custom` of a kind of record holds, in each schema that has it. */
function describe(schemas: Json, record_type: string, { custom }: Ctx) {
  const definitions = custom!.filter((field) => field.record_type === record_type)
  const propertiesOf = (isNew: boolean) =>
    Object.fromEntries(
      Object.entries(customFieldsOf(definitions)).map(([, { schema, custom_key }]) => {
        const { label, description, default_value } = definitions.find(({ key }) => key === custom_key)!
        const text = [label, description].filter(Boolean).join(': ')
        const initial = isNew && default_value !== null ? { default: default_value } : {}
        return [custom_key!, { ...schemaOf(schema.nullable(), {}, 'input'), ...initial, description: text }]
      }),
    )
  const title = record_type.replace(/(^|_)(\w)/g, (_, __, letter: string) => letter.toUpperCase())
  for (const name of [title, `${title}Row`, `New${title}`, `${title}Changes`]) {
    const schema = schemas[name]
    if (schema?.properties?.custom)
      schema.properties.custom = {
        type: 'object',
        properties: propertiesOf(name === `New${title}`),
        additionalProperties: false,
      }
  }
}
