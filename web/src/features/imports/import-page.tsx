import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { FileUp } from 'lucide-react'
import type { ComponentType } from 'react'
import { useHere } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { PageHeader } from '#ui/page-header.tsx'
import { RouteLine } from '#ui/route-line.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import { useKeptFocus } from '#ui/use-kept-focus.ts'
import { CheckStep } from './check-step.tsx'
import { FileStep } from './file-step.tsx'
import { type Import, importQuery, isOver, type Step, STEPS, stepOf } from './import.ts'
import { MapStep } from './map-step.tsx'
import { ResultStep } from './result-step.tsx'
import { RulesStep } from './rules-step.tsx'
import { RunStep } from './run-step.tsx'
import { StateBadge } from './state-badge.tsx'

const route = getRouteApi('/t/$tenant/import/$id')

export interface StepProps {
  one: Import
  onStep: (step: Step) => void
}

const BODIES: Record<Step, ComponentType<StepProps>> = {
  file: FileStep,
  map: MapStep,
  rules: RulesStep,
  check: CheckStep,
  run: RunStep,
  result: ResultStep,
}

/** One file on its way to become records, step by step; the address says which step. */
export function ImportPage() {
  const t = useT()
  const { tenant } = useHere()
  const { id } = route.useParams()
  const { step: asked } = route.useSearch()
  const navigate = useNavigate()
  const narrow = useNarrow()
  const { data: one, error, refetch } = useQuery(importQuery(tenant.slug, id))
  const show = (step: Step) =>
    void navigate({ to: '/t/$tenant/import/$id', params: { tenant: tenant.slug, id }, search: { step } })
  const step = one ? shownStep(one, asked) : 'map'
  const body = useKeptFocus(one ? step : '')
  if (error && !one) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  const Body = BODIES[step]
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col pb-24">
      <PageHeader
        documentTitle={`${one?.name ?? '…'} · ${t('nav.import')} · ${tenant.name}`}
        title={one ? <bdi className="one-line">{one.name}</bdi> : <Skeleton className="h-6 w-48" />}
        aside={one ? <StateBadge state={one.state} /> : null}
      >
        <Button
          look="ghost"
          onClick={() => void navigate({ to: '/t/$tenant/import', params: { tenant: tenant.slug }, search: {} })}
        >
          <FileUp className="size-4" aria-hidden />
          {t('import.another')}
        </Button>
      </PageHeader>
      <div className="px-4 sm:px-6">
        <RouteLine
          label={t('import.steps')}
          value={step}
          onChange={show}
          stations={STEPS.map((value) => ({ value, label: t(`import.step.${value}`) }))}
        />
      </div>
      <section
        ref={body}
        tabIndex={-1}
        aria-label={t(`import.step.${step}`)}
        className={cn('scroll-mt-40 outline-none', narrow ? 'px-4 pt-4' : 'px-6 pt-6')}
      >
        {one ? (
          <Body one={one} onStep={show} />
        ) : (
          <div aria-busy className="flex flex-col gap-3">
            {[0, 1, 2, 3].map((line) => (
              <Skeleton key={line} className="h-10 w-full" />
            ))}
          </div>
        )}
      </section>
    </div>
  )
}

/** The step of the address, as far as the file has come to it. */
function shownStep(one: Import, asked: Step | undefined): Step {
  if (!asked) return stepOf(one)
  if (asked === 'result' && !isOver(one)) return stepOf(one)
  if (asked === 'run' && isOver(one) && one.state !== 'running') return 'result'
  return asked
}
