import { fold } from '#platform/search.ts'

/** Arabic digits and signs as ours. */
export const plainDigits = (text: string) =>
  /[^\0-\x7f]/.test(text) ? fold(text).replace('٫', '.').replaceAll('٬', '') : text

/** `1 234,50 MAD`, `(1.234,5)`, `١٬٢٣٤`: which sign divides and which marks the fraction is told by where they stand. */
export function numberOf(cell: string, kind: 'integer' | 'decimal' | 'money'): number | undefined {
  const [, short, unit] = /^(.*\d)\s*(k|mille|ألف)$/i.exec(cell.trim()) ?? []
  if (unit) {
    const value = numberOf(short!, 'decimal')
    return value === undefined ? undefined : value * 1000
  }
  const bare = plainDigits(cell)
    .replace(/^[^\d.,(+-]+|[^\d.,)%]+$/g, '')
    .replace(/[\s'’_]/g, '')
  const [, open, sign, digits, percent, close] = /^(\()?([+-])?([\d.,]+)(%)?(\))?$/.exec(bare) ?? []
  if (!digits || !/\d/.test(digits) || Boolean(open) !== Boolean(close)) return undefined
  const value = Number(fractionByDot(digits, kind))
  if (!Number.isFinite(value)) return undefined
  const signed = sign === '-' || open ? -value : value
  return percent && kind === 'decimal' ? signed / 100 : signed
}

function fractionByDot(digits: string, kind: 'integer' | 'decimal' | 'money'): string {
  const last = Math.max(digits.lastIndexOf('.'), digits.lastIndexOf(','))
  if (last < 0) return digits
  const sign = digits[last]!
  const other = sign === '.' ? ',' : '.'
  const [whole, fraction] = [digits.slice(0, last), digits.slice(last + 1)]
  const groups = digits.split(sign).length > 2
  // One sign with three digits behind it divides thousands, where a fraction of three digits makes no sense.
  const thousands =
    !digits.includes(other) && fraction.length === 3 && kind !== 'decimal' && /^[1-9]\d{0,2}$/.test(whole)
  if (groups || thousands) return digits.includes(other) ? 'x' : digits.replaceAll(sign, '')
  return `${whole.replaceAll(other, '')}.${fraction}`
}

const CURRENCIES: Record<string, string> = {
  '€': 'EUR',
  euro: 'EUR',
  euros: 'EUR',
  $: 'USD',
  usd: 'USD',
  '£': 'GBP',
  dh: 'MAD',
  dhs: 'MAD',
  dirham: 'MAD',
  dirhams: 'MAD',
  درهم: 'MAD',
  'د.م.': 'MAD',
  'ر.س': 'SAR',
}

/** Signs of an amount with what stands around it. */
const LONGEST_NUMBER = 500

/** The currency that an amount says with it. */
export function currencyOf(cell: string): string | undefined {
  if (cell.length > LONGEST_NUMBER) return undefined
  const word = cell
    .replace(/^[\d\s.,'’()+\-٠-٩٫٬]+/u, '')
    .replace(/[\d\s,'’()+\-٠-٩٫٬]+$/u, '')
    .trim()
  if (/^[A-Za-z]{3}$/.test(word) && !Object.hasOwn(CURRENCIES, word.toLowerCase())) return word.toUpperCase()
  return Object.hasOwn(CURRENCIES, word.toLowerCase()) ? CURRENCIES[word.toLowerCase()] : undefined
}
