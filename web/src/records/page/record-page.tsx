import type { Arrangement, LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { useT, withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'
import { membersQuery } from '#lib/members.ts'
import { keepPreference, readPreference } from '#lib/preferences.ts'
import { useNarrow } from '#lib/use-media.ts'
import { usePainted } from '#lib/use-painted.ts'
import { type Ahead, isFirstPage } from '#lib/warm.ts'
import { Skeleton } from '#ui/states.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#ui/tabs.tsx'
import { cachedRecord } from '../cache.ts'
import { Composer, focusComposer } from '../composer.tsx'
import { RecordTypeContext } from '../fields/record-type.ts'
import { readPeek } from '../kind-facts.ts'
import { type KindRecord, recordQuery } from '../kind.ts'
import { definitionsQuery, useOwnFields } from '../own-fields.ts'
import { RECORD_TABS, type RecordSearch, type RecordTab, STORIES, type Story } from '../record-search.ts'
import { Timeline } from '../timeline.tsx'
import { ActionRow } from './action-row.tsx'
import { ActionButtons, useNoteAction } from './actions.tsx'
import { layoutQuery, useArrangement, useOverdue } from './layout.ts'
import type { PageKind } from './page-kind.ts'
import { RecordBar } from './record-bar.tsx'
import { RecordDetails } from './record-details.tsx'
import { RecordHeader } from './record-header.tsx'
import { RecordFailure, RecordSkeleton } from './record-states.tsx'

const KindPanel = lazyComponent(async () => (await import('../kind-panel.tsx')).KindPanel)

const Files = lazyComponent(
  async () => (await withTexts(import('./files/files-card.tsx'), 'files')).FilesCard,
  <Skeleton className="h-28 w-full rounded-md" />,
)

/** One record: what it is, what happened, what comes next. */
export function RecordPage({ page }: { page: PageKind }) {
  const { id } = useParams({ strict: false }) as { id: string }
  const { kind, own, pending } = useOwnFields(page.kind)
  const whole = useMemo(() => (kind === page.kind ? page : { ...page, kind }), [page, kind])
  const { arrangement } = useArrangement(kind.resource.record_type as LayoutKind, own)
  const overdue = useOverdue(pending)
  return (
    <RecordTypeContext value={kind.resource.record_type}>
      <OneRecord key={id} id={id} page={whole} arrangement={pending && !overdue ? undefined : arrangement} />
    </RecordTypeContext>
  )
}

/** Reads what the page shows first, and who it may name. */
export const warmRecord = ({ kind }: PageKind, { client, tenant, id }: Ahead): Promise<unknown> =>
  Promise.all([
    client.prefetchQuery(recordQuery(kind, tenant, id)),
    client.prefetchQuery(membersQuery(tenant)),
    client.prefetchQuery(definitionsQuery(tenant, kind.resource.record_type)),
    client.prefetchQuery(layoutQuery(tenant, kind.resource.record_type as LayoutKind)),
  ])

interface Arranged {
  page: PageKind
  /** Undefined while nobody knows it. */
  arrangement: Arrangement | undefined
}

function OneRecord({ id, page, arrangement }: Arranged & { id: string }) {
  const { tenant } = useHere()
  const client = useQueryClient()
  const {
    data: record,
    error,
    refetch,
  } = useQuery({
    ...recordQuery(page.kind, tenant.slug, id),
    // The row of the list shows at once; the record follows.
    placeholderData: () => cachedRecord<KindRecord>(client, tenant.slug, page.kind.name, id),
  })
  if (error && !record) return <RecordFailure page={page} error={error} onRetry={() => void refetch()} />
  if (!record) return <RecordSkeleton way={page.Way !== undefined} />
  return <Loaded page={page} arrangement={arrangement} record={record} />
}

/** Which story is told: what the address says, else what this user chose last; a line to look at may be of any kind. */
function useStory(search: RecordSearch, set: (changes: { show: RecordSearch['show']; focus: undefined }) => void) {
  const { me } = useHere()
  const name = `story.${me.id}`
  const [chosen, setChosen] = useState(() => STORIES.find((story) => story === readPreference(name)))
  const show: Story = search.show ?? (search.focus ? 'all' : (chosen ?? 'all'))
  function choose(next: Story) {
    setChosen(next)
    keepPreference(name, next === 'all' ? null : next)
    set({ show: next === 'all' ? undefined : next, focus: undefined })
  }
  return { show, choose }
}

/** What the address says of the page, and how to change it. */
function useRecordSearch() {
  const search = useSearch({ strict: false }) as RecordSearch
  const navigate = useNavigate()
  const set = (changes: { [K in keyof RecordSearch]?: RecordSearch[K] | undefined }) =>
    void navigate({
      to: '.',
      search: ((old: RecordSearch) => ({ ...old, ...changes })) as never,
      replace: !('peek' in changes),
      resetScroll: false,
    })
  return { search, set }
}

let drawn = false
/**
 * Whether the whole page is to be drawn. The first record that is opened in a visit is drawn by code that never ran before
 * and takes several times as long as any later one: who it is comes first then, what happened and what is related after it.
 */
function useWhole(): boolean {
  const [already] = useState(() => drawn || isFirstPage())
  useEffect(() => void (drawn = true), [])
  return usePainted(already)
}

function Loaded({ page, arrangement, record }: Arranged & { record: KindRecord }) {
  const t = useT()
  const may = useMay()
  const phone = useNarrow()
  const { kind, Next, Related, ActionEnd, useActions: useOwnActions } = page
  const { name, operations, resource } = kind
  const { search, set } = useRecordSearch()
  const locked = record.archived_at !== null || !may(name, 'update', record)
  const setTab = (tab: RecordTab) => set({ tab: tab === 'timeline' ? undefined : tab })
  const useTheActions = useOwnActions ?? ((one: KindRecord, _: boolean, on: () => void) => useNoteAction(name, one, on))
  const { actions, dialogs, note } = useTheActions(record, locked, () => {
    if (!phone) return focusComposer()
    // The tab that holds it may have to come first.
    setTab('timeline')
    setTimeout(focusComposer, 50)
  })
  const peek = readPeek(search.peek)
  const { show, choose } = useStory(search, set)
  const whole = useWhole()

  const story = !whole ? (
    <Skeleton className="h-64 w-full rounded-md" />
  ) : (
    <div className="flex min-w-0 flex-col gap-4">
      {may(name, 'comment', record) ? <Composer operation={operations.addNote} resource={name} id={record.id} /> : null}
      <Timeline
        operation={operations.timeline}
        resource={name}
        record={record}
        fields={resource.fields}
        mayUndo={!locked}
        show={show}
        onShow={choose}
        focus={search.focus}
        empty={
          <p className="py-6 text-center text-text-3">
            {t(show === 'all' ? 'record.timeline.empty' : 'record.timeline.none')}
          </p>
        }
      />
    </div>
  )
  const next = Next ? <Next record={record} locked={locked} /> : null
  const details = <RecordDetails page={page} arrangement={arrangement} record={record} locked={locked} />
  const related = !whole ? (
    <Skeleton className="h-28 w-full rounded-md" />
  ) : (
    <div className="flex flex-col gap-4">
      <Related record={record} />
      {page.files ? <Files kind={kind} record={record} /> : null}
    </div>
  )
  const panels: Record<RecordTab, ReactNode> = {
    timeline: story,
    details: (
      <div className="flex flex-col gap-4">
        {next}
        {details}
      </div>
    ),
    related,
  }

  return (
    <div className="@container flex min-h-full flex-col">
      <RecordBar page={page} record={record} {...(phone ? { more: actions.filter(({ run }) => run !== note) } : {})}>
        {phone ? null : <ActionButtons actions={actions} />}
      </RecordBar>
      <RecordHeader page={page} record={record} locked={locked} />
      {phone ? (
        <Tabs value={search.tab ?? 'timeline'} onValueChange={(tab) => setTab(tab as RecordTab)} className="flex-1">
          <TabList label={t('record.sections')} className="bg-surface px-2 sm:px-4">
            {RECORD_TABS.map((tab) => (
              <Tab key={tab} value={tab}>
                {t(`record_tab.${tab}`)}
              </Tab>
            ))}
          </TabList>
          {RECORD_TABS.map((tab) => (
            <TabPanel key={tab} value={tab} className="p-4 sm:px-6">
              {panels[tab]}
            </TabPanel>
          ))}
        </Tabs>
      ) : (
        <div className="grid gap-5 px-6 py-4 @2xl:grid-cols-[280px_minmax(0,1fr)] @4xl:grid-cols-[320px_minmax(0,1fr)] @5xl:grid-cols-[320px_minmax(0,1fr)_232px] @7xl:grid-cols-[340px_minmax(0,1fr)_280px]">
          <div className="flex min-w-0 flex-col gap-4">
            {next}
            {details}
            <div className="@5xl:hidden">{related}</div>
          </div>
          {story}
          <div className="hidden min-w-0 @5xl:block">{related}</div>
        </div>
      )}
      {phone ? (
        <ActionRow record={record} onNote={note} next={actions.find(({ primary }) => primary)}>
          {ActionEnd ? <ActionEnd record={record} locked={locked} /> : null}
        </ActionRow>
      ) : null}
      {dialogs}
      {peek ? <KindPanel {...peek} onClose={() => set({ peek: undefined })} /> : null}
    </div>
  )
}
