import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Badge } from '#ui/badge.tsx'
import type { Pair } from './pairs.ts'

const nameOf = (one: Pair['records'][number]) => one.full_name || one.email || one.phone || '—'

/** Two that may be one, how likely, and why. */
export function PairLine({ pair, open, onOpen }: { pair: Pair; open: boolean; onOpen: () => void }) {
  const t = useT()
  const [a, b] = pair.records as [Pair['records'][number], Pair['records'][number]]
  return (
    <button
      type="button"
      aria-current={open}
      onClick={onOpen}
      className={cn(
        'flex w-full flex-col gap-1 border-b border-line px-4 py-2.5 text-start hover:bg-hover focus-visible:-outline-offset-2',
        open && 'bg-brand-soft/60',
      )}
    >
      <span className="flex w-full items-baseline gap-2">
        <span className="min-w-0 flex-1">
          <bdi className="one-line font-medium">{nameOf(a)}</bdi>
          <bdi className="one-line font-medium">{nameOf(b)}</bdi>
        </span>
        <span
          className="shrink-0 text-meta tabular-nums text-text-3"
          title={t('merge.confidence', { percent: pair.confidence })}
        >
          {t('merge.percent', { percent: pair.confidence })}
        </span>
      </span>
      <span className="flex flex-wrap gap-1">
        {pair.reasons.map((reason) => (
          <Badge key={reason} tone="accent">
            {t(`duplicates.same.${reason}`)}
          </Badge>
        ))}
      </span>
    </button>
  )
}
