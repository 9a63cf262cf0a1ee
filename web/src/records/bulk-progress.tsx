import type { Job } from '@rihla/contracts/operation.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'

/** How far work on many records is. */
export function BulkProgress({ progress: { done, total } }: { progress: Pick<Job, 'done' | 'total'> }) {
  const t = useT()
  return (
    <span className="flex min-w-64 flex-col gap-1.5 px-2 py-1">
      <span className="text-dense tabular-nums" role="status">
        {t('bulk.progress', { done: formatNumber(done), total: formatNumber(total) })}
      </span>
      <progress
        aria-label={t('bulk.working', { count: total })}
        value={done}
        max={Math.max(1, total)}
        className="h-1 w-full appearance-none overflow-hidden rounded-full bg-sunken [&::-moz-progress-bar]:bg-brand [&::-webkit-progress-bar]:bg-sunken [&::-webkit-progress-value]:bg-brand"
      />
    </span>
  )
}
