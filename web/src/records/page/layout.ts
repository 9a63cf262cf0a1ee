import { arrange, type Arrangement, homesOf, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { type Layout, layouts } from '@rihla/contracts/layouts.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useEffect, useMemo, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keepDraft, readDraft } from '#lib/draft.ts'
import { keyOf } from '#lib/keys.ts'

/** How the page of a kind of record is arranged. */
export const layoutQuery = (tenant: string, record_type: LayoutKind) =>
  queryOptions({
    queryKey: keyOf(tenant, 'layouts', record_type),
    queryFn: ({ signal }) => call(layouts.find, { params: { tenant_id: tenant, record_type }, signal }),
    // It changes seldom, and a live update says when it does.
    staleTime: 300_000,
    retry: false,
  })

/** How long a page waits before it shows what it can without. */
const PATIENCE = 400

/** Whether something has been waited for long enough. */
export function useOverdue(waiting: boolean): boolean {
  const [over, setOver] = useState(false)
  useEffect(() => {
    if (!waiting) return
    const timer = setTimeout(() => setOver(true), PATIENCE)
    return () => clearTimeout(timer)
  }, [waiting])
  return over
}

/**
 * The arrangement, for the fields there are by now. Undefined for a moment while nobody knows it; where it does not come,
 * the page is as it was arranged last, or as it usually is.
 */
export function useArrangement(
  record_type: LayoutKind,
  own: readonly string[],
): { arrangement: Arrangement | undefined; arranged: boolean } {
  const { tenant, me } = useHere()
  const name = `layout_seen.${tenant.slug}.${me.id}.${record_type}`
  const { data, isPending } = useQuery(layoutQuery(tenant.slug, record_type))
  const last = useMemo(() => readDraft<Layout>(name), [name])
  useEffect(() => {
    if (data) keepDraft(name, data)
  }, [name, data])
  const known = data ?? last
  const unknown = !known && isPending
  const waits = !useOverdue(unknown) && unknown
  const kept = known?.arranged ? known : null
  const arrangement = useMemo(
    () => (waits ? undefined : arrange(record_type, kept, own)),
    [waits, record_type, kept, own],
  )
  return { arrangement, arranged: kept !== null }
}

/** Those of `names` that are not set aside, in the order of the page; others, which the page has elsewhere, stay first. */
export function inOrder(
  names: readonly string[],
  record_type: LayoutKind,
  { sections, aside }: Arrangement,
): readonly string[] {
  const places = new Map(sections.flatMap(({ fields }) => fields).map((name, place) => [name, place]))
  const homes = homesOf(record_type, [])
  return names
    .filter((name) => !aside.includes(name) && (places.has(name) || !homes.has(name)))
    .toSorted((a, b) => (places.get(a) ?? -1) - (places.get(b) ?? -1))
}
