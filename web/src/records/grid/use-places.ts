import type { Fields } from '@rihla/contracts/fields.ts'
import { useMemo, useState } from 'react'
import { compareText } from '#lib/format.ts'
import { useMembers } from '#lib/members.ts'
import type { AnyRecord } from '../cache.ts'
import { type Extent, type RecordList, useExtent } from '../list.ts'
import { useSummary } from '../summary.ts'
import { groupQuery, Places, type Segment } from './places.ts'
import type { GridSpec } from './spec.ts'

const endOf = ({ end }: Extent) => end

/** Where the rows of a list stand: one after another, or in groups that open and close. */
export function usePlaces<R extends AnyRecord>(
  spec: GridSpec<R>,
  list: RecordList<R>,
  group: string | undefined,
  atLeast: number,
) {
  const { source } = spec
  const fields: Fields = spec.resource.fields
  const members = useMembers()
  const [closed, setClosed] = useState<ReadonlySet<string | null>>(new Set())
  const { data, isPlaceholderData, error, refetch } = useSummary(
    source.summary,
    source.resource,
    list.query,
    group ? { group_by: group } : {},
    group !== undefined,
  )

  const end = useExtent(source.resource, list.query, endOf)

  const places = useMemo(() => {
    if (!group) {
      const count = Math.max(list.total ?? 0, list.estimated ? atLeast : 0)
      return new Places([{ query: list.query, count: end === null ? count : Math.min(end, count) }])
    }
    const order = (key: unknown) =>
      key === null ? Number.POSITIVE_INFINITY : (fields[group]!.values?.indexOf(String(key)) ?? 0)
    const name = (key: unknown) => members.find((member) => member.id === key)?.name ?? ''
    const groups = isPlaceholderData ? [] : (data?.groups ?? [])
    const segments = groups
      .toSorted((a, b) => order(a.key) - order(b.key) || compareText(name(a.key), name(b.key)))
      .map((one): Segment => {
        const key = one.key === null ? null : String(one.key)
        return {
          group: { key, count: one.count, open: !closed.has(key) },
          query: groupQuery(list.query, group, key),
          count: one.count,
        }
      })
    return new Places(segments)
  }, [group, list.query, list.total, list.estimated, atLeast, end, data, isPlaceholderData, closed, fields, members])

  const setOpen = (key: string | null, open: boolean) =>
    setClosed((before) => {
      const next = new Set(before)
      if (open) next.delete(key)
      else next.add(key)
      return next
    })
  return {
    places,
    setOpen,
    waiting: group !== undefined && (data === undefined || isPlaceholderData),
    error: group ? error : null,
    refetch,
  }
}
