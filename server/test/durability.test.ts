import assert from 'node:assert/strict'
import { once } from 'node:events'
import { chmodSync, mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text as readAll } from 'node:stream/consumers'
import { after, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { startEmbedded } from '#platform/embedded.ts'
import { kill, postmasterOf, type Server, startServer } from '#test/server.ts'

const ROUNDS = Number(process.env.DURABILITY_ROUNDS ?? 20)
/** Milliseconds of writing before each blow. */
const WRITING = Number(process.env.DURABILITY_WRITING ?? 600)
const WRITERS = 8

const DATA_DIR = mkdtempSync(join(tmpdir(), 'rihla-durability-'))
chmodSync(DATA_DIR, 0o755)
let server: Server = startServer(DATA_DIR)
let over = false
after(async () => {
  over = true
  await kill(server)
  await (await startEmbedded(DATA_DIR)).close()
  rmSync(DATA_DIR, { recursive: true, force: true })
})

let token = ''
async function call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
  const url = (await server.address) + (path.startsWith('/api') ? path : `/api/v1/tenants/atlas${path}`)
  const response = await fetch(url, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', ...headers },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(10_000),
  })
  const text = await response.text()
  return { status: response.status, text, replayed: response.headers.get('idempotent-replayed') === 'true' }
}
type Reply = Awaited<ReturnType<typeof call>>
const signIn = { email: 'admin@atlas.example', password: 'demo-atlas-2026' }
async function enter() {
  const { status, text } = await call('POST', '/api/v1/auth/login', signIn)
  assert.equal(status, 200, text)
  token = JSON.parse(text).access_token
}

/** A write that goes on until it is answered, with one key. */
interface Done {
  path: string
  body: unknown
  key: string
  text: string
  /** Times it was sent. */
  sent: number
}
const done: Done[] = []
let answeredLate = 0

async function insist(path: string, body: unknown): Promise<Done> {
  const key = crypto.randomUUID()
  for (let sent = 1; ; sent += 1) {
    if (over) throw new Error('The test is over.')
    // Nobody knows what became of a request that broke: it is sent again.
    const reply: Reply | undefined = await call('POST', path, body, { 'idempotency-key': key }).catch(() => undefined)
    if (reply && reply.status < 300) {
      if (reply.replayed) answeredLate += 1
      const all = { path, body, key, text: reply.text, sent }
      done.push(all)
      return all
    }
    if (reply) {
      const inFlight = reply.status === 409 && reply.text.includes('idempotency_in_flight')
      assert.ok(inFlight || reply.status === 503, `${path}: ${reply.status} ${reply.text}`)
    }
    await sleep(30)
  }
}

let writing = true
/** Leads with all that happens to them, one after the other. */
async function writer() {
  while (writing) {
    const email = `${crypto.randomUUID()}@kept.example`
    const { text } = await insist('/leads', { first_name: 'Kept', last_name: 'Lead', email, notes: 'First' })
    const { id } = JSON.parse(text)
    for (const [path, body] of [
      ['call-attempts', { note: 'No answer' }],
      ['notes', { content: 'Called back' }],
      ['tags', { tags: ['kept'] }],
      ['call-attempts', {}],
      ['convert', {}],
    ] as const)
      if (writing) await insist(`/leads/${id}/${path}`, body)
  }
}

/** Asks the database past everything that serves. */
async function ask(text: string): Promise<any[]> {
  const embedded = await startEmbedded(DATA_DIR)
  const client = new pg.Client({ ...embedded.admin, database: 'rihla' })
  await client.connect()
  try {
    const { rows } = await client.query(
      `select 't_' || replace(id::text, '-', '') as schema from platform.tenants where slug = 'atlas'`,
    )
    await client.query(`set search_path = ${rows[0].schema}`)
    return (await client.query(text)).rows
  } finally {
    await client.end()
    await embedded.close()
  }
}

async function untilReady(): Promise<number> {
  const begun = performance.now()
  for (;;) {
    const { status } = await call('GET', '/leads?take=1').catch(() => ({ status: 0 }))
    if (over) throw new Error('The test is over.')
    if (status === 200) return performance.now() - begun
    assert.ok(performance.now() - begun < 15_000, 'it does not come back')
    await sleep(20)
  }
}

