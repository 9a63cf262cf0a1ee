import { leads, type ScoreRules } from '@rihla/contracts/leads.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { Section } from '../section.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { Preview } from './preview.tsx'
import { RuleFields } from './rule-fields.tsx'

/** What a new lead is worth: every weight, and what it does to the leads there are before it is saved. */
export function ScoringPane() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'scoring'),
    queryFn: ({ signal }) => call(leads.scoring, { params: { tenant_id: tenant }, signal }),
    // What somebody is editing must not change under their hands.
    staleTime: Infinity,
  })
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <PaneSkeleton />
  return <Rules key={JSON.stringify(data)} saved={data} />
}

const same = (a: ScoreRules, b: ScoreRules) => JSON.stringify(a) === JSON.stringify(b)

function Rules({ saved }: { saved: ScoreRules }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const [rules, setRules] = useState(saved)
  const changed = !same(rules, saved)
  const { did } = useUndo()
  const send = (body: ScoreRules) => call(leads.setScoring, { params: { tenant_id: tenant }, body })
  const take = (now: ScoreRules) => {
    client.setQueryData(keyOf(tenant, 'scoring'), now)
    void client.invalidateQueries({ queryKey: keyOf(tenant, 'leads') })
  }
  const save = useMutation({
    mutationFn: send,
    onSuccess: (data) => {
      take(data)
      did(null, t('scoring.saved'), { back: async () => take(await send(saved)) })
    },
  })
  const problem = save.error ? problemOf(save.error) : null
  useShortcut('mod+enter', 'keys.submit', () => changed && save.mutate(rules), true)
  return (
    <>
      <Section title={t('scoring.effect')} hint={t('scoring.effect_hint')}>
        <Preview rules={rules} />
      </Section>
      <RuleFields rules={rules} onChange={setRules} />
      {changed ? (
        <div
          role="region"
          data-floating
          aria-label={t('scoring.unsaved')}
          className="sticky bottom-4 z-10 flex flex-wrap items-center gap-2 rounded-md border border-line bg-raised p-2 ps-4 shadow-float"
        >
          <span className="min-w-0 flex-1 font-medium">
            {problem ? (
              <span role="alert" className="text-danger">
                {problem.errors?.[0]?.message ?? problem.detail ?? problem.title}
              </span>
            ) : (
              t('scoring.unsaved')
            )}
          </span>
          <Button look="ghost" onClick={() => setRules(saved)}>
            {t('scoring.discard')}
          </Button>
          <Button look="primary" busy={save.isPending} onClick={() => save.mutate(rules)}>
            {t('action.save')}
          </Button>
        </div>
      ) : null}
    </>
  )
}
