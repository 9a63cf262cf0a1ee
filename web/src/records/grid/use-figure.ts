import type { Field } from '@rihla/contracts/fields.ts'
import { useHere } from '#lib/access.ts'
import { formatList, formatMoney, formatNumber, formatPercent } from '#lib/format.ts'
import { isShare } from '../fields/labels.ts'
import type { ListQuery } from '../list.ts'
import { useSummary } from '../summary.ts'
import type { GridSpec } from './spec.ts'

interface Figured {
  sum?: number | null | undefined
  avg?: number | null | undefined
}

/** The sum or the average of a field over all that a query finds, in words; amounts of each currency by themselves. */
export function useFigure(
  spec: Pick<GridSpec<any>, 'resource' | 'source'>,
  query: ListQuery,
  name: string,
  figure: 'sum' | 'avg',
  enabled = true,
): string | null {
  const { tenant } = useHere()
  const field = spec.resource.fields[name] as Field | undefined
  const money = field?.kind === 'money'
  const byCurrency = money && 'currency' in spec.resource.fields
  const figures = { ...(field ? { [figure]: name } : {}), ...(byCurrency ? { group_by: 'currency' } : {}) }
  const { data, isPlaceholderData } = useSummary(spec.source.summary, spec.source.resource, query, figures, enabled)
  if (!data || isPlaceholderData) return null
  const say = (of: Figured, currency: string | null): string => {
    const value = of[figure]
    if (value === null || value === undefined) return '—'
    if (money) return formatMoney(figure === 'avg' ? Math.round(value) : value, currency ?? tenant.base_currency)
    return isShare(name) ? formatPercent(value) : formatNumber(value, { maximumFractionDigits: 1 })
  }
  if (!byCurrency) return say(data, null)
  // An amount without a currency is in the tenant's.
  const amounts = data.groups.filter((one) => one[figure])
  return amounts.length ? formatList(amounts.map((one) => say(one, one.key === null ? null : String(one.key)))) : '—'
}
