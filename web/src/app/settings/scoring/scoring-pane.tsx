import { type ScoreRules, scoring } from '@rihla/contracts/leadScoring.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { Section } from '../section.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { Unsaved } from '../unsaved.tsx'
import { Preview } from './preview.tsx'
import { RuleFields } from './rule-fields.tsx'

/** What a new lead is worth: every weight, and what it does to the leads there are before it is saved. */
export function ScoringPane() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'scoring'),
    queryFn: ({ signal }) => call(scoring.rules, { params: { tenant_id: tenant }, signal }),
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
  const send = (body: ScoreRules) => call(scoring.setRules, { params: { tenant_id: tenant }, body })
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
  useShortcut('mod+enter', 'keys.submit', () => changed && save.mutate(rules), true)
  return (
    <>
      <Section title={t('scoring.effect')} hint={t('scoring.effect_hint')}>
        <Preview rules={rules} />
      </Section>
      <RuleFields rules={rules} onChange={setRules} />
      {changed ? (
        <Unsaved
          error={save.error}
          busy={save.isPending}
          onDiscard={() => setRules(saved)}
          onSave={() => save.mutate(rules)}
        />
      ) : null}
    </>
  )
}
