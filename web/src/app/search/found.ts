import { search, type SearchHit } from '@rihla/contracts/search.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import type { MessageId } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindName, RecordKind } from '#records/kind.ts'
import { KIND_NAMES, kindOfType, RECORD_KINDS } from '../record-kinds.ts'

/** A record as a line of what was found. */
export interface Found {
  kind: RecordKind
  id: string
  name: string
  about: string | null
  /** In which part the words were found, where the line shows it too little. */
  why?: SearchHit['why']
}

/** Letters below which nothing is asked for. */
export const LEAST = 2

const typeOf = (name: KindName): string => RECORD_KINDS[name].resource.record_type

/** What the server finds of every sort that has pages, with one request; the best first. */
export const foundQuery = (tenant: string, words: string, limit: number, kinds: readonly KindName[] = KIND_NAMES) => {
  const types = kinds.map(typeOf).join()
  return queryOptions({
    queryKey: keyOf(tenant, 'search', words, types, limit),
    queryFn: ({ signal }) =>
      call(search.find, { params: { tenant_id: tenant }, query: { q: words, types, limit } as never, signal }),
    enabled: words.length >= LEAST,
    retry: false,
  })
}

/** Hits as lines; kinds that have no page here are left out. */
export const linesOf = (hits: readonly SearchHit[]): Found[] =>
  hits.flatMap(({ record_type, id, name, detail, why }): Found[] => {
    const kind = kindOfType(record_type)
    return kind ? [{ kind, id, name: name ?? detail ?? '…', about: name ? detail : null, why }] : []
  })

/** Said beside a line whose name and details do not show by themselves why it is there. */
const SAID = { phone: 'search.why.phone', email: 'search.why.email', text: 'search.why.text' } as const
export const whyOf = ({ why }: Found): MessageId | null =>
  why !== undefined && why in SAID ? SAID[why as keyof typeof SAID] : null

/** The row that is chosen stays where it is, whatever an answer brings around it. */
export function keepPlace<T extends { id: string }>(
  rows: readonly T[],
  before: readonly T[],
  chosen: string | undefined,
): readonly T[] {
  const at = before.findIndex(({ id }) => id === chosen)
  const row = rows.find(({ id }) => id === chosen)
  if (at < 0 || !row) return rows
  const others = rows.filter((one) => one !== row)
  return [...others.slice(0, at), row, ...others.slice(at)]
}
