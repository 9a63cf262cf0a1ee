// A stream ends with the right to it, and holds nobody up: neither the server's memory nor its end.
import assert from 'node:assert/strict'
import { connect, type Socket } from 'node:net'
import { after, mock, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '#platform/log.ts'
import { setTenantStatus } from '#platform/tenants.ts'
import { buildApp } from '../src/app.ts'
import { testOrganization } from './organization.ts'
import { subscribe, type Subscriber } from './subscribe.ts'

const { rihla, config, databases, asSuperuser, hire, teams, people, make, tenant } = await testOrganization()
await rihla.start()
const address = await rihla.app.listen({ port: 0, host: '127.0.0.1' })
const path = `/api/v1/tenants/${tenant.id}`
const listeners: Subscriber[] = []
after(() => listeners.forEach(({ leave }) => leave()))
async function listen({ token }: { token: string }, at = address) {
  const listener = await subscribe(at + path, token)
  listeners.push(listener)
  return listener
}

/** Milliseconds a stream may outlive the right to it: a second until it is felt, and a second between looks. */
const PATIENCE = 2300

test('a stream ends within two seconds of its right, and those beside it go on', async () => {
  const member = (set: string) => (who: { id: string }) =>
    asSuperuser.ask(`update ${tenant.schema}.members set ${set} where id = $1`, [who.id])
  const mate = await hire('leaving mate', 'agent', teams.two)
  const ends: [
    name: string,
    who: { id: string; token: string },
    end: (who: { id: string; token: string }) => unknown,
  ][] = [
    [
      'sign-out',
      await hire('a', 'agent'),
      ({ token }) =>
        rihla.app.inject({ method: 'POST', url: '/api/v1/auth/logout', headers: { authorization: `Bearer ${token}` } }),
    ],
    [
      'session deleted elsewhere',
      await hire('b', 'agent'),
      ({ id }) => asSuperuser.ask('delete from platform.sessions where user_id = $1', [id]),
    ],
    ['role', await hire('c', 'admin'), member(`role = 'agent'`)],
    ['team', await hire('d', 'agent', teams.one), member(`team_id = '${teams.two}'`)],
    ['deactivation', await hire('e', 'agent'), member('active = false')],
    ['a team-mate who leaves', await hire('f', 'agent', teams.two), () => member('team_id = null')(mate)],
  ]
  const bystander = await listen(people.loner)
  const streams = await Promise.all(ends.map(([, who]) => listen(who)))
  await sleep(1100)
  for (const [i, [name]] of ends.entries()) assert.ok(!streams[i]!.ended(), `${name}: ended by itself`)
  for (const [, who, end] of ends) await end(who)
  const start = Date.now()
  while (streams.some(({ ended }) => !ended()) && Date.now() - start < PATIENCE) await sleep(20)
  assert.deepEqual(
    ends.filter((_, i) => !streams[i]!.ended()).map(([name]) => name),
    [],
  )
  assert.ok(!bystander.ended())
  await make('leads', null)
  await bystander.until((updates) => updates.length > 0)
})

test('the streams of a suspended tenant end', async () => {
  const stream = await listen(people.agent)
  await setTenantStatus(databases, tenant.id, 'suspended')
  const start = Date.now()
  while (!stream.ended() && Date.now() - start < PATIENCE) await sleep(20)
  await setTenantStatus(databases, tenant.id, 'active')
  assert.ok(stream.ended())
  await sleep(1000)
})

test('a quiet stream says every 15 seconds that it is there', async () => {
  mock.timers.enable({ apis: ['setInterval'] })
  const stream = await listen(people.admin)
  mock.timers.tick(14_000)
  await sleep(50)
  assert.ok(!stream.text().includes(': still here'))
  mock.timers.tick(1000)
  await sleep(50)
  mock.timers.reset()
  assert.match(stream.text(), /\n: still here\n\n$/)
  stream.leave()
})

test('a caller who listens and does not read is let go, and the server goes on', async () => {
  const [{ n }] = await asSuperuser.ask(`select coalesce(max(sequence), 0)::int as n from ${tenant.schema}.events`)
  const lead = await make('leads', null)
  await asSuperuser.settled(tenant.schema)
  await asSuperuser.ask(
    `insert into ${tenant.schema}.events (id, sequence, operation_id, type, record_type, record_id, record_version, actor_type,
       at, changes, request_id, published_at)
     select gen_random_uuid(), $2 + 1 + i, gen_random_uuid(), 'lead.' || repeat('x', 1000), 'lead', $1, i + 1, 'system', now(),
       '{}', '', now()
     from generate_series(1, 15000) i`,
    [lead, n],
  )
  const { port } = new URL(address)
  const accepted: Socket[] = []
  rihla.app.server.on('connection', (socket: Socket) => accepted.push(socket))
  const socket = connect({ port: Number(port), host: '127.0.0.1' }).on('error', () => undefined)
  const lines = [`GET ${path}/events/stream HTTP/1.1`, 'host: x', `authorization: Bearer ${people.admin.token}`]
  socket.pause().write([...lines, 'last-event-id: 0', '', ''].join('\r\n'))
  const held = () => process.memoryUsage().external + process.memoryUsage().heapUsed
  const before = held()
  const isGone = () => accepted.find(({ remotePort }) => remotePort === socket.localPort)?.destroyed
  for (const start = Date.now(); !isGone(); await sleep(20))
    assert.ok(Date.now() - start < 20_000, 'it is never let go')
  assert.ok(held() - before < 100 * 1_048_576, `${held() - before} bytes`)
  socket.destroy()
  assert.equal((await people.admin.api.get('/leads')).status, 200)
  // Who reads is given all of it.
  const reader = await subscribe(address + path, people.admin.token, n)
  listeners.push(reader)
  await reader.until((updates) => updates.length > 1000, 5000)
  assert.deepEqual(
    reader.updates.slice(0, 1000).map(({ id }) => id - n),
    Array.from({ length: 1000 }, (_, i) => i + 1),
  )
})

test('a server that stops ends its streams at once', async () => {
  const other = await buildApp({ config, databases, log: createLog(config) })
  const there = await other.app.listen({ port: 0, host: '127.0.0.1' })
  const stream = await listen(people.viewer, there)
  const start = Date.now()
  await other.app.close()
  await other.stop()
  assert.ok(Date.now() - start < 1000, `${Date.now() - start} ms`)
  await sleep(20)
  assert.ok(stream.ended())
})
