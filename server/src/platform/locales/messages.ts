import { ar } from './ar.ts'
import { type Catalogue, en, type Locale, LOCALES, type MessageKey } from './en.ts'
import { fr } from './fr.ts'

const CATALOGUES: Record<Locale, Catalogue> = { en, fr, ar }
const BY_STATUS: Record<number, MessageKey> = {
  400: 'bad_request',
  403: 'permission_denied',
  404: 'record_missing',
  500: 'internal',
  503: 'overloaded',
}

/** The words of a problem; a code without words of its own gets those of its status. */
export function messageOf(code: string, status: number, locale: Locale, params: Record<string, string | number> = {}) {
  const catalogue = CATALOGUES[locale]
  const key = code in catalogue ? (code as MessageKey) : (BY_STATUS[status] ?? 'bad_request')
  const [title, detail] = catalogue[key]
  return { title, detail: detail.replace(/\{(\w+)\}/g, (_, name: string) => String(params[name] ?? '')) }
}

/** The first language of Accept-Language that we speak; English without one. */
export function localeOf(header: string | undefined): Locale {
  if (!header) return 'en'
  const asked = header
    .split(',')
    .map((part) => {
      const [tag = '', q] = part.trim().split(';q=')
      const weight = Number(q ?? 1)
      return { tag: tag.slice(0, 2).toLowerCase(), weight: Number.isNaN(weight) ? 1 : weight }
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight)
  return (asked.find(({ tag }) => LOCALES.includes(tag as Locale))?.tag as Locale | undefined) ?? 'en'
}
