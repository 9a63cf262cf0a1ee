import { type ScoreRules, scoring } from '@rihla/contracts/leadScoring.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useSettled } from '#lib/use-settled.ts'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'

/** Scores of a sample in tens, as they are and as they would be. */
export function Preview({ rules }: { rules: ScoreRules }) {
  const t = useT()
  const tenant = useTenant()
  const asked = useSettled(rules, 250)
  const { data, error, refetch, isFetching } = useQuery({
    queryKey: keyOf(tenant, 'leads', 'scoring-preview', asked),
    queryFn: ({ signal }) => call(scoring.preview, { params: { tenant_id: tenant }, body: asked, signal }),
    placeholderData: keepPreviousData,
  })
  if (error && !data) return <ErrorPanel compact error={error} onRetry={() => void refetch()} />
  if (!data) return <Skeleton className="h-36 w-full" />
  if (!data.sample) return <p className="text-text-3">{t('scoring.no_sample')}</p>
  const most = Math.max(1, ...data.before, ...data.after)
  return (
    <div aria-busy={isFetching || undefined}>
      <p className="pb-2 font-medium" aria-live="polite">
        {t('scoring.changed', { changed: data.changed, sample: formatNumber(data.sample) })}
      </p>
      <div className="flex gap-4 pb-2 text-dense text-text-2">
        <Key look="bg-line-strong/60" label={t('scoring.before')} />
        <Key look="bg-brand" label={t('scoring.after')} />
      </div>
      <table className="w-full table-fixed">
        <caption className="sr-only">{t('scoring.effect')}</caption>
        <thead className="sr-only">
          <tr>
            <th scope="col">{t('field.lead_score')}</th>
            <th scope="col">{t('scoring.before')}</th>
            <th scope="col">{t('scoring.after')}</th>
          </tr>
        </thead>
        <tbody className="flex h-36 items-end gap-1 border-b border-line">
          {data.after.map((after, bin) => {
            const before = data.before[bin] ?? 0
            const range = `${bin * 10}–${bin === 9 ? 100 : bin * 10 + 9}`
            return (
              <tr
                key={range}
                className="flex h-full min-w-0 flex-1 items-end gap-px"
                title={`${range}: ${before} → ${after}`}
              >
                <th scope="row" className="sr-only">
                  <bdi>{range}</bdi>
                </th>
                <Bar count={before} most={most} look="bg-line-strong/60" />
                <Bar count={after} most={most} look="bg-brand" />
              </tr>
            )
          })}
        </tbody>
      </table>
      <div aria-hidden className="flex gap-1 pt-1 text-meta text-text-3 tabular-nums">
        {data.after.map((_, bin) => (
          <bdi key={bin} className="min-w-0 flex-1 text-center">
            {bin * 10}
          </bdi>
        ))}
      </div>
    </div>
  )
}

const Key = ({ look, label }: { look: string; label: string }) => (
  <span className="flex items-center gap-1.5">
    <span aria-hidden className={`size-2.5 rounded-sm ${look}`} />
    {label}
  </span>
)

const Bar = ({ count, most, look }: { count: number; most: number; look: string }) => (
  <td
    className={`min-w-0 flex-1 overflow-hidden rounded-t-sm p-0 transition-[height] duration-200 ${look}`}
    style={{ height: `${(count / most) * 100}%` }}
  >
    <span className="sr-only">{formatNumber(count)}</span>
  </td>
)
