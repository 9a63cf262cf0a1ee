import { leads } from '@rihla/contracts/leads.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { useRecordList } from '#records/list.ts'
import type { Lead } from './lead.ts'

/** Up to here every one counts; beyond, nobody reads the last digits. */
const COUNTED = 10_000

/** How many there are in all: the server's count, not that of the loaded rows. */
export function Total({ search }: { search: ListSearch }) {
  const t = useT()
  const { total, estimated } = useRecordList<Lead>(leads.list, 'leads', apiQuery(search), leads.summary)
  if (total === undefined) return null
  const about = estimated || total > COUNTED
  const short = formatNumber(total, { notation: 'compact', maximumSignificantDigits: 3 })
  return (
    <p
      className="text-dense whitespace-nowrap text-text-3 tabular-nums"
      aria-live="polite"
      title={about && !estimated ? t('leads.count', { count: total }) : undefined}
    >
      {about ? t('list.about', { count: short }) : t('leads.count', { count: total })}
    </p>
  )
}
