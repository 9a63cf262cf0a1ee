import { search } from '@rihla/contracts/search.ts'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { foundIn } from '#lib/fold.ts'
import { keyOf } from '#lib/keys.ts'
import { recentIds } from '#lib/recent.ts'
import { useSettled } from '#lib/use-settled.ts'
import { type KindName, type KindRecord, type RecordKind } from '#records/kind.ts'
import { KIND_NAMES, kindOfType, RECORD_KINDS } from '../record-kinds.ts'

/** A record as a line of the palette. */
export interface Found {
  kind: RecordKind
  id: string
  name: string
  about: string | null
}

/** Of each sort. */
const SHOWN = 5
const TYPES = KIND_NAMES.map((name) => RECORD_KINDS[name].resource.record_type).join()

/** Records that the server finds by these words, best first; what was found before stays while it looks again. */
export function useFoundRecords(text: string) {
  const tenant = useTenant()
  const words = useSettled(text, 80)
  const query = useQuery({
    queryKey: keyOf(tenant, 'search', words),
    queryFn: ({ signal }) =>
      call(search.find, {
        params: { tenant_id: tenant },
        query: { q: words, types: TYPES, limit: SHOWN } as never,
        signal,
      }),
    enabled: words.length > 1,
    placeholderData: keepPreviousData,
    retry: false,
  })
  const items = (query.data?.items ?? []).flatMap(({ record_type, id, name, detail }): Found[] => {
    const kind = kindOfType(record_type)
    return kind ? [{ kind, id, name: name ?? detail ?? '…', about: name ? detail : null }] : []
  })
  const current = words === text && !query.isPlaceholderData
  const fits = ({ name, about }: Found) => foundIn(`${name} ${about ?? ''}`, text)
  return {
    // An earlier answer shows what of it still fits, so that Enter never opens what was not asked for.
    items: text.length < 2 ? [] : current ? items : items.filter(fits),
    looking: text.length > 1 && (!current || query.isFetching),
    error: current && !query.isFetching ? query.error : null,
  }
}

/** The records opened last, in that order; those that are gone or no longer to be read are left out. */
export function useRecentRecords(): { records: readonly Found[]; ids: readonly string[] } {
  const tenant = useTenant()
  const opened = recentIds(tenant, 'records').map((text) => text.split('/') as [KindName, string])
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