const blows: [name: string, strike: () => Promise<number>][] = [
  [
    'kill -9 of the server',
    async () => {
      await kill(server)
      server = startServer(DATA_DIR)
      await server.address
      return server.took()
    },
  ],
  [
    'kill -9 of PostgreSQL',
    async () => {
      process.kill(postmasterOf(DATA_DIR)!, 'SIGKILL')
      return 0
    },
  ],
  [
    'kill -9 of both',
    async () => {
      const postmaster = postmasterOf(DATA_DIR)!
      server.child.kill('SIGKILL')
      process.kill(postmaster, 'SIGKILL')
      await server.ended
      server = startServer(DATA_DIR)
      await server.address
      return server.took()
    },
  ],
  [
    'an immediate shutdown of PostgreSQL',
    async () => {
      process.kill(postmasterOf(DATA_DIR)!, 'SIGQUIT')
      return 0
    },
  ],
]

test(`${ROUNDS} times kill -9 under writes lose nothing that was acknowledged, and leave nothing half-written`, async (t) => {
  await enter()
  const writers = Promise.all(Array.from({ length: WRITERS }, writer))
  const starts: number[] = []
  const returns: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    const before = done.length
    while (done.length < before + WRITERS / 2 && !over) await sleep(10)
    await sleep(WRITING * Math.random())
    const [, strike] = blows[round % blows.length]!
    const took = await strike()
    if (took) starts.push(took)
    returns.push(await untilReady())
  }
  writing = false
  await writers
  const longest = (list: number[]) => Math.round(Math.max(...list))
  t.diagnostic(
    `${done.length} writes, ${done.filter(({ sent }) => sent > 1).length} sent again, ${answeredLate} of them were done; ` +
      `starts up to ${longest(starts)} ms, back up to ${longest(returns)} ms after`,
  )
  assert.ok(longest(starts) < 10_000)

  // Each acknowledged write is there exactly once, with the answer that was given.
  const keys = new Map((await ask('select key, body from idempotency_keys')).map(({ key, body }) => [key, body]))
  for (const { key, text } of done) assert.equal(keys.get(key), text)
  assert.equal(keys.size, done.length)
  for (const { path, body, key, text } of done.slice(-20)) {
    const again = await call('POST', path, body, { 'idempotency-key': key })
    assert.deepEqual([again.text, again.replayed], [text, true])
  }
  const count = (kind: RegExp) => {
    const counted = new Map<string, number>()
    for (const { path } of done) {
      const [, id] = kind.exec(path) ?? []
      if (id) counted.set(id, (counted.get(id) ?? 0) + 1)
    }
    return counted
  }
  const [calls, notes, converted] = [
    count(/leads\/(.*)\/call/),
    count(/leads\/(.*)\/notes/),
    count(/leads\/(.*)\/convert/),
  ]
  const rows = await ask(`
    select l.id, l.call_attempts, l.converted_account_id,
      (select count(*)::int from activities a where a.lead_id = l.id) as notes,
      (select count(*)::int from opportunities o where o.lead_id = l.id) as opportunities
    from leads l where l.email like '%@kept.example'`)
  assert.equal(rows.length, done.filter(({ path }) => path === '/leads').length)
  for (const row of rows) {
    assert.equal(row.call_attempts, calls.get(row.id) ?? 0)
    assert.equal(row.notes, 1 + (notes.get(row.id) ?? 0))
    assert.equal(row.opportunities, converted.get(row.id) ?? 0)
    assert.equal(row.converted_account_id !== null, converted.has(row.id))
  }

  // Every record stands with the events of each of its versions, and every event with its record.
  for (const [type, table] of Object.entries({
    lead: 'leads',
    account: 'accounts',
    contact: 'contacts',
    opportunity: 'opportunities',
    activity: 'activities',
  })) {
    const wrong = await ask(`
      select r.id, r.version, e.* from ${table} r
      full join (select record_id, count(*)::int as events, max(record_version) as last, max(at) as at
                 from events where record_type = '${type}' group by 1) e on e.record_id = r.id
      where r.id is null or r.version is distinct from e.events or r.version <> e.last or r.updated_at <> e.at`)
    assert.deepEqual(wrong, [], type)
  }

  // Every event is published once, each record in order. The version of a job says only whether it has ended.
  for (const end = Date.now() + 40_000; ; await sleep(200)) {
    const [{ waiting }] = await ask('select count(*)::int as waiting from events where published_at is null')
    if (waiting === 0) break
    assert.ok(Date.now() < end, `${waiting} events are not published`)
  }
  const [published] = await ask(`
    select count(*)::int as all, max(sequence)::int as last,
      count(*) filter (where out_of_order and record_type <> 'job')::int as out_of_order
    from (select sequence, record_type,
            record_version <> row_number() over (partition by record_type, record_id order by sequence) as out_of_order
          from events) e`)
  assert.deepEqual(published, { all: published.last, last: published.last, out_of_order: 0 })
})

