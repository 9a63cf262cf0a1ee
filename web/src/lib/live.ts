import { audit, type LiveUpdate } from '@rihla/contracts/audit.ts'
import { type QueryClient, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { authorized } from './client.ts'
import { ProblemError } from './http.ts'
import { keyOf } from './keys.ts'

/** Reads a server-sent event stream piece by piece; a piece may end in the middle of a line. */
export function eventReader(onEvent: (event: { id: string | null; data: string }) => void) {
  let rest = ''
  let id: string | null = null
  let data: string[] = []
  return (text: string) => {
    const lines = (rest + text).split(/\r\n|\n|\r/)
    rest = lines.pop() ?? ''
    for (const line of lines) {
      if (line === '') {
        if (data.length) onEvent({ id, data: data.join('\n') })
        data = []
      } else if (line.startsWith('data:')) data.push(line.slice(5).trimStart())
      else if (line.startsWith('id:')) id = line.slice(3).trim()
    }
  }
}

const plural = (record_type: string) =>
  record_type.endsWith('y') ? `${record_type.slice(0, -1)}ies` : `${record_type}s`
const pause = (ms: number, signal: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal.addEventListener('abort', () => {
      clearTimeout(timer)
      resolve()
    })
  })

/** Follows a tenant's changes until told to stop; a lost connection is taken up again where it broke. */
export async function followChanges(
  tenant: string,
  onChange: (change: LiveUpdate) => void,
  signal: AbortSignal,
): Promise<void> {
  let last: string | null = null
  let failures = 0
  while (!signal.aborted) {
    try {
      const headers: Record<string, string> = { accept: 'text/event-stream' }
      if (last) headers['last-event-id'] = last
      const response = await authorized(
        audit.stream,
        {
          params: { tenant_id: tenant },
          headers,
          signal,
        },
        { endless: true },
      )
      failures = 0
      const read = eventReader(({ id, data }) => {
        if (id) last = id
        onChange(JSON.parse(data) as LiveUpdate)
      })
      const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) read(piece.value)
    } catch (error) {
      if (signal.aborted) return
      // Not allowed, or not there: asking again changes nothing.
      if (error instanceof ProblemError && [401, 403, 404].includes(error.status)) return
      failures += 1
    }
    await pause(Math.min(30_000, 1000 * 2 ** failures) * (0.75 + Math.random() / 2), signal)
  }
}

/** Marks what changed as stale, a moment later and once for many changes. */
export function changeMarker(client: QueryClient, tenant: string, wait = 400) {
  const waiting = new Set<string>()
  let timer: ReturnType<typeof setTimeout> | undefined
  return (change: LiveUpdate) => {
    waiting.add(plural(change.record_type))
    timer ??= setTimeout(() => {
      timer = undefined
      for (const resource of waiting) void client.invalidateQueries({ queryKey: keyOf(tenant, resource) })
      // A note or a file changes the story of the record it hangs on, which the event does not name.
      if (waiting.has('activities') || waiting.has('files'))
        void client.invalidateQueries({
          queryKey: ['tenant', tenant],
          predicate: (query) => query.queryKey[3] === 'timeline',
        })
      waiting.clear()
    }, wait)
  }
}

/** A page out of sight gives its connection back after this long: browsers have few for one server. */
const UNSEEN = 60_000

/** Keeps what is on the page as fresh as the tenant's event log, while somebody looks at it. */
export function useLiveChanges(tenant: string, active: boolean): void {
  const client = useQueryClient()
  useEffect(() => {
    if (!active) return
    let stop: AbortController | null = null
    let leaving: ReturnType<typeof setTimeout> | undefined
    const start = () => {
      stop = new AbortController()
      void followChanges(tenant, changeMarker(client, tenant), stop.signal)
    }
    const end = () => {
      stop?.abort()
      stop = null
    }
    const look = () => {
      clearTimeout(leaving)
      if (document.visibilityState === 'hidden') leaving = setTimeout(end, UNSEEN)
      else if (!stop) start()
    }
    start()
    document.addEventListener('visibilitychange', look)
    return () => {
      document.removeEventListener('visibilitychange', look)
      clearTimeout(leaving)
      end()
    }
  }, [client, tenant, active])
}
