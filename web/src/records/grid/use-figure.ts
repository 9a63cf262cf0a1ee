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
  // Both are asked for: together they tell how many amounts there are.
  const figures = { ...(field ? { sum: name, avg: name } : {}), ...(byCurrency ? { group_by: 'currency' } : {}) }
  const { data, isPlaceholderData } = useSummary(spec.source.summary, spec.source.resource, query, figures, enabled)
  if (!data || isPlaceholderData) return null
  const say = (of: Figured, currency: string = tenant.base_currency): string => {
    const value = of[figure]
    if (value === null || value === undefined) return '—'
    if (money) return formatMoney(figure === 'avg' ? Math.round(value) : value, currency)
    return isShare(name) ? formatPercent(value) : formatNumber(value, { maximumFractionDigits: 1 })
  }
  if (!byCurrency) return say(data)
  const amounts = amountsByCurrency(data.groups, tenant.base_currency)
  return amounts.size ? formatList([...amounts].map(([currency, of]) => say(of, currency))) : '—'
}

/** Sums and averages by currency; an amount without one is in the tenant's, and counts among its like. */
export function amountsByCurrency(
  groups: readonly (Figured & { key: unknown })[],
  base: string,
): ReadonlyMap<string, { sum: number; avg: number }> {
  const amounts = new Map<string, { sum: number; count: number }>()
  for (const { key, sum, avg } of groups) {
    if (!sum || !avg) continue
    const currency = key === null ? base : String(key)
    const before = amounts.get(currency) ?? { sum: 0, count: 0 }
    amounts.set(currency, { sum: before.sum + sum, count: before.count + sum / avg })
  }
  return new Map([...amounts].map(([currency, { sum, count }]) => [currency, { sum, avg: sum / count }]))
}
