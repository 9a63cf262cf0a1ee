import { leads } from '@rihla/contracts/leads.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { useRecordList } from '#records/list.ts'
import type { Lead } from './lead.ts'

/** How many there are in all: the server's count, not that of the loaded rows. */
export function Total({ search }: { search: ListSearch }) {
  const t = useT()
  const { total, estimated } = useRecordList<Lead>(leads.list, 'leads', apiQuery(search))
  if (total === undefined) return null
  const count = formatNumber(total)
  return (
    <p className="text-dense whitespace-nowrap text-text-3 tabular-nums" aria-live="polite">
      {estimated ? t('list.about', { count }) : t('leads.count', { count: total })}
    </p>
  )
}
