import type { Field } from '@rihla/contracts/fields.ts'
import { useHere } from '#lib/access.ts'
import { formatList, formatMoney, formatMoneyShort, formatNumber, formatPercent } from '#lib/format.ts'
import { isShare } from '../fields/labels.ts'
import type { ListQuery } from '../list.ts'
import { useSummary } from '../summary.ts'
import type { GridSpec } from './spec.ts'

interface Figured {
  sum?: number | null | undefined
  avg?: number | null | undefined
}

/** A figure in words. */
export interface Said {
  /** To the last digit, in every currency. */
  exact: string
  /** For a narrow column: the largest currency only, rounded where it is long. */
  short: string
  /** Currencies that `short` leaves out. */
  more: number
}

const NOTHING: Said = { exact: '—', short: '—', more: 0 }

/** Longer amounts are rounded where there is little room. */
const LONG = 100_000

/** The sum or the average of a field over all that a query finds; amounts of each currency by themselves. */
export function useFigure(
  spec: Pick<GridSpec<any>, 'resource' | 'source'>,
  query: ListQuery,
  name: string,
  figure: 'sum' | 'avg',
  enabled = true,
): Said | null {
  const { tenant } = useHere()
  const field = spec.resource.fields[name] as Field | undefined
  const money = field?.kind === 'money'
  const byCurrency = money && 'currency' in spec.resource.fields
  // Both are asked for: together they tell how many amounts there are.
  const figures = { ...(field ? { sum: name, avg: name } : {}), ...(byCurrency ? { group_by: 'currency' } : {}) }
  const { data, isPlaceholderData } = useSummary(spec.source.summary, spec.source.resource, query, figures, enabled)
  if (!data || isPlaceholderData) return null
  const say = (of: Figured, currency: string = tenant.base_currency): Said => {
    const value = of[figure]
    if (value === null || value === undefined) return NOTHING
    const rounded = money && figure === 'avg' ? Math.round(value) : value
    const exact = money
      ? formatMoney(rounded, currency)
      : isShare(name)
        ? formatPercent(value)
        : formatNumber(value, { maximumFractionDigits: 1 })
    const short = money && Math.abs(value) >= LONG ? formatMoneyShort(value, currency) : exact
    return { exact, short, more: 0 }
  }
  if (!byCurrency) return say(data)
  const amounts = [...amountsByCurrency(data.groups, tenant.base_currency)]
    .toSorted(([, a], [, b]) => b.sum - a.sum)
    .map(([currency, of]) => say(of, currency))
  if (!amounts.length) return NOTHING
  return { exact: formatList(amounts.map(({ exact }) => exact)), short: amounts[0]!.short, more: amounts.length - 1 }
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
