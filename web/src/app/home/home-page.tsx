import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useHere, useMay } from '#lib/access.ts'
import { openDialog } from '#lib/dialogs.ts'
import { formatDayLong, today } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { Forbidden } from '#ui/states.tsx'
import { LeadLines } from './lead-lines.tsx'
import { NeedsYou } from './needs-you.tsx'
import { FirstSteps } from './first-steps.tsx'
import { StatusBars, statusSummary } from './status-bars.tsx'

/** Leads below which a tenant has just begun. */
const FEW = 5

/** What to do now. Every figure leads to exactly the rows it counts. */
export function HomePage() {
  const t = useT()
  const { me, tenant } = useHere()
  const may = useMay()
  const [hour] = useState(() => new Date().getHours())
  const part = hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening'
  // A chart of nothing says nothing; the way to begin does.
  const { data: summary } = useQuery({ ...statusSummary(tenant.slug), enabled: may('leads', 'read') })
  const fresh = summary !== undefined && summary.count < FEW && may('leads', 'create')
  const name = me.name.split(' ')[0] ?? me.name
  return (
    <div className="mx-auto max-w-6xl pb-8">
      <PageHeader
        documentTitle={`${t('nav.home')} · ${tenant.name}`}
        title={<span className="text-h2">{t(`home.greeting.${part}`, { name })}</span>}
        className="pt-6"
      >
        {may('leads', 'create') ? (
          <Button
            look="primary"
            className="hidden md:inline-flex"
            onClick={() => openDialog({ kind: 'new', record: 'leads' })}
          >
            <Plus className="size-4" aria-hidden />
            {t('leads.new')}
          </Button>
        ) : null}
      </PageHeader>
      <p className="px-4 text-text-2 sm:px-6">{formatDayLong(today(tenant.timezone))}</p>
      {may('leads', 'read') ? (
        <div className="grid items-start gap-4 p-4 sm:px-6 lg:grid-cols-2">
          <div className="flex min-w-0 flex-col gap-4">
            <NeedsYou />
            <LeadLines
              title={t('home.follow_ups')}
              empty={t('home.follow_ups.empty')}
              show="follow_up"
              search={{
                next_follow_up_to: '+2d',
                lead_status_not: 'won,lost',
                assigned_to: 'me',
                sort_by: 'next_follow_up',
              }}
            />
          </div>
          <div className="flex min-w-0 flex-col gap-4">
            {fresh ? <FirstSteps /> : <StatusBars />}
            <LeadLines
              title={t('home.departures')}
              empty={t('home.departures.empty')}
              show="departure"
              search={{
                preferred_travel_date_from: 'today',
                preferred_travel_date_to: '+21d',
                lead_status_not: 'lost',
                sort_by: 'preferred_travel_date',
              }}
            />
          </div>
        </div>
      ) : (
        <Forbidden />
      )}
    </div>
  )
}
