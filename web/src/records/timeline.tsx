import type { Fields } from '@rihla/contracts/fields.ts'
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query'
import { ListTree } from 'lucide-react'
import { type ReactNode, useEffect, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { cn } from '#lib/cn.ts'
import { formatDayNear, formatList, today } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { Segmented } from '#ui/segmented.tsx'
import type { StoryOperation } from './field-history.tsx'
import { useFieldLabel, useRecordType } from './fields/record-type.ts'
import { STORIES, type Story } from './record-search.ts'
import { byDay, type Entry, fileNames, foldEntries, isPending, type StoryPage } from './story.ts'
import { type EntryProps, saidOf, Spine, Station, TimelineEntry } from './timeline-entry.tsx'
import { UnsentNotes } from './timeline-unsent.tsx'
import { useUndo } from './use-undo.ts'

interface Props {
  operation: StoryOperation
  resource: string
  record: Readonly<Record<string, unknown>> & { id: string }
  fields: Fields
  mayUndo: boolean
  show: Story
  onShow: (show: Story) => void
  /** The line to look at: its id, or the id of what was said. */
  focus?: string | undefined
  empty: ReactNode
}

/** So many pages are read for a line that an address points at. */
const DEEPEST = 20

const isOf = (entry: Entry, id: string): boolean => entry.id === id || entry.activity?.id === id

/** What happened to a record, newest first, day by day. */
export function Timeline(props: Props) {
  const { operation, resource, record, show, onShow, focus } = props
  const t = useT()
  const { tenant } = useHere()
  const story = useInfiniteQuery({
    queryKey: keyOf(tenant.slug, resource, 'timeline', record.id, show),
    queryFn: ({ pageParam, signal }) =>
      call(operation, {
        params: { tenant_id: tenant.slug, id: record.id },
        query: { type: show, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }) as Promise<StoryPage>,
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  })
  const entries = story.data?.pages.flatMap((page) => page.items) ?? []
  const failed = story.error && !story.isFetchNextPageError
  const there = focus !== undefined && entries.some((entry) => isOf(entry, focus))
  const { hasNextPage, isFetching, fetchNextPage } = story
  const deep = story.data?.pages.length ?? 0
  // What an address points at may lie further down.
  const dig = focus !== undefined && !there && hasNextPage && !isFetching && deep < DEEPEST
  useEffect(() => {
    if (dig) void fetchNextPage()
  }, [dig, fetchNextPage])
  useEffect(() => {
    if (!there) return
    const line = document.querySelector<HTMLElement>('[data-marked]')
    line?.scrollIntoView({ block: 'center' })
    line?.focus({ preventScroll: true })
  }, [focus, there])

  return (
    <section aria-labelledby="timeline-title" className="flex flex-col gap-3">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <h2 id="timeline-title" className="text-base font-semibold">
          {t('timeline.title')}
        </h2>
        <Segmented<Story>
          label={t('timeline.show')}
          value={show}
          onChange={onShow}
          choices={STORIES.map((value) => ({
            value,
            name: t(`timeline.filter.${value}`),
            label: t(`timeline.filter.${value}`),
          }))}
        />
      </div>
      {show === 'changes' ? null : <UnsentNotes resource={resource} id={record.id} />}
      {failed ? <ErrorPanel compact error={story.error} onRetry={() => void story.refetch()} /> : null}
      {!story.data && !failed ? <StorySkeleton /> : null}
      {story.data && entries.length === 0 ? props.empty : null}
      <div className={cn('flex flex-col gap-1', story.isPlaceholderData && 'opacity-60')}>
        <Days {...props} entries={entries} />
      </div>
      {story.isFetchNextPageError ? (
        <ErrorPanel compact error={story.error} onRetry={() => void story.fetchNextPage()} />
      ) : story.hasNextPage ? (
        <Button
          look="ghost"
          className="self-center"
          busy={story.isFetchingNextPage}
          onClick={() => void story.fetchNextPage()}
        >
          {t('timeline.older')}
        </Button>
      ) : null}
    </section>
  )
}

/** What somebody did, as if it had been done in this tab just now. */
const asDone = (tenant: string, { operation_id }: Entry, label: string) => ({
  tenant,
  operation_id,
  label,
  at: Date.now(),
})

const StorySkeleton = () => (
  <div aria-busy className="flex flex-col gap-4">
    {[0, 1, 2].map((line) => (
      <div key={line} className="flex gap-3">
        <Skeleton className="size-6 rounded-full" />
        <Skeleton className="h-12 flex-1" />
      </div>
    ))}
  </div>
)

function Days({ entries, fields, record, mayUndo, show, focus }: Props & { entries: Entry[] }) {
  const t = useT()
  const { tenant, me } = useHere()
  const { undo } = useUndo()
  const record_type = useRecordType()
  const undone = new Set(entries.map((entry) => entry.undoes))
  const files = fileNames(entries)
  const takeBack = (entry: Entry) => {
    const label = `${entry.actor.name ?? t('timeline.system')} ${saidOf(entry, fields, record_type)}`
    void undo(asDone(tenant.slug, entry, label))
  }
  // Who wrote a note may take it back; changes are for those who may change the record. Making it has no way back here.
  const mayTakeBack = (entry: Entry) =>
    !isPending(entry) &&
    !entry.undoes &&
    !undone.has(entry.id) &&
    (entry.activity ? entry.actor.id === me.id || mayUndo : mayUndo && !/\.(created|revealed)$/.test(entry.type))
  const propsOf = (entry: Entry): EntryProps => ({
    entry,
    fields,
    record,
    undone: undone.has(entry.id),
    about: files.get(entry.record_id),
    marked: focus !== undefined && isOf(entry, focus),
    onUndo: mayTakeBack(entry) ? takeBack : undefined,
  })
  return byDay(entries, (at) => today(undefined, new Date(at))).map(([day, ones]) => (
    <div key={day}>
      <h3 className="pb-2 text-meta font-medium text-text-3">{formatDayNear(day)}</h3>
      <ol>
        {(show === 'changes' ? ones : foldEntries(ones)).map((line) =>
          'folded' in line ? (
            <Folded key={line.folded[0]!.id} entries={line.folded} propsOf={propsOf} />
          ) : (
            <TimelineEntry key={line.id} {...propsOf(line)} />
          ),
        )}
      </ol>
    </div>
  ))
}

/** Small changes by one person in a row: their fields, and each of them on request. */
function Folded({ entries, propsOf }: { entries: Entry[]; propsOf: (entry: Entry) => EntryProps }) {
  const t = useT()
  const label = useFieldLabel()
  const [open, setOpen] = useState(false)
  if (open || entries.some((entry) => propsOf(entry).marked))
    return entries.map((entry) => <TimelineEntry key={entry.id} {...propsOf(entry)} />)
  const names = [...new Set(entries.flatMap((entry) => Object.keys(entry.changes)))]
  const { fields } = propsOf(entries[0]!)
  return (
    <li className="group relative flex gap-3 pb-4">
      <Spine />
      <Station tone="done">
        <ListTree className="size-3.5 rtl:-scale-x-100" aria-hidden />
      </Station>
      <p className="min-w-0 flex-1 pt-1 text-dense">
        <bdi className="font-medium">{entries[0]!.actor.name ?? t('timeline.system')}</bdi>{' '}
        <span className="text-text-2">
          {t('timeline.folded', {
            count: entries.length,
            fields: formatList(names.filter((name) => fields[name]).map(label)),
          })}
        </span>{' '}
        <Button look="link" size="sm" className="h-5 px-0 pointer-coarse:h-8" onClick={() => setOpen(true)}>
          {t('timeline.unfold')}
        </Button>
      </p>
    </li>
  )
}
