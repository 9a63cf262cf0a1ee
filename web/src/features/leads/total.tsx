import { leads } from '@rihla/contracts/leads.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { apiQuery, type ListSearch } from '#records/list-query.ts'
import { useRecordList } from '#records/list.ts'
import type { Lead } from './lead.ts'

/** Up to here every one counts; beyond, nobody reads the last digits. */
const COUNTED = 10_000

/** How many a search finds, in words; where those round, `exact` has every digit that is known. */
export function useTotal(search: ListSearch): { text: string; exact: string | undefined } | null {
  const t = useT()
  const { total, estimated } = useRecordList<Lead>({ resource: 'leads', list: leads.list, summary: leads.summary }, apiQuery(search))
  if (total === undefined) return null
  const exact = t('leads.count', { count: total })
  if (!estimated && total <= COUNTED) return { text: exact, exact: undefined }
  const count = formatNumber(total, { notation: 'compact', maximumSignificantDigits: 3 })
  return { text: t('list.about', { count }), exact: estimated ? undefined : exact }
}

/** How many there are in all: the server's count, not that of the loaded rows. */
export function Total({ search }: { search: ListSearch }) {
  const total = useTotal(search)
  if (!total) return null
  return (
    <p className="text-dense whitespace-nowrap text-text-3 tabular-nums" aria-live="polite" title={total.exact}>
      {total.text}
    </p>
  )
}
