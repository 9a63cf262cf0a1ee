import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useMay, useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { foundIn } from '#lib/fold.ts'
import { keyOf } from '#lib/keys.ts'
import { recentIds } from '#lib/recent.ts'
import { useSettled } from '#lib/use-settled.ts'
import type { KindName, KindRecord } from '#records/kind.ts'
import { KIND_NAMES, RECORD_KINDS } from '../record-kinds.ts'
import { type Found, foundQuery, LEAST, linesOf } from '../search/found.ts'

/** Of each sort; of one alone, more. */
const SHOWN = 5
const SHOWN_ALONE = 12

/** Records that the server finds by these words, best first; what was found before stays while it looks again. */
export function useFoundRecords(text: string, scope: KindName | null) {
  const tenant = useTenant()
  const may = useMay()
  const words = useSettled(text, 80)
  const kinds = scope ? [scope] : KIND_NAMES.filter((name) => may(name, 'read'))
  const query = useQuery({
    ...foundQuery(tenant, words, scope ? SHOWN_ALONE : SHOWN, kinds),
    enabled: words.length >= LEAST && kinds.length > 0,
    placeholderData: keepPreviousData,
  })
  const items = linesOf(query.data?.items ?? [])
  const current = words === text && !query.isPlaceholderData
  const fits = ({ kind, name, about }: Found) => kinds.includes(kind.name) && foundIn(`${name} ${about ?? ''}`, text)
  return {
    // An earlier answer shows what of it still fits, so that Enter never opens what was not asked for.
    items: text.length < LEAST ? [] : current ? items : items.filter(fits),
    /** Nothing is written like that; these nearly are. */
    nearly: current && items[0]?.why === 'fuzzy',
    looking: text.length >= LEAST && kinds.length > 0 && (!current || query.isFetching),
    error: current && !query.isFetching ? query.error : null,
  }
}

/** The records opened last, in that order; those that are gone or no longer to be read are left out. */
export function useRecentRecords(scope: KindName | null): { records: readonly Found[]; ids: readonly string[] } {
  const tenant = useTenant()
  const opened = recentIds(tenant, 'records')
    .map((text) => text.split('/') as [KindName, string])
    .filter(([name]) => scope === null || name === scope)
  const kinds = KIND_NAMES.filter((name) => opened.some(([of]) => of === name))
  const answers = useQueries({
    queries: kinds.map((name) => {
      const ids = opened.flatMap(([of, id]) => (of === name ? [id] : []))
      return {
        queryKey: keyOf(tenant, name, 'recent', ids.join()),
        queryFn: ({ signal }: { signal: AbortSignal }) =>
          call(RECORD_KINDS[name].operations.list, {
            params: { tenant_id: tenant },
            query: { id: ids.join(), page_size: ids.length },
            signal,
          }) as Promise<{ items: KindRecord[] }>,
        retry: false,
      }
    }),
  })
  const pending = answers.some((one) => one.isPending)
  const records = opened.flatMap(([name, id]): Found[] => {
    const kind = RECORD_KINDS[name]
    const record = answers[kinds.indexOf(name)]?.data?.items.find((one) => one.id === id)
    return record && kind ? [{ kind, id, name: kind.nameOf(record), about: kind.aboutOf(record) }] : []
  })
  return { records, ids: pending ? opened.map(([, id]) => id) : records.map(({ id }) => id) }
}
