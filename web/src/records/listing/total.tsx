import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { sourceOf } from '../kind.ts'
import { apiQuery, type ListSearch } from '../list-query.ts'
import { useRecordList } from '../list.ts'
import type { ListKind } from './list-kind.ts'

/** Up to here every one counts; beyond, nobody reads the last digits. */
const COUNTED = 10_000

type Counted = Pick<ListKind, 'kind' | 'texts'>

/** How many a search finds, in words; where those round, `exact` has every digit that is known. */
export function useTotal(
  { kind, texts }: Counted,
  search: ListSearch,
): { text: string; exact: string | undefined } | null {
  const t = useT()
  const { total, estimated } = useRecordList(sourceOf(kind), apiQuery(search))
  if (total === undefined) return null
  const exact = t(texts.count, { count: total })
  if (!estimated && total <= COUNTED) return { text: exact, exact: undefined }
  const count = formatNumber(total, { notation: 'compact', maximumSignificantDigits: 3 })
  return { text: t('list.about', { count }), exact: estimated ? undefined : exact }
}

/** How many there are in all: the server's count, not that of the loaded rows. */
export function Total({ list, search }: { list: Counted; search: ListSearch }) {
  const total = useTotal(list, search)
  if (!total) return null
  return (
    <p className="text-dense whitespace-nowrap text-text-3 tabular-nums" aria-live="polite" title={total.exact}>
      {total.text}
    </p>
  )
}
