import type { View } from '@rihla/contracts/views.ts'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Pin } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import { usePins } from '#lib/pins.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_ICONS } from '../kind-icons.ts'
import { kindOfType } from '../record-kinds.ts'

/** The views that the user pinned in this tenant, each a way to its list; of one kind, or of all. */
export function PinnedViews({ kind, className, onOpen }: { kind?: KindName; className: string; onOpen?: () => void }) {
  const tenant = useTenant()
  const pins = usePins()
  const { data } = useQuery({
    queryKey: keyOf(tenant, 'views', 'pinned'),
    queryFn: async ({ signal }) => {
      const { views } = await import('@rihla/contracts/views.ts')
      return (await call(views.list, { params: { tenant_id: tenant }, query: {}, signal })).items
    },
    staleTime: 5 * 60_000,
    retry: false,
  })
  const shown = (data ?? []).flatMap((view) => {
    const name = kindOfType(view.record_type)?.name
    return name && pins.includes(view.id) && (kind === undefined || name === kind) ? [{ view, name }] : []
  })
  return shown.map(({ view: { id, name: text, query }, name }) => {
    const Icon = kind === undefined ? KIND_ICONS[name] : Pin
    return (
      <Link
        key={id}
        to={`/t/$tenant/${name}`}
        params={{ tenant }}
        search={{ ...(query as View['query']), view: id }}
        className={className}
        {...(onOpen ? { onClick: onOpen } : {})}
      >
        <Icon className="size-3.5 shrink-0 text-text-3" aria-hidden />
        <bdi className="min-w-0 flex-1 truncate">{text}</bdi>
      </Link>
    )
  })
}
