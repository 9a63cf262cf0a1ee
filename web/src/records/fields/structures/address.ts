import { countryName } from '#lib/format.ts'
import type { Values } from './parts.ts'

// Where the town comes before its code, and where the code has a line of its own.
const TOWN_FIRST = new Set(['US', 'CA', 'AU', 'IN', 'SG', 'TH', 'ID', 'SA', 'AE', 'EG', 'JO', 'KW', 'QA', 'OM', 'BH'])
const CODE_LAST = new Set(['GB', 'IE', 'JE', 'GG', 'IM', 'MT', 'HK', 'ZA', 'KE', 'NZ'])

const isCode = (text: string) => /^[A-Z]{2}$/.test(text)
/** A country as people say it; one that was written in words stays as it was written. */
export const countryText = (value: string): string => (isCode(value) ? countryName(value) : value)

/** An address as it stands on a letter to its country. */
export function addressLines(address: Values): string[] {
  const text = (name: string) => (typeof address[name] === 'string' ? address[name].trim() : '')
  const [city, region, code, country] = [text('city'), text('region'), text('postal_code'), text('country')]
  const join = (parts: string[], between: string) => parts.filter(Boolean).join(between)
  const place = TOWN_FIRST.has(country)
    ? [join([join([city, region], ', '), code], ' ')]
    : CODE_LAST.has(country)
      ? [city, region, code]
      : [join([code, city], ' '), region]
  return [text('line1'), text('line2'), ...place, countryText(country)].filter(Boolean)
}
