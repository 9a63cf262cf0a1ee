import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { Info } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useSettled } from '#lib/use-settled.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import type { Compared } from './pairs.ts'
import { type Merge, previewQuery } from './use-merge.ts'

const COUNTED = ['activity', 'contact', 'opportunity', 'lead', 'account', 'file', 'travel_document'] as const
type Counted = (typeof COUNTED)[number]
const isCounted = (type: string): type is Counted => COUNTED.includes(type as Counted)

/** What comes along with a merge, and what would not. */
export function Along({
  of,
  asked,
  over,
}: {
  of: Compared
  asked: Merge
  /** Merged, or about to be: there is nothing to look ahead to. */
  over: boolean
}) {
  const t = useT()
  const tenant = useTenant()
  const settled = JSON.parse(useSettled(JSON.stringify(asked))) as Merge
  const { data } = useQuery({
    ...previewQuery(tenant, of, settled),
    enabled: !over,
    placeholderData: keepPreviousData,
    retry: false,
  })
  if (!data) return null
  const counts = new Map<Counted | 'record', number>()
  for (const { record_type, count } of data.moves) {
    const type = isCounted(record_type) ? record_type : 'record'
    counts.set(type, (counts.get(type) ?? 0) + count)
  }
  const kept = data.left.filter((name) => !(name in asked.values))
  return (
    <div className="mt-5 flex gap-2 rounded-sm bg-sunken px-3 py-2 text-dense text-text-2">
      <Info className="mt-0.5 size-4 shrink-0" aria-hidden />
      <div className="min-w-0">
        <p>
          {counts.size
            ? t('merge.along', {
                what: [...counts].map(([type, count]) => t(`merge.count.${type}`, { count })).join(' · '),
              })
            : t('merge.along_none')}
        </p>
        {kept.length ? <p>{t('merge.left', { fields: kept.map((name) => fieldLabel(name)).join(' · ') })}</p> : null}
      </div>
    </div>
  )
}
