import { myAccount, type SessionInfo } from '@rihla/contracts/myAccount.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Monitor, Smartphone, Tablet } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { callMine } from '#lib/client.ts'
import { formatDateTime, formatRelative } from '#lib/format.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { Badge } from '#ui/badge.tsx'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { notify } from '#ui/toast.tsx'
import { Section } from './section.tsx'
import { PaneSkeleton } from './pane-skeleton.tsx'

const ICONS = { desktop: Monitor, phone: Smartphone, tablet: Tablet, other: Monitor }

/** Where I am signed in, and the way to end it there. */
export function SessionsPane() {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const queryKey = keyOf(tenant, 'sessions')
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'sessions'),
    queryFn: ({ signal }) => callMine(tenant, myAccount.sessions, { signal }),
    select: ({ items }) => items,
  })
  const end = useMutation({
    mutationFn: (id: string | null) =>
      id ? callMine(tenant, myAccount.endSession, { params: { id } }) : callMine(tenant, myAccount.endOthers, {}),
    onSuccess: (_, id) => notify({ text: t(id ? 'sessions.ended' : 'sessions.others_ended') }),
    onError: (cause) => notify({ failed: true, text: problemOf(cause).title, detail: problemOf(cause).detail }),
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <PaneSkeleton />
  return (
    <Section title={t('sessions.title')} hint={t('sessions.hint')}>
      <ul className="rounded-md border border-line bg-surface">
        {data.map((session) => (
          <Session
            key={session.id}
            session={session}
            busy={end.isPending && end.variables === session.id}
            onEnd={() => end.mutate(session.id)}
          />
        ))}
      </ul>
      {data.length > 1 ? (
        <Button className="self-start" busy={end.isPending && end.variables === null} onClick={() => end.mutate(null)}>
          {t('sessions.end_others')}
        </Button>
      ) : null}
    </Section>
  )
}

function Session({ session, busy, onEnd }: { session: Wire<SessionInfo>; busy: boolean; onEnd: () => void }) {
  const t = useT()
  const Icon = ICONS[session.device]
  const name = [session.browser, session.os].filter(Boolean).join(' · ') || t('sessions.unknown')
  return (
    <li className="flex min-h-14 items-center gap-3 border-b border-line px-3 py-2 last:border-0">
      <Icon className="size-5 shrink-0 text-text-3" aria-hidden />
      <div className="min-w-0 flex-1">
        <div className="flex flex-wrap items-center gap-2">
          <bdi className="one-line">{name}</bdi>
          {session.current ? <Badge tone="brand">{t('sessions.this')}</Badge> : null}
        </div>
        <div className="flex flex-wrap gap-x-2 text-dense text-text-3">
          <span title={formatDateTime(session.last_used_at)}>
            {session.current
              ? t('sessions.now')
              : t('sessions.last_used', { when: formatRelative(session.last_used_at) })}
          </span>
          {session.ip ? <bdi>{session.ip}</bdi> : null}
        </div>
      </div>
      {session.current ? null : (
        <Button size="sm" busy={busy} aria-label={t('sessions.end_named', { name })} onClick={onEnd}>
          {t('sessions.end')}
        </Button>
      )}
    </li>
  )
}
