import { QueryClient } from '@tanstack/react-query'
import { expect, test, vi } from 'vitest'
import { forgetOtherTenants, keyOf } from './keys.ts'
import { changeMarker, eventReader } from './live.ts'

test('events are read whole, wherever the stream is cut', () => {
  const stream = 'id: 7\ndata: {"a":\ndata: 1}\n\n: ping\n\nid: 8\r\ndata: {}\r\n\r\n'
  for (let cut = 1; cut < stream.length; cut++) {
    const seen: { id: string | null; data: string }[] = []
    const read = eventReader((event) => seen.push(event))
    read(stream.slice(0, cut))
    read(stream.slice(cut))
    expect(seen, `cut at ${cut}`).toEqual([
      { id: '7', data: '{"a":\n1}' },
      { id: '8', data: '{}' },
    ])
  }
})

test('many changes make one round of reading, in their own tenant', () => {
  vi.useFakeTimers()
  const client = new QueryClient()
  const invalidate = vi.spyOn(client, 'invalidateQueries')
  const mark = changeMarker(client, 'atlas', 400)
  for (let i = 0; i < 50; i++) mark({ type: 'lead.updated', record_type: 'lead', record_id: 'a', version: i })
  mark({ type: 'opportunity.created', record_type: 'opportunity', record_id: 'b', version: 1 })
  vi.advanceTimersByTime(400)
  expect(invalidate.mock.calls.map(([filter]) => filter?.queryKey)).toEqual([
    keyOf('atlas', 'leads'),
    keyOf('atlas', 'opportunities'),
  ])
  vi.useRealTimers()
})

test('what another tenant left in the cache is forgotten', () => {
  const client = new QueryClient()
  client.setQueryData(keyOf('atlas', 'leads', 'one', 'a'), { secret: true })
  client.setQueryData(keyOf('sahara', 'leads', 'one', 'a'), { ours: true })
  client.setQueryData(['odd'], 1)
  forgetOtherTenants(client, 'sahara')
  expect(
    client
      .getQueryCache()
      .getAll()
      .map((query) => query.queryKey),
  ).toEqual([keyOf('sahara', 'leads', 'one', 'a')])
})
