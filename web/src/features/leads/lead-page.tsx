import { leadResource, leads } from '@rihla/contracts/leads.ts'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { keepPreference, readPreference } from '#lib/preferences.ts'
import { useNarrow } from '#lib/use-media.ts'
import { cachedRecord } from '#records/cache.ts'
import { Composer } from '#records/composer.tsx'
import { KindPanel, readPeek } from '#records/kind-panel.tsx'
import { RECORD_TABS, type RecordSearch, type RecordTab, STORIES, type Story } from '#records/record-search.ts'
import { Timeline } from '#records/timeline.tsx'
import { Tab, TabList, TabPanel, Tabs } from '#ui/tabs.tsx'
import { FollowUp } from './follow-up-card.tsx'
import { type Lead, leadQuery } from './lead.ts'
import { ActionRow } from './action-row.tsx'
import { ActionButtons, useLeadActions } from './lead-actions.tsx'
import { LeadDetails } from './lead-details.tsx'
import { LeadBar } from './lead-bar.tsx'
import { LeadHeader } from './lead-header.tsx'
import { LeadRelated } from './lead-related.tsx'
import { LeadFailure, LeadSkeleton } from './lead-states.tsx'
import { useMover } from './status.tsx'

const route = getRouteApi('/t/$tenant/leads/$id')

/** One lead: what it is, what happened, what comes next. */
export function LeadPage() {
  const { id } = route.useParams()
  return <LeadRecord key={id} id={id} />
}

function LeadRecord({ id }: { id: string }) {
  const { tenant } = useHere()
  const client = useQueryClient()
  const {
    data: lead,
    error,
    refetch,
  } = useQuery({
    ...leadQuery(tenant.slug, id),
    // The row of the list shows at once; the record follows.
    placeholderData: () => cachedRecord<Lead>(client, tenant.slug, 'leads', id),
  })
  if (error && !lead) return <LeadFailure error={error} onRetry={() => void refetch()} />
  if (!lead) return <LeadSkeleton />
  return <Loaded lead={lead} />
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
  const search = route.useSearch()
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

function Loaded({ lead }: { lead: Lead }) {
  const t = useT()
  const may = useMay()
  const phone = useNarrow()
  const { search, set } = useRecordSearch()
  const box = useRef<HTMLTextAreaElement>(null)
  const locked = lead.archived_at !== null || !may('leads', 'update', lead)
  const setTab = (tab: RecordTab) => set({ tab: tab === 'timeline' ? undefined : tab })
  const { move, asking } = useMover()
  const { actions, dialogs, note } = useLeadActions(lead, locked, () => {
    if (!phone) return box.current?.focus()
    // The tab that holds it may have to come first.
    setTab('timeline')
    setTimeout(() => box.current?.focus(), 50)
  })
  const peek = readPeek(search.peek)
  const { show, choose } = useStory(search, set)

  const story = (
    <div className="flex min-w-0 flex-col gap-4">
      {may('leads', 'comment', lead) ? (
        <Composer operation={leads.addNote} resource="leads" id={lead.id} box={box} />
      ) : null}
      <Timeline
        operation={leads.timeline}
        resource="leads"
        record={lead}
        fields={leadResource.fields}
        mayUndo={!locked}
        show={show}
        onShow={choose}
        focus={search.focus}
        empty={
          <p className="py-6 text-center text-text-3">
            {t(show === 'all' ? 'leads.timeline.empty' : 'leads.timeline.none')}
          </p>
        }
      />
    </div>
  )
  const next = <FollowUp lead={lead} locked={locked} />
  const details = <LeadDetails lead={lead} locked={locked} />
  const related = <LeadRelated lead={lead} />
  const panels: Record<RecordTab, React.ReactNode> = {
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
      <LeadBar lead={lead} {...(phone ? { more: actions.filter(({ run }) => run !== note) } : {})}>
        {phone ? null : <ActionButtons actions={actions} />}
      </LeadBar>
      <LeadHeader lead={lead} locked={locked} />
      {phone ? (
        <Tabs value={search.tab ?? 'timeline'} onValueChange={(tab) => setTab(tab as RecordTab)} className="flex-1">
          <TabList label={t('leads.sections')} className="bg-surface px-2 sm:px-4">
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
        <ActionRow
          lead={lead}
          locked={locked}
          onMove={move}
          onNote={note}
          next={actions.find(({ primary }) => primary)}
        />
      ) : null}
      {asking}
      {dialogs}
      {peek ? <KindPanel {...peek} onClose={() => set({ peek: undefined })} /> : null}
    </div>
  )
}
