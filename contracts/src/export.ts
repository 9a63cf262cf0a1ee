import * as z from 'zod'
import type { Field, Fields } from './fields.ts'
import { LIST_PLACE } from './page.ts'
import type { Resource } from './resource.ts'
import { anyOf } from './filters.ts'

export const EXPORT_FORMATS = ['csv', 'xlsx'] as const

/** Fields that an export may hold, in the order it has them when nothing else is asked for. */
export const exportedFields = (fields: Fields): string[] =>
  Object.entries(fields)
    .filter(([name, { single, sensitive }]: [string, Field]) => !single && !sensitive && name !== 'tenant_id')
    .map(([name]) => name)

/** A list query without a place in the list; `columns` are names of fields, in their order, and head the file as they are. */
export const exportQuery = ({ query, fields }: Resource<any>) =>
  query.omit(LIST_PLACE).extend({
    format: z.enum(EXPORT_FORMATS).optional(),
    columns: anyOf(z.enum(exportedFields(fields) as [string, ...string[]])).optional(),
  })