test('a job goes on after kill -9 of its server, and of PostgreSQL under it, each record once', async () => {
  await enter()
  const COPIES = 1600
  await ask(`insert into leads
    select (jsonb_populate_record(null::leads, to_jsonb(l) || jsonb_build_object('id', gen_random_uuid(), 'campaign', 'Job'))).*
    from (select * from leads where archived_at is null limit 1) l, generate_series(1, ${COPIES})`)
  const { status, text } = await call('POST', '/leads/bulk-action', {
    action: 'add_tags',
    tags: ['survivor'],
    filter: { campaign: 'Job' },
  })
  assert.equal(status, 202, text)
  const { id } = JSON.parse(text)
  const job = async () => {
    const reply = await call('GET', `/jobs/${id}`).catch(() => undefined)
    return reply?.status === 200 ? JSON.parse(reply.text) : undefined
  }
  const until = async (reached: (job: any) => boolean, patience: number) => {
    for (const end = Date.now() + patience; ; await sleep(20)) {
      const now = await job()
      if (now && reached(now)) return now
      assert.ok(Date.now() < end, `The job stays at ${now?.done}.`)
    }
  }
  await until(({ done }) => done > 0, 20_000)
  process.kill(postmasterOf(DATA_DIR)!, 'SIGKILL')
  const { done: before } = await until(({ done }) => done < COPIES, 20_000)
  await until(({ done }) => done > before, 60_000)
  await kill(server)
  server = startServer(DATA_DIR)
  await server.address
  const ended = await until(({ state }) => state === 'done' || state === 'failed', 60_000)
  assert.deepEqual([ended.state, ended.result.done, ended.result.refused], ['done', COPIES, []])
  const [counted] = await ask(`
    select count(*)::int as leads, count(*) filter (where e.events = 1)::int as once
    from leads l left join (select record_id, count(*)::int as events from events where type = 'lead.updated' group by 1) e
      on e.record_id = l.id
    where l.campaign = 'Job' and 'survivor' = any(l.tags)`)
  assert.deepEqual(counted, { leads: COPIES, once: COPIES })
})

test('a polite end: what was accepted is answered, streams are closed, exit 0, nothing is left running', async (t) => {
  await enter()
  const { hostname, port } = new URL(await server.address)
  const stream = await fetch(`${await server.address}/api/v1/tenants/atlas/events/stream`, {
    headers: { authorization: `Bearer ${token}` },
  })
  const heard = stream.text()
  const body = JSON.stringify({ first_name: 'Last', last_name: 'Minute', notes: 'Before the end' })
  const head = [
    'POST /api/v1/tenants/atlas/leads HTTP/1.1',
    `host: ${hostname}`,
    `authorization: Bearer ${token}`,
    'content-type: application/json',
    `content-length: ${Buffer.byteLength(body)}`,
  ].join('\r\n')
  const sockets = await Promise.all(
    Array.from({ length: 300 }, async () => {
      const socket = connect(Number(port), hostname)
      await once(socket, 'connect')
      return socket
    }),
  )
  await sleep(200)
  const answers = sockets.map((socket) => readAll(socket))
  for (const socket of sockets) socket.write(`${head}\r\n\r\n${body}`)
  await sleep(20)
  const begun = performance.now()
  server.child.kill('SIGTERM')
  const statuses = Object.groupBy(
    (await Promise.all(answers)).map((answer) => answer.slice(0, 12)),
    (status) => status,
  )
  t.diagnostic(
    Object.entries(statuses)
      .map(([status, all]) => `${all!.length} × ${status}`)
      .join(', '),
  )
  assert.deepEqual(Object.keys(statuses), ['HTTP/1.1 201'])
  assert.match(await heard, /^retry: /)
  assert.equal(await server.ended, 0)
  assert.ok(performance.now() - begun < 15_000)
  assert.equal(postmasterOf(DATA_DIR), undefined)
  const [{ leads }] = await ask(`select count(*)::int as leads from leads where last_name = 'Minute'`)
  assert.equal(leads, 300)
})
