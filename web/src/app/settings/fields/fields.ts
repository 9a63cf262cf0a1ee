import { CUSTOM_RECORDS, type CustomField, customFields } from '@rihla/contracts/customFields.ts'
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call, write, type Written } from '#lib/client.ts'
import { currentLanguage, t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { useUndo } from '#records/use-undo.ts'

export type OwnField = Wire<CustomField>
export type RecordType = (typeof CUSTOM_RECORDS)[number]

export const recordTypeOf = (text: string | undefined): RecordType =>
  CUSTOM_RECORDS.find((one) => one === text) ?? 'contact'

/** What a field is called in the language of the page. */
export const nameOf = ({ label, labels }: Pick<OwnField, 'label' | 'labels'>): string =>
  labels[currentLanguage()] ?? label

export const isChoice = (type: OwnField['type']): boolean => type === 'choice' || type === 'multi_choice'

export const fieldsQuery = (tenant: string, record_type: RecordType, archived = false) =>
  queryOptions({
    queryKey: keyOf(tenant, 'custom_fields', archived ? 'archived' : 'present', record_type),
    queryFn: async ({ signal }) => {
      const query = { record_type, ...(archived ? { archived: true } : {}) }
      return (await call(customFields.list, { params: { tenant_id: tenant }, query, signal })).items
    },
  })

/** How much a field is used; counting reads every record, so the answer is kept for a while. */
export const usageQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'field-usage', id),
    queryFn: ({ signal }) => call(customFields.usage, { params: { tenant_id: tenant, id }, signal }),
    staleTime: 60_000,
  })

/** Archives a field, or brings it back. */
export function useArchiveField() {
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  return useMutation({
    mutationFn: (field: OwnField): Promise<Written<unknown>> => {
      const params = { tenant_id: tenant, id: field.id }
      return field.archived
        ? write(customFields.restore, { params, body: {} })
        : write(customFields.archive, { params })
    },
    onSuccess: ({ operation_id }, field) =>
      did(operation_id, t(field.archived ? 'own_fields.restored' : 'own_fields.archived', { name: nameOf(field) })),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'custom_fields') }),
  })
}

/** Moves a field among the others of its kind of record: seen at once, one request for all that gives way. */
export function useMoveField(record_type: RecordType) {
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const { queryKey } = fieldsQuery(tenant, record_type)
  const order = useMutation({
    mutationFn: ({ all }: { all: OwnField[]; name: string }) =>
      write(customFields.order, {
        params: { tenant_id: tenant },
        body: { record_type, ids: all.map(({ id }) => id) },
      }),
    onMutate: async ({ all }) => {
      await client.cancelQueries({ queryKey })
      const before = client.getQueryData(queryKey)
      client.setQueryData(queryKey, all as never)
      return before
    },
    onSuccess: ({ operation_id }, { name }) => did(operation_id, t('own_fields.moved', { name })),
    onError: (error, _, before) => {
      client.setQueryData(queryKey, before)
      tellProblem(error)
    },
    onSettled: () => client.invalidateQueries({ queryKey: keyOf(tenant, 'custom_fields') }),
  })
  return (id: string, step: 1 | -1) => {
    const all = [...((client.getQueryData(queryKey) ?? []) as OwnField[])]
    const at = all.findIndex((one) => one.id === id)
    const field = all[at]
    if (!field || !all[at + step]) return
    all.splice(at, 1)
    all.splice(at + step, 0, field)
    order.mutate({ all, name: nameOf(field) })
  }
}
