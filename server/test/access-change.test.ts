// Rights that change hold within a second, everywhere; and nothing is served of which nobody said who may call it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Role } from '@rihla/contracts/permissions.ts'
import { operation, TenantParams, tenantPath } from '@rihla/contracts/operation.ts'
import { createLog } from '#platform/log.ts'
import { route } from '#platform/routes.ts'
import { setTenantStatus } from '#platform/tenants.ts'
import { buildApp } from '../src/app.ts'
import { type Colleague, testOrganization } from './organization.ts'

const { people, hire, teams, tenant, asSuperuser, make, config, databases, rihla } = await testOrganization()
const { admin, manager, agent, mate, stranger } = people
/** As another process would: past every memory of this one. */
const change = (who: Colleague, set: string) =>
  asSuperuser.ask(`update ${tenant.schema}.members set ${set} where id = $1`, [who.id])

test('role, team and membership that change are felt within a second', async () => {
  const theirs = await make('leads', stranger.id)
  const steps: [role: Role, team: string | null, set: string, read: number, update: number][] = [
    ['agent', teams.one, `team_id = '${teams.two}'`, 200, 403],
    ['agent', teams.two, `role = 'manager'`, 200, 200],
    ['admin', null, `role = 'viewer'`, 200, 403],
    ['manager', teams.two, `team_id = '${teams.one}'`, 200, 403],
    ['agent', teams.two, `team_id = null`, 404, 404],
    ['agent', null, `role = 'admin'`, 200, 200],
    ['admin', null, `active = false`, 403, 403],
  ]
  const hired = await Promise.all(steps.map(([role, team]) => hire(role, role, team)))
  // Each is remembered as they were.
  for (const who of hired) assert.equal((await who.api.get('/members')).status, 200)
  for (const [i, [, , set]] of steps.entries()) await change(hired[i]!, set)
  await sleep(1000)
  for (const [i, [, , set, read, update]] of steps.entries()) {
    const { api } = hired[i]!
    assert.equal((await api.get(`/leads/${theirs}`)).status, read, set)
    assert.equal((await api.patch(`/leads/${theirs}`, { city: `${i}` })).status, update, set)
  }
})

test('a team-mate who leaves takes their leads along within a second', async () => {
  const theirs = await make('leads', mate.id)
  assert.equal((await agent.api.get(`/leads/${theirs}`)).status, 200)
  await change(mate, `team_id = null`)
  await sleep(1000)
  assert.equal((await agent.api.get(`/leads/${theirs}`)).status, 404)
  await change(mate, `team_id = (select team_id from ${tenant.schema}.members where id = '${agent.id}')`)
})

test('a job does what its starter may do when it is done, not when it was asked for', async () => {
  const ids = Array.from({ length: 1001 }, () => crypto.randomUUID())
  await asSuperuser.ask(
    `insert into ${tenant.schema}.leads (id, created_at, updated_at, version, lead_status, travel_interests, destinations,
       lead_score, score_locked, call_attempts, tags, custom, search, assigned_to)
     select id, now(), now(), 1, 'new', '{}', '{}', 50, false, 0, '{}', '{}', '', $2 from unnest($1::uuid[]) as ids (id)`,
    [ids, manager.id],
  )
  const tag = async (name: string) => {
    const { status, body } = await manager.api.post('/leads/bulk-action', { action: 'add_tags', tags: [name], ids })
    assert.equal(status, 202, JSON.stringify(body))
    return body.id as string
  }
  const tagged = async (name: string) =>
    (await asSuperuser.ask(`select count(*)::int as n from ${tenant.schema}.leads where $1 = any(tags)`, [name]))[0].n

  // Asked for at the moment of the suspension, by who is remembered as welcome for less than a second.
  let held: string | undefined
  while (!held) {
    await sleep(1000)
    await manager.api.get('/leads?take=1')
    await setTenantStatus(databases, tenant.id, 'suspended')
    held = await tag('held').catch(() => setTenantStatus(databases, tenant.id, 'active').then(() => undefined))
  }
  await sleep(1000)
  await rihla.start()
  await sleep(1500)
  assert.equal(await tagged('held'), 0, 'a suspended tenant works on')
  await setTenantStatus(databases, tenant.id, 'active')
  await sleep(1000)
  await waitFor(held, 'done')
  assert.equal(await tagged('held'), 1001)

  const job = await tag('demoted')
  await change(manager, `role = 'viewer'`)
  await waitFor(job, 'failed')
  assert.ok((await tagged('demoted')) < 1001)
  await change(manager, `role = 'manager'`)
})

async function waitFor(job: string, state: string) {
  let found: any
  for (let patience = 0; patience < 200; patience += 1) {
    found = (await admin.api.get(`/jobs/${job}`)).body
    if (found.state === state) return
    await sleep(100)
  }
  assert.fail(`The job is not ${state}: ${JSON.stringify(found)}`)
}

test('a route without a permission that somebody could hold does not start the server', async () => {
  for (const permission of [undefined, null, '', 'members', 'leads', 'leads:', ':read', 'leads:reed', 'Public']) {
    const naked = operation({
      id: 'naked.list',
      method: 'GET',
      path: tenantPath('naked'),
      summary: 'Nobody said who may',
      permission: permission as 'member',
      params: TenantParams,
    })
    const extra = [{ name: 'naked', routes: [route(naked, () => null)] }]
    await assert.rejects(
      buildApp({ config, databases, log: createLog(config), extra }),
      /naked\.list has no permission/,
    )
  }
})
