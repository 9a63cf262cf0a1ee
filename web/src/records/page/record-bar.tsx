import { Link, useNavigate, useRouter, useSearch } from '@tanstack/react-router'
import { ChevronDown, ChevronLeft, ChevronUp } from 'lucide-react'
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useHere, useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { Avatar } from '#ui/avatar.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import type { KindName, KindRecord } from '../kind.ts'
import type { RecordSearch } from '../record-search.ts'
import { useNeighbours } from './neighbours.ts'
import type { PageKind, RecordAction } from './page-kind.ts'
import { RecordMenu } from './record-menu.tsx'

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
export function RecordBar({
  page,
  record,
  more,
  children,
}: {
  page: PageKind
  record: KindRecord
  /** What there is no room for beside the menu stands in it. */
  more?: readonly RecordAction[]
  children: ReactNode
}) {
  const t = useT()
  const { tenant } = useHere()
  const { mark, stuck } = useStuck()
  const { kind, title, Figures } = page
  const name = kind.nameOf(record)
  return (
    <>
      <div ref={mark} aria-hidden className="h-px bg-surface" />
      <PageHeader
        documentTitle={`${name} · ${t(title)} · ${tenant.name}`}
        className={cn(
          'sticky top-0 z-20 flex-nowrap border-b bg-surface transition-[border-color]',
          stuck ? 'border-line' : 'border-transparent',
        )}
        before={
          <>
            <BackToList name={kind.name} />
            <Avatar name={name} size={32} />
          </>
        }
        title={
          <bdi className="line-clamp-2 wrap-anywhere" title={name}>
            {name}
          </bdi>
        }
        aside={
          Figures ? (
            <span className="hidden shrink-0 items-center gap-2 sm:flex">
              <Figures record={record} />
            </span>
          ) : null
        }
      >
        <NextAndPrevious page={page} id={record.id} />
        {children}
        <RecordMenu page={page} record={record} {...(more ? { actions: more } : {})} />
      </PageHeader>
    </>
  )
}

/** Back to the list as it was left, or to the list. */
function BackToList({ name }: { name: KindName }) {
  const t = useT()
  const tenant = useTenant()
  const { history } = useRouter()
  return (
    <Link
      to={`/t/$tenant/${name}`}
      params={{ tenant }}
      aria-label={t('record.back')}
      title={t('record.back')}
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

/** On to the record before or after this one in the list it was opened from. The address says which, and where. */
function NextAndPrevious({ page, id }: { page: PageKind; id: string }) {
  const t = useT()
  const tenant = useTenant()
  const navigate = useNavigate()
  const { from, at } = useSearch({ strict: false }) as RecordSearch
  const near = useNeighbours(page, id, from, at)
  const go = (to: string | null | undefined, place: number) => {
    if (!to || !near) return
    const search = (old: RecordSearch) => ({ ...old, from: near.from, at: place, focus: undefined, peek: undefined })
    void navigate({
      to: `/t/$tenant/${page.kind.name}/$id`,
      params: { tenant, id: to },
      search: search as never,
      replace: true,
    })
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
        {t('record.place', { place: formatNumber(near.place), total: formatNumber(near.total) })}
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
