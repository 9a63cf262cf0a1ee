import assert from 'node:assert/strict'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Update {
  /** The sequence it was sent under. */
  id: number
  type: string
  record_type: string
  record_id: string
  version: number
}

/** Somebody who listens to the live updates of a tenant, over a socket. */
export interface Subscriber {
  updates: Update[]
  /** Everything that came, as it came. */
  text: () => string
  ended: () => boolean
  /** Waits until enough was heard, or fails. */
  until: (enough: (updates: Update[]) => boolean, milliseconds?: number) => Promise<void>
  leave: () => void
}

/** Listens as the bearer of `token`; `from` is the last id heard before. */
export async function subscribe(url: string, token: string, from?: string | number): Promise<Subscriber> {
  const hangUp = new AbortController()
  const headers = { authorization: `Bearer ${token}`, ...(from !== undefined && { 'last-event-id': String(from) }) }
  const response = await fetch(`${url}/events/stream`, { headers, signal: hangUp.signal })
  assert.equal(response.status, 200, response.ok ? '' : await response.text())
  assert.match(String(response.headers.get('content-type')), /^text\/event-stream/)
  assert.equal(response.headers.get('cache-control'), 'no-store')

  let text = ''
  let read = 0
  let ended = false
  const updates: Update[] = []
  const decoder = new TextDecoder()
  const hear = async () => {
    for await (const part of response.body!) {
      text += decoder.decode(part, { stream: true })
      for (let end = text.indexOf('\n\n', read); end >= 0; end = text.indexOf('\n\n', read)) {
        const block = text.slice(read, end)
        read = end + 2
        const [, id, data] = /^id: (\d+)\nevent: change\ndata: (.*)$/.exec(block) ?? []
        if (data) updates.push({ ...(JSON.parse(data) as Omit<Update, 'id'>), id: Number(id) })
      }
    }
  }
  hear().then(
    () => (ended = true),
    () => (ended = true),
  )

  return {
    updates,
    text: () => text,
    ended: () => ended,
    async until(enough, milliseconds = 2000) {
      for (const start = Date.now(); !enough(updates); await sleep(10))
        assert.ok(Date.now() - start < milliseconds, `after ${milliseconds} ms only: ${JSON.stringify(updates)}`)
    },
    leave: () => hangUp.abort(),
  }
}
