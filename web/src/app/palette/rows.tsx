import { Command as Cmdk } from 'cmdk'
import { ChevronRight } from 'lucide-react'
import type { MouseEvent, ReactNode } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import type { Command } from '#lib/command.ts'
import { directionOf, type MessageId, useLanguage, useT } from '#lib/i18n.ts'
import { Kbd, Keycaps } from '#ui/kbd.tsx'
import { recordHref } from '#records/record-link.tsx'
import { MarkedLine } from '#ui/marked.tsx'
import { Skeleton } from '#ui/states.tsx'
import { KIND_ICONS } from '../kind-icons.ts'
import { type Found, whyOf } from '../search/found.ts'

const look =
  'group/row relative flex min-h-9 cursor-default items-center gap-3 rounded-sm px-2.5 py-1 outline-none data-[selected=true]:bg-hover pointer-coarse:min-h-12'

export const PaletteGroup = ({ title, children }: { title: ReactNode; children: ReactNode }) => (
  <Cmdk.Group
    heading={title}
    className="mb-1 [&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:pt-2 [&_[cmdk-group-heading]]:pb-1 [&_[cmdk-group-heading]]:text-meta [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-text-3"
  >
    {children}
  </Cmdk.Group>
)

export const CommandRow = ({
  command,
  group,
  tone,
  end,
  onChoose,
}: {
  command: Command
  group: string
  /** The colour of a tag. */
  tone?: string | null
  /** What stands at its end: how many there are. */
  end?: string | null
  onChoose: (command: Command) => void
}) => {
  const { icon: Icon, label, keys, choices, href } = command
  return (
    <Cmdk.Item
      value={`${group}:${command.id}`}
      onSelect={() => onChoose(command)}
      {...elsewhere(href)}
      className={look}
    >
      {Icon ? (
        <Icon
          data-tag={tone ?? undefined}
          className={cn('size-4 shrink-0', tone ? 'tag-ink' : 'text-text-3')}
          aria-hidden
        />
      ) : (
        <span className="w-4 shrink-0" />
      )}
      <span className="min-w-0 flex-1">
        <bdi className="one-line">{label}</bdi>
      </span>
      {end ? <span className="shrink-0 text-meta text-text-3 tabular-nums">{end}</span> : null}
      {keys ? (
        <span className="pointer-coarse:hidden">
          <Kbd keys={keys} />
        </span>
      ) : null}
      {choices ? <ChevronRight className="size-4 shrink-0 text-text-3 rtl:-scale-x-100" aria-hidden /> : null}
    </Cmdk.Item>
  )
}

/** A row whose record is on its way. */
export const RowToCome = () => (
  <div aria-hidden className={look}>
    <Skeleton className="h-4 w-48" />
  </div>
)

/** A row is an option, which holds no link; what a link does for another tab, it does itself. */
const elsewhere = (href: string | undefined) =>
  href === undefined
    ? {}
    : {
        'data-href': href,
        onClickCapture(event: MouseEvent) {
          if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return
          event.stopPropagation()
          openElsewhere(href)
        },
        onAuxClick: (event: MouseEvent) => event.button === 1 && openElsewhere(href),
      }
export const openElsewhere = (href: string): void => void window.open(href, '_blank', 'noopener')

export function RecordRow({
  found,
  query = '',
  onOpen,
}: {
  found: Found
  /** The words that it was found by. */
  query?: string
  onOpen: (found: Found) => void
}) {
  const t = useT()
  const tenant = useTenant()
  const { kind, id, name, about } = found
  const { record_type } = kind.resource
  const Icon = KIND_ICONS[kind.name]
  const why = whyOf(found)
  return (
    <Cmdk.Item
      value={`${record_type}:${id}`}
      data-record={`${record_type}:${id}`}
      onSelect={() => onOpen(found)}
      {...elsewhere(recordHref(tenant, kind.name, id))}
      className={look}
    >
      <Icon className="size-4 shrink-0 text-text-3" aria-hidden />
      <span className="flex min-w-0 flex-1 items-baseline gap-2">
        <span className="min-w-0 font-medium sm:max-w-3/5 sm:shrink-0">
          <MarkedLine text={name} query={query} />
        </span>
        {about ? (
          <span className="min-w-0 flex-1 text-dense text-text-3">
            <MarkedLine text={about} query={query} />
          </span>
        ) : null}
      </span>
      {why ? <span className="shrink-0 text-meta text-text-3 max-sm:hidden">{t(why)}</span> : null}
      <span className="shrink-0 text-meta text-text-3">
        {t(`record.${record_type as 'lead' | 'contact' | 'account'}`)}
      </span>
    </Cmdk.Item>
  )
}

const keysForRecords = (peek: string) =>
  [
    ['enter', 'palette.hint.open'],
    ['mod+enter', 'palette.hint.new_tab'],
    [peek, 'palette.hint.peek'],
    ['tab', 'search.hint.scope'],
  ] as const satisfies readonly (readonly [string, MessageId])[]
const SIGNS = [
  ['enter', 'palette.hint.open'],
  ['tab', 'search.hint.scope'],
  ['>', 'palette.hint.actions'],
  ['#', 'palette.hint.tags'],
  ['@', 'palette.hint.people'],
] as const satisfies readonly (readonly [string, MessageId])[]

/** What the keys do here; a finger has no use for it. `walking`: the space no longer belongs to the words. */
export function PaletteHints({ record, walking }: { record: boolean; walking: boolean }) {
  const t = useT()
  const inwards = directionOf(useLanguage()) === 'rtl' ? 'arrowleft' : 'arrowright'
  return (
    <div className="hidden h-9 shrink-0 items-center gap-4 border-t border-line px-4 text-meta text-text-3 sm:flex pointer-coarse:hidden">
      {(record ? keysForRecords(walking ? 'space' : inwards) : SIGNS).map(([keys, label]) => (
        <span key={label} className="flex items-center gap-1.5">
          <Keycaps keys={keys} />
          {t(label)}
        </span>
      ))}
    </div>
  )
}
