import { loyalty, LOYALTY_LEVELS, LOYALTY_RULES, type LoyaltyRules } from '@rihla/contracts/loyalty.ts'
import { useQuery } from '@tanstack/react-query'
import { useHere, useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { LastChange } from '../last-change.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { Line, Section } from '../section.tsx'
import { Unsaved } from '../unsaved.tsx'
import { useRules } from '../use-rules.ts'
import { Levels } from './levels.tsx'
import { Threshold } from './threshold.tsx'

/** As live updates call them. */
const RESOURCE = 'loyalty_rules'

/** What makes a customer loyal: how long trips count, and what each level takes. */
export function LoyaltyPane() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, RESOURCE),
    queryFn: ({ signal }) => call(loyalty.rules, { params: { tenant_id: tenant }, signal }),
  })
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <PaneSkeleton />
  return <Rules saved={data} />
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
  const { base_currency } = useHere().tenant
  const { rules, change, unsaved } = useRules({
    saved,
    resource: RESOURCE,
    follows: 'accounts',
    same,
    send: (body: LoyaltyRules) => write(loyalty.setRules, { params: { tenant_id: tenant }, body }),
    said: t('loyalty.saved'),
  })
  return (
    <>
      <LastChange resource={RESOURCE} {...LOYALTY_RULES} />
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
      {unsaved ? <Unsaved {...unsaved} /> : null}
    </>
  )
}
