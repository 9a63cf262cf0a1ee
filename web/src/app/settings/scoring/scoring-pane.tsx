import { SCORE_RULES, type ScoreRules, scoring } from '@rihla/contracts/leadScoring.ts'
import { LEAD_SOURCES } from '@rihla/contracts/leads.ts'
import { useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call, write } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { ErrorPanel } from '#ui/states.tsx'
import { LastChange } from '../last-change.tsx'
import { PaneSkeleton } from '../pane-skeleton.tsx'
import { Section } from '../section.tsx'
import { Unsaved } from '../unsaved.tsx'
import { useRules } from '../use-rules.ts'
import { Preview } from './preview.tsx'
import { RuleFields } from './rule-fields.tsx'

/** As live updates call them. */
const RESOURCE = 'score_rules'

/** What a new lead is worth: every weight, and what it does to the leads there are before it is saved. */
export function ScoringPane() {
  const tenant = useTenant()
  const { data, error, refetch } = useQuery({
    queryKey: keyOf(tenant, RESOURCE),
    queryFn: ({ signal }) => call(scoring.rules, { params: { tenant_id: tenant }, signal }),
  })
  if (error && !data) return <ErrorPanel error={error} onRetry={() => void refetch()} />
  if (!data) return <PaneSkeleton />
  return <Rules saved={data} />
}

/** A source that earns nothing may be named or not. */
const same = ({ source: one, ...a }: ScoreRules, { source: other, ...b }: ScoreRules) =>
  LEAD_SOURCES.every((source) => (one[source] ?? 0) === (other[source] ?? 0)) &&
  RULES.every((rule) => JSON.stringify(a[rule]) === JSON.stringify(b[rule]))
const RULES = ['base', 'company', 'business_email', 'hot_tag', 'hot_tags'] as const

function Rules({ saved }: { saved: ScoreRules }) {
  const t = useT()
  const tenant = useTenant()
  const { rules, change, unsaved } = useRules({
    saved,
    resource: RESOURCE,
    follows: 'leads',
    same,
    send: (body: ScoreRules) => write(scoring.setRules, { params: { tenant_id: tenant }, body }),
    said: t('scoring.saved'),
  })
  return (
    <>
      <LastChange resource={RESOURCE} {...SCORE_RULES} />
      <Section title={t('scoring.effect')} hint={t('scoring.effect_hint')}>
        <Preview rules={rules} />
      </Section>
      <RuleFields rules={rules} onChange={change} />
      {unsaved ? <Unsaved {...unsaved} /> : null}
    </>
  )
}
