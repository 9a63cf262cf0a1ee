import { audit } from '@rihla/contracts/audit.ts'
import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatRelative } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'

/** Who changed a setting last, and when; nothing where nobody did. */
export function LastChange({ resource, record_type, id }: { resource: string; record_type: string; id: string }) {
  const t = useT()
  const tenant = useTenant()
  const { data } = useQuery({
    queryKey: keyOf(tenant, resource, 'last'),
    queryFn: ({ signal }) =>
      call(audit.list, { params: { tenant_id: tenant }, query: { record_type, record_id: id, take: 1 }, signal }),
  })
  const last = data?.items[0]
  if (!last) return null
  const name = last.actor.name ?? t('timeline.system')
  return <p className="pb-3 text-dense text-text-2">{t('conflict.by', { name, when: formatRelative(last.at) })}</p>
}
