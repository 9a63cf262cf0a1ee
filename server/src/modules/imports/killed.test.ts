// A power cut in the middle of a run: every row is written once, and the run ends by itself.
import assert from 'node:assert/strict'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { startEmbedded } from '#platform/embedded.ts'
import { kill, type Server, startServer } from '#test/server.ts'

const ROWS = 6_000
const DATA_DIR = mkdtempSync(join(tmpdir(), 'rihla-import-'))
chmodSync(DATA_DIR, 0o755)
let server: Server = startServer(DATA_DIR)
after(async () => {
  await kill(server)
  await (await startEmbedded(DATA_DIR)).close()
  rmSync(DATA_DIR, { recursive: true, force: true })
})

let token = ''
async function call(method: string, path: string, body?: string, type = 'application/json'): Promise<any> {
  const response = await fetch(
    (await server.address) + (path.startsWith('/api') ? path : `/api/v1/tenants/atlas/${path}`),
    {
      method,
      headers: {
        ...(token && { authorization: `Bearer ${token}` }),
        ...(body !== undefined && { 'content-type': type }),
      },
      ...(body !== undefined && { body }),
    },
  )
  const answer = await response.json()
  assert.ok(response.ok, `${path}: ${response.status} ${JSON.stringify(answer)}`)
  return answer
}

const find = (id: string) => call('GET', `imports/${id}`)
async function until(id: string, reached: (one: any) => boolean) {
  for (let tries = 0; tries < 2400; tries += 1) {
    const one = await find(id)
    if (reached(one)) return one
    await sleep(25)
  }
  throw new Error('The import does not get there.')
}

test('killed while it runs, an import goes on and writes every row exactly once', async () => {
  const signIn = JSON.stringify({ email: 'admin@atlas.example', password: 'demo-atlas-2026' })
  token = (await call('POST', '/api/v1/auth/login', signIn)).access_token
  const lines = Array.from({ length: ROWS }, (_, i) => `P${i};Killed;k${i}@killed.example`)
  const file = ['Prénom;Nom;E-mail', ...lines].join('\n')
  const { id } = await call('POST', 'imports?record_type=contact&name=killed.csv', file, 'text/csv')
  await call('POST', `imports/${id}/check`, '{}')
  await until(id, ({ state }) => state === 'checked')
  await call('POST', `imports/${id}/run`, '{}')
  for (const reached of [1000, 3000]) {
    const at = await until(id, ({ state, progress }) => state !== 'running' || progress.done >= reached)
    assert.equal(at.state, 'running')
    await kill(server)
    server = startServer(DATA_DIR)
    await server.address
  }
  const { state, counts, operation_id } = await until(id, (one) => one.state !== 'running')
  assert.deepEqual([state, counts.create], ['done', ROWS])
  const { total } = await call('GET', 'contacts?last_name=Killed&count=exact&take=1')
  assert.equal(total, ROWS)
  const names = new Set<string>()
  let emails = 0
  for (let cursor = ''; ;) {
    const page = await call(
      'GET',
      `contacts?last_name=Killed&sort_by=created_at&take=200${cursor && `&cursor=${cursor}`}`,
    )
    for (const { email } of page.items) names.add(email)
    emails += page.items.length
    if (!page.next_cursor) break
    cursor = page.next_cursor
  }
  assert.deepEqual([emails, names.size], [ROWS, ROWS])
  const { items } = await call('GET', `events?operation_id=${operation_id}&take=1`)
  assert.equal(items.length, 1)
})
