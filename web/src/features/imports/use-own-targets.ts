import { customFields, customName } from '@rihla/contracts/customFields.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { keepNames } from '#records/fields/own-names.ts'

/** The tenant's own fields that a column may become. */
export function useOwnTargets(record_type: Imported): readonly string[] {
  const tenant = useTenant()
  const { data } = useQuery({
    queryKey: keyOf(tenant, 'custom_fields', 'targets', record_type),
    queryFn: async ({ signal }) => {
      const { items } = await call(customFields.list, { params: { tenant_id: tenant }, query: { record_type }, signal })
      const shown = items.filter(({ archived }) => !archived)
      keepNames(shown)
      return shown
    },
  })
  return useMemo(() => (data ?? []).map(({ key }) => customName(key)), [data])
}
