import { loyalty, LOYALTY_LEVELS, type LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useHere, useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { Line, Section } from '../section.tsx'
import { Unsaved } from '../unsaved.tsx'
import { Levels } from './levels.tsx'
import { Threshold } from './threshold.tsx'

/** What makes a customer loyal: how long trips count, and what each level takes. */
export function LoyaltyPane() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, 'loyalty'),
    queryFn: ({ signal }) => call(loyalty.rules, { params: { tenant_id: tenant }, signal }),
    // What somebody is editing must not change under their hands.
    staleTime: Infinity,
  })
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <PaneSkeleton />
  return <Rules key={JSON.stringify(data)} saved={data} />
}

/** As the server answers them, whichever was changed last. */
const same = (a: LoyaltyRules, b: LoyaltyRules) =>
  a.months === b.months &&
  LOYALTY_LEVELS.every((level) => {
    const [one, other] = [a.levels[level], b.levels[level]]
    return one.lifetime_value === other.lifetime_value && one.trips === other.trips
  })

function Rules({ saved }: { saved: LoyaltyRules }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { base_currency } = useHere().tenant
  const [rules, setRules] = useState(saved)
  const changed = !same(rules, saved)
  const { did } = useUndo()
  const send = (body: LoyaltyRules) => call(loyalty.setRules, { params: { tenant_id: tenant }, body })
  const take = (now: LoyaltyRules) => {
    client.setQueryData(keyOf(tenant, 'loyalty'), now)
    void client.invalidateQueries({ queryKey: keyOf(tenant, 'accounts') })
  }
  const save = useMutation({
    mutationFn: send,
    onSuccess: (data) => {
      take(data)
      did(null, t('loyalty.saved'), { back: async () => take(await send(saved)) })
    },
  })
  /** What was refused is told of what was sent, and not of what is written after it. */
  const change = (next: LoyaltyRules) => {
    setRules(next)
    save.reset()
  }
  useShortcut('mod+enter', 'keys.submit', () => changed && save.mutate(rules), true)
  return (
    <>
      <Section title={t('loyalty.levels')} hint={t('loyalty.levels_hint', { currency: base_currency })}>
        <Levels levels={rules.levels} onChange={(levels) => change({ ...rules, levels })} />
      </Section>
      <Section title={t('loyalty.window')} hint={t('loyalty.window_hint')}>
        <Line label={t('loyalty.months')}>
          <Threshold
            label={t('loyalty.months')}
            value={rules.months}
            most={120}
            onChange={(months) => change({ ...rules, months: months ?? rules.months })}
          />
        </Line>
      </Section>
      {changed ? (
        <Unsaved
          error={save.error}
          busy={save.isPending}
          onDiscard={() => change(saved)}
          onSave={() => save.mutate(rules)}
        />
      ) : null}
    </>
  )
}
