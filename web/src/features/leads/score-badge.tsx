import { HOT_SCORE, type LeadScore } from '@rihla/contracts/leadScoring.ts'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { type MessageId, t, useT } from '#lib/i18n.ts'
import { valueLabel } from '#records/fields/labels.ts'
import { LockedNote, Reasons } from '#records/reasons.tsx'
import { Popover } from '#ui/popover.tsx'
import { type Lead, scoreQuery } from './lead.ts'

/** The score, and on request where its points come from. */
export function ScoreBadge({
  lead,
  tabIndex,
}: {
  lead: Pick<Lead, 'id' | 'lead_score' | 'score_locked'>
  tabIndex?: number
}) {
  const t = useT()
  const [open, setOpen] = useState(false)
  return (
    <Popover
      label={t('leads.score.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          tabIndex={tabIndex}
          aria-label={t('leads.score.explain', { score: lead.lead_score })}
          className="relative inline-flex rounded-sm px-1 after:absolute after:-inset-1.5 hover:bg-hover pointer-coarse:after:-inset-3"
        >
          <ScoreFigure score={lead.lead_score} />
        </button>
      }
    >
      <ScoreReasons id={lead.id} />
    </Popover>
  )
}

/** The score as a figure and as bars. */
export const ScoreFigure = ({ score }: { score: number }) => (
  <span
    className={cn(
      'inline-flex items-center gap-1.5 text-dense font-medium tabular-nums',
      score > HOT_SCORE ? 'text-accent-text' : 'text-text-2',
    )}
  >
    <bdi>{formatNumber(score)}</bdi>
    <Bars score={score} />
  </span>
)

/** Three small bars: how high, without reading the figure. */
const Bars = ({ score }: { score: number }) => (
  <span aria-hidden className="flex items-end gap-0.5">
    {[30, 60, HOT_SCORE].map((step, index) => (
      <span
        key={step}
        className={cn(
          'w-1 rounded-full',
          ['h-1.5', 'h-2', 'h-2.5'][index],
          score > step ? 'bg-accent' : 'bg-line-strong/40',
        )}
      />
    ))}
  </span>
)

export function ScoreReasons({ id }: { id: string }) {
  const query = useQuery(scoreQuery(useTenant(), id))
  return <Reasons query={query}>{(data) => <Explained score={data} />}</Reasons>
}

function Explained({ score: { reasons, computed_score, lead_score, score_locked } }: { score: LeadScore }) {
  const t = useT()
  return (
    <>
      <p className="mb-2 font-semibold">{t('leads.score.title')}</p>
      <dl className="flex flex-col gap-1">
        {reasons.map((reason, index) => (
          <div key={index} className="flex items-baseline gap-2 text-dense">
            <dt className="min-w-0 flex-1">
              {ruleLabel(reason.rule)}
              {reason.detail ? (
                <span className="text-text-3">
                  {' · '}
                  <bdi>{detailLabel(reason.rule, reason.detail)}</bdi>
                </span>
              ) : null}
            </dt>
            <dd className="font-medium tabular-nums">
              <bdi>{formatNumber(reason.points, { signDisplay: index === 0 ? 'auto' : 'exceptZero' })}</bdi>
            </dd>
          </div>
        ))}
        <div className="mt-1 flex items-baseline gap-2 border-t border-line pt-2 font-semibold">
          <dt className="flex-1">{t('leads.score.total')}</dt>
          <dd className="tabular-nums">
            <bdi>{formatNumber(computed_score)}</bdi>
          </dd>
        </div>
      </dl>
      {score_locked ? <LockedNote>{t('leads.score.locked', { score: lead_score })}</LockedNote> : null}
    </>
  )
}

const RULES = ['base', 'source', 'company', 'business_email', 'hot_tag'] as const

/** A rule this app has no words for is shown by its key: better than nothing. */
const ruleLabel = (rule: string): string =>
  (RULES as readonly string[]).includes(rule) ? t(`score_rule.${rule}` as MessageId) : rule
const detailLabel = (rule: string, detail: string): string =>
  rule === 'source' ? valueLabel('lead_source', detail) : detail
