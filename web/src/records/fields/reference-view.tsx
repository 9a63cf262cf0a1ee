import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import type { MouseEvent } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { recordHref } from '../record-link.tsx'
import { referenceQuery, referredOf } from '../references.ts'
import type { ViewProps } from './views.tsx'

type Included = Record<string, { id: string; name: string | null } | null> | undefined

/** The record that a field points to, by its name, and the way to it. The record it stands in mostly knows the name. */
export function ReferenceView({ name, field, value, record }: ViewProps) {
  const t = useT()
  const tenant = useTenant()
  const id = String(value)
  const to = field.to ?? ''
  const included = (record['included'] as Included)?.[name.replace(/_id$/, '')]
  const known = included?.id === id ? (included.name ?? '…') : null
  const { data, isPending } = useQuery({ ...referenceQuery(tenant, to, id), ...(known ? { enabled: false } : {}) })
  const text = known ?? data?.name
  const referred = referredOf(to)
  if (!referred) return <bdi className="font-mono text-dense">{id}</bdi>
  if (!text) return <span className="text-text-3">{isPending ? '…' : t('record.hidden')}</span>
  if (!referred.page) return <bdi>{text}</bdi>
  return <PlainLink href={recordHref(tenant, referred.page, id)} text={text} />
}

/** A plain link that the router follows: in a list there are many. */
function PlainLink({ href, text }: { href: string; text: string }) {
  const { history } = useRouter()
  const follow = (event: MouseEvent) => {
    event.stopPropagation()
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    history.push(href)
  }
  return (
    <a
      href={href}
      onClick={follow}
      className="inline-flex min-h-6 max-w-full min-w-0 items-center rounded-sm text-brand underline-offset-4 hover:underline"
    >
      <bdi className="one-line">{text}</bdi>
    </a>
  )
}
