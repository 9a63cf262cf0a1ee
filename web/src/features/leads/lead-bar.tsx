import { getRouteApi, Link, useNavigate, useRouter } from '@tanstack/react-router'
import { ChevronDown, ChevronLeft, ChevronUp } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useHere, useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { DepartureChip } from '#records/departure-chip.tsx'
import type { RecordSearch } from '#records/record-search.ts'
import { Avatar } from '#ui/avatar.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { type Lead, leadName } from './lead.ts'
import type { Action } from './lead-actions.tsx'
import { LeadMenu } from './lead-menu.tsx'
import { useNeighbours } from './lead-neighbours.ts'
import { ScoreBadge } from './score-badge.tsx'

const route = getRouteApi('/t/$tenant/leads/$id')

/** True while what follows `mark` has scrolled under the head of the page. */
function useStuck() {
  const mark = useRef<HTMLDivElement>(null)
  const [stuck, setStuck] = useState(false)
  useEffect(() => {
    const watch = new IntersectionObserver(([entry]) => setStuck(!entry!.isIntersecting))
    watch.observe(mark.current!)
    return () => watch.disconnect()
  }, [])
  return { mark, stuck }
}

/** The name and what can be done, in sight however far the page is scrolled. */
export function LeadBar({
  lead,
  more,
  children,
}: {
  lead: Lead
  /** What there is no room for beside the menu stands in it. */
  more?: readonly Action[]
  children: ReactNode
}) {
  const t = useT()
  const { tenant } = useHere()
  const { mark, stuck } = useStuck()
  const name = leadName(lead)
  return (
    <>
      <div ref={mark} aria-hidden className="h-px bg-surface" />
      <PageHeader
        documentTitle={`${name} · ${t('nav.leads')} · ${tenant.name}`}
        className={cn(
          'sticky top-0 z-20 flex-nowrap border-b bg-surface transition-[border-color]',
          stuck ? 'border-line' : 'border-transparent',
        )}
        before={
          <>
            <BackToList />
            <Avatar name={name} size={32} />
          </>
        }
        title={
          <bdi className="line-clamp-2 wrap-anywhere" title={name}>
            {name}
          </bdi>
        }
        beside={
          <span className="hidden shrink-0 items-center gap-2 sm:flex">
            <Figures lead={lead} />
          </span>
        }
      >
        <Neighbours id={lead.id} />
        {children}
        <LeadMenu lead={lead} {...(more ? { actions: more } : {})} />
      </PageHeader>
    </>
  )
}

/** How good it is, and how soon. */
export const Figures = ({ lead }: { lead: Lead }) => (
  <>
    <ScoreBadge lead={lead} />
    {lead.preferred_travel_date ? <DepartureChip day={lead.preferred_travel_date} back={lead.return_date} /> : null}
  </>
)

/** Back to the list as it was left, or to the list. */
function BackToList() {
  const t = useT()
  const tenant = useTenant()
  const { history } = useRouter()
  return (
    <Link
      to="/t/$tenant/leads"
      params={{ tenant }}
      aria-label={t('leads.back')}
      title={t('leads.back')}
      onClick={(event) => {
        if (!history.canGoBack() || event.metaKey || event.ctrlKey || event.shiftKey) return
        event.preventDefault()
        history.back()
      }}
      className="-ms-2 grid size-8 shrink-0 place-items-center rounded-sm text-text-2 hover:bg-hover pointer-coarse:size-11"
    >
      <ChevronLeft className="size-5 rtl:-scale-x-100" aria-hidden />
    </Link>
  )
}

/** On to the lead before or after this one in the list it was opened from. The address says which, and where. */
function Neighbours({ id }: { id: string }) {
  const t = useT()
  const tenant = useTenant()
  const navigate = useNavigate()
  const { from, at } = route.useSearch()
  const near = useNeighbours(id, from, at)
  const go = (to: string | null | undefined, place: number) => {
    if (!to || !near) return
    const search = (old: RecordSearch) => ({ ...old, from: near.from, at: place, focus: undefined, peek: undefined })
    void navigate({ to: '/t/$tenant/leads/$id', params: { tenant, id: to }, search: search as never, replace: true })
  }
  const forward = () => go(near?.next, near?.found ? near.place + 1 : (near?.place ?? 1))
  const back = () => go(near?.previous, (near?.place ?? 2) - 1)
  useShortcut('shift+j', 'keys.next_record', forward)
  useShortcut('shift+k', 'keys.previous_record', back)
  const stands = near?.from === from && near?.place === at
  const keep = useEffectEvent(() => {
    const search = (old: RecordSearch) => ({ ...old, from: near?.from, at: near?.place })
    void navigate({ to: '.', search: search as never, replace: true, resetScroll: false })
  })
  useEffect(() => {
    if (near && !stands) keep()
  }, [near, stands])
  if (!near || near.total < 2) return null
  return (
    <span className="hidden items-center text-text-3 sm:flex">
      <span className="hidden pe-1 text-meta whitespace-nowrap tabular-nums lg:inline">
        {t('leads.place', { place: formatNumber(near.place), total: formatNumber(near.total) })}
      </span>
      <IconButton
        label={t('keys.previous_record')}
        keys="shift+k"
        size="icon-sm"
        disabled={!near.previous}
        onClick={back}
      >
        <ChevronUp className="size-4" aria-hidden />
      </IconButton>
      <IconButton label={t('keys.next_record')} keys="shift+j" size="icon-sm" disabled={!near.next} onClick={forward}>
        <ChevronDown className="size-4" aria-hidden />
      </IconButton>
    </span>
  )
}
