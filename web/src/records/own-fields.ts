import { customFields, customName } from '@rihla/contracts/customFields.ts'
import { customFieldsOf } from '@rihla/contracts/customKinds.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { keepNames } from './fields/own-names.ts'
import type { RecordKind } from './kind.ts'

interface Own {
  fields: Fields
  /** Those that a new record must have. */
  needed: readonly string[]
  /** What a new record begins with, of the fields that say so. */
  defaults: Readonly<Record<string, unknown>>
}

const NOTHING = {}

export const definitionsQuery = (tenant: string, record_type: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'custom_fields', 'of', record_type),
    queryFn: async ({ signal }): Promise<Own> => {
      const query = { record_type: record_type as 'lead' }
      const { items } = await call(customFields.list, { params: { tenant_id: tenant }, query, signal })
      const shown = items.filter((one) => !one.archived)
      keepNames(shown)
      return {
        fields: customFieldsOf(shown as Parameters<typeof customFieldsOf>[0]),
        needed: shown.filter((one) => one.required).map(({ key }) => customName(key)),
        defaults: Object.fromEntries(
          shown.flatMap(({ key, default_value }) => (default_value === null ? [] : [[customName(key), default_value]])),
        ),
      }
    },
    // Schemas are no data to compare.
    structuralSharing: false,
    // They change seldom, and a live update says when they do.
    staleTime: 300_000,
    retry: false,
  })

const SORTS = new Set(['text', 'email', 'phone', 'enum', 'decimal', 'money', 'boolean', 'date', 'member', 'url'])

/** A resource with the tenant's own fields among its others: lists, filters, sorts and forms take them as their own. */
export function withOwnFields(resource: Resource<any>, own: Fields): Resource<any> {
  const sorts = [
    ...resource.sorts,
    ...Object.entries(own).flatMap(([name, field]) => (SORTS.has(field.kind) ? [name] : [])),
  ]
  const filters = Object.entries(filtersOf(own)).map(([name, { schema }]) => [name, schema])
  const shape = {
    ...resource.query.shape,
    ...Object.fromEntries(filters),
    sort_by: { safeParse: (value: unknown) => ({ success: sorts.includes(String(value)) }) },
  }
  return { ...resource, fields: { ...resource.fields, ...own }, sorts, query: { shape } as never }
}

/** A kind of record with the tenant's own fields, once they are known, and which those are. */
export function useOwnFields(kind: RecordKind): {
  kind: RecordKind
  own: readonly string[]
  needed: readonly string[]
  defaults: Own['defaults']
  pending: boolean
} {
  const { data, isPending } = useQuery(definitionsQuery(useTenant(), kind.resource.record_type))
  const known = useMemo(() => {
    const own = Object.keys(data?.fields ?? {})
    const whole = data && own.length ? { ...kind, resource: withOwnFields(kind.resource, data.fields) } : kind
    return { kind: whole, own, needed: data?.needed ?? [], defaults: data?.defaults ?? NOTHING }
  }, [kind, data])
  return { ...known, pending: isPending }
}
