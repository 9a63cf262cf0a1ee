import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { cn } from '#lib/cn.ts'
import type { Counts } from './import.ts'

const KINDS = ['create', 'update', 'unchanged', 'skip', 'error'] as const
const TONES: Partial<Record<(typeof KINDS)[number], string>> = { create: 'text-success', error: 'text-danger' }

/** What becomes of the rows, in five figures. */
export function Figures({ counts, done }: { counts: Counts; done: boolean }) {
  const t = useT()
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line sm:grid-cols-5">
      {KINDS.map((kind) => (
        <div key={kind} className="flex flex-col bg-surface px-4 py-3 max-sm:last:col-span-2">
          <dt className="text-dense text-text-2">{t(`import.${done ? 'did' : 'will'}.${kind}`)}</dt>
          <dd
            className={cn('order-first text-h2 font-semibold tabular-nums', counts[kind] ? TONES[kind] : 'text-text-3')}
          >
            {formatNumber(counts[kind])}
          </dd>
        </div>
      ))}
    </dl>
  )
}
