import { expect, test } from 'vitest'
import { groupQuery, Places, type Segment } from './places.ts'

const group = (key: string, count: number, open = true): Segment => ({
  group: { key, count, open },
  query: { lead_status: key },
  count,
})

test('a list without groups is its rows', () => {
  const places = new Places([{ query: {}, count: 100_000 }])
  expect(places.count).toBe(100_000)
  expect(places.at(99_999)).toMatchObject({ head: false, index: 99_999 })
  expect(places.at(100_000)).toBeNull()
  expect(places.headOf(5)).toBeNull()
  expect(places.pages(50_000, 50_030)).toEqual([
    { query: {}, page: 499 },
    { query: {}, page: 500 },
  ])
})

test('groups stand one after another, each under its head; closed ones have no rows', () => {
  const places = new Places([group('new', 3), group('callback', 500, false), group('won', 2)])
  const said = Array.from({ length: places.count }, (_, at) => {
    const place = places.at(at)!
    return place.head ? `[${place.segment.group!.key}]` : place.index
  })
  expect(said).toEqual(['[new]', 0, 1, 2, '[callback]', '[won]', 0, 1])
  expect(places.headOf(3)).toBe(0)
  expect(places.headOf(4)).toBe(4)
  expect(places.headOf(7)).toBe(5)
})

test('only the groups in view ask for rows', () => {
  const places = new Places([group('new', 1000), group('callback', 1000), group('won', 1000)])
  expect(places.pages(0, 20)).toEqual([{ query: { lead_status: 'new' }, page: 0 }])
  expect(places.pages(995, 1010)).toEqual([
    { query: { lead_status: 'new' }, page: 9 },
    { query: { lead_status: 'callback' }, page: 0 },
  ])
})

test('a group asks for its own value, whatever the list was narrowed to', () => {
  const query = { lead_status: 'new,won', lead_status_not: 'lost', city: 'Rabat' }
  expect(groupQuery(query, 'lead_status', 'won')).toEqual({ city: 'Rabat', lead_status: 'won' })
  expect(groupQuery(query, 'lead_source', null)).toEqual({ ...query, lead_source_empty: 'true' })
})
