import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import type { Import } from './import.ts'

/** How far the work is, how fast, and how long it still takes. */
export function WorkProgress({ one }: { one: Import }) {
  const t = useT()
  const { done = 0, total = one.rows, per_second = null, seconds_left = null } = one.progress ?? {}
  const share = total ? Math.min(100, Math.round((done / total) * 100)) : 0
  return (
    <div className="flex flex-col gap-2">
      <div
        role="progressbar"
        aria-label={t(`import.state.${one.state}`)}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={share}
        className="h-2 overflow-hidden rounded-full bg-line"
      >
        <div className="h-full rounded-full bg-brand transition-[width] duration-200" style={{ width: `${share}%` }} />
      </div>
      <p className="flex flex-wrap gap-x-3 text-dense tabular-nums text-text-2">
        <span>{t('import.progress', { done: formatNumber(done), total: formatNumber(total) })}</span>
        {per_second ? <span>{t('import.rate', { rate: formatNumber(Math.round(per_second)) })}</span> : null}
        {seconds_left ? <span>{t('import.left', { count: seconds_left })}</span> : null}
      </p>
    </div>
  )
}
