import type { View } from '@rihla/contracts/views.ts'
import { useQuery } from '@tanstack/react-query'
import { ArrowDown, ArrowUp, Copy, Pin, PinOff, Trash2, Users } from 'lucide-react'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { usePin } from '#lib/my-preferences.ts'
import { usePins } from '#lib/pins.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input } from '#ui/input.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { tellProblem } from '../tell-problem.ts'
import {
  type KeptView,
  mayChangeView,
  mayShareViews,
  useChangeView,
  useDeleteView,
  useKeepView,
  useOrderViews,
  viewsQuery,
} from './saved-views.ts'

interface Props {
  record_type: View['record_type']
  onDeleted: (id: string) => void
  onClose: () => void
}

/** The views of a list: their names, their order, who sees them. */
export function ManageViews({ record_type, onDeleted, onClose }: Props) {
  const t = useT()
  const here = useHere()
  const { data, error, refetch } = useQuery(viewsQuery(here.tenant.slug, record_type))
  const order = useOrderViews(record_type)
  const mine = data?.filter((view) => view.created_by === here.me.id) ?? []
  const others = data?.filter((view) => view.created_by !== here.me.id) ?? []
  function move(from: number, to: number) {
    const next = [...mine]
    next.splice(to, 0, ...next.splice(from, 1))
    order.mutate(next)
  }
  return (
    <Dialog wide open onOpenChange={(open) => open || onClose()} title={t('views.manage_title')}>
      {error && !data ? <ErrorPanel compact error={error} onRetry={() => void refetch()} /> : null}
      {!data && !error ? <Skeleton className="h-8 w-full" /> : null}
      {data?.length === 0 ? <p className="text-text-2">{t('views.none')}</p> : null}
      <Views title={mine.length ? t('views.group.mine') : null}>
        {mine.map((view, index) => (
          <Row
            key={view.id}
            view={view}
            record_type={record_type}
            onDeleted={onDeleted}
            up={index > 0 ? () => move(index, index - 1) : null}
            down={index < mine.length - 1 ? () => move(index, index + 1) : null}
          />
        ))}
      </Views>
      <Views title={others.length ? t('views.group.shared') : null}>
        {others.map((view) => (
          <Row key={view.id} view={view} record_type={record_type} onDeleted={onDeleted} />
        ))}
      </Views>
    </Dialog>
  )
}

const Views = ({ title, children }: { title: string | null; children: React.ReactNode }) =>
  title ? (
    <section className="pb-4 last:pb-0">
      <h3 className="pb-1 text-dense font-semibold text-text-2">{title}</h3>
      <ul>{children}</ul>
    </section>
  ) : null

function Row({
  view,
  record_type,
  onDeleted,
  up,
  down,
}: {
  view: KeptView
  record_type: View['record_type']
  onDeleted: (id: string) => void
  /** Absent: not the reader's to order. Null: it stands at that end. */
  up?: (() => void) | null
  down?: (() => void) | null
}) {
  const t = useT()
  const here = useHere()
  const members = useMembers()
  const change = useChangeView()
  const remove = useDeleteView()
  const keep = useKeepView(record_type)
  const [name, setName] = useState(view.name)
  const [seen, setSeen] = useState(view.name)
  if (seen !== view.name) {
    setSeen(view.name)
    setName(view.name)
  }
  const pin = usePin()
  const pinned = usePins().includes(view.id)
  const editable = mayChangeView(here, view)
  const owner = members.find(({ id }) => id === view.created_by)?.name
  const rename = () => {
    if (!name.trim()) setName(view.name)
    else if (name.trim() !== view.name) change.mutate({ view, changes: { name: name.trim() } })
  }
  return (
    <li className="flex flex-wrap items-center gap-1 border-b border-line py-1 last:border-0">
      {editable ? (
        <Input
          aria-label={t('views.rename', { name: view.name })}
          dir="auto"
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.target.value)}
          onBlur={rename}
          onKeyDown={(event) => {
            if (event.key === 'Enter' && !event.nativeEvent.isComposing) rename()
            if (event.key === 'Escape' && name !== view.name) {
              event.stopPropagation()
              setName(view.name)
            }
          }}
          className="min-w-40 flex-1"
        />
      ) : (
        <span className="min-w-40 flex-1 px-2">
          <bdi>{view.name}</bdi>
          {owner ? <span className="block text-meta text-text-3">{owner}</span> : null}
        </span>
      )}
      {editable && mayShareViews(here) ? (
        <Button
          size="sm"
          look="ghost"
          aria-pressed={view.shared}
          className="aria-pressed:bg-brand-soft aria-pressed:text-brand"
          onClick={() => change.mutate({ view, changes: { shared: !view.shared } })}
        >
          <Users className="size-4" aria-hidden />
          {t('views.shared')}
        </Button>
      ) : null}
      {up === undefined ? null : (
        <>
          <IconButton size="icon-sm" label={t('views.up', { name: view.name })} disabled={!up} onClick={() => up?.()}>
            <ArrowUp className="size-4" aria-hidden />
          </IconButton>
          <IconButton
            size="icon-sm"
            label={t('views.down', { name: view.name })}
            disabled={!down}
            onClick={() => down?.()}
          >
            <ArrowDown className="size-4" aria-hidden />
          </IconButton>
        </>
      )}
      <IconButton
        size="icon-sm"
        label={t(pinned ? 'views.unpin_named' : 'views.pin_named', { name: view.name })}
        onClick={() => pin(view.id, !pinned)}
      >
        {pinned ? <PinOff className="size-4" aria-hidden /> : <Pin className="size-4" aria-hidden />}
      </IconButton>
      <IconButton
        size="icon-sm"
        label={t('views.duplicate', { name: view.name })}
        onClick={() =>
          keep.mutate(
            { name: t('views.copy_of', { name: view.name }).slice(0, 100), query: view.query, shared: false },
            { onError: tellProblem },
          )
        }
      >
        <Copy className="size-4" aria-hidden />
      </IconButton>
      {editable ? (
        <IconButton
          size="icon-sm"
          label={t('views.delete', { name: view.name })}
          busy={remove.isPending}
          onClick={() => remove.mutate(view, { onSuccess: () => onDeleted(view.id) })}
        >
          <Trash2 className="size-4" aria-hidden />
        </IconButton>
      ) : null}
    </li>
  )
}
