import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { visitor } from '#test/people.ts'
import { testTenant } from '#test/tenant.ts'

const { rihla, tenant, person, team, admin, api, newRihlaTenant } = await testTenant()
const { get, post, login, settle } = visitor(rihla)

const eventsOf = async (id: string) => (await api.get(`/events?record_id=${id}`)).body.items
const undo = (headers: Record<string, unknown>, by = api) =>
  by.post(`/events/${String(headers['x-operation-id'])}/undo`, {})

test('an administrator changes role and team; the log says so; undo takes it back', async () => {
  const somebody = await person('agent')
  const one = await team()
  const promoted = await api.patch(`/members/${somebody.id}`, { role: 'manager', team_id: one })
  assert.equal(promoted.status, 200, JSON.stringify(promoted.body))
  assert.partialDeepStrictEqual(promoted.body, { role: 'manager', team_id: one, version: 2 })
  // Felt at once: a manager may assign.
  const lead = await api.post('/leads', { last_name: 'Idrissi', assigned_to: null })
  const taken = await somebody.api.post('/leads/bulk-action', { action: 'archive', ids: [lead.body.id] })
  assert.equal(taken.body.done, 1, JSON.stringify(taken.body))

  const [event] = await eventsOf(somebody.id)
  assert.deepEqual([event.type, event.actor.id], ['member.role_changed', admin.id])
  assert.deepEqual(event.changes, { role: ['agent', 'manager'], team_id: [null, one] })
  assert.equal((await undo(promoted.headers)).status, 200)
  const { items } = (await api.get('/members')).body
  const now = items.find(({ id }: { id: string }) => id === somebody.id)
  assert.partialDeepStrictEqual(now, { role: 'agent', team_id: null, version: 3 })
})

test('who is deactivated is out at once, and comes back by undo', async () => {
  const somebody = await settle([{ tenant, role: 'agent' }])
  const { access_token, refresh_token } = (await login(somebody.email, somebody.password)).body
  const out = await api.patch(`/members/${somebody.id}`, { active: false })
  assert.deepEqual([out.status, out.body.active], [200, false])
  assert.equal((await get('test', access_token)).status, 403)
  assert.equal((await post('refresh', { refresh_token })).status, 401)
  assert.equal((await login(somebody.email, somebody.password)).status, 401)
  assert.equal((await eventsOf(somebody.id))[0].type, 'member.deactivated')
  assert.equal((await undo(out.headers)).status, 200)
  assert.equal((await eventsOf(somebody.id))[0].type, 'member.activated')
  assert.equal((await login(somebody.email, somebody.password)).status, 200)
})

test('deactivated here, at work there', async () => {
  const there = await newRihlaTenant()
  const somebody = await settle([
    { tenant, role: 'agent' },
    { tenant: there.tenant, role: 'agent' },
  ])
  await api.patch(`/members/${somebody.id}`, { active: false })
  const { status, body } = await login(somebody.email, somebody.password)
  assert.deepEqual([status, body.tenant.id, body.tenants.length], [200, there.tenant.id, 1])
})

test('C6: nobody demotes themself, and the last administrator stays', async () => {
  const office = await newRihlaTenant()
  const [one, two] = [await office.person('admin'), await office.person('admin')]
  const code = (answer: { status: number; body: any }) => `${answer.status} ${answer.body.code}`
  for (const changes of [{ role: 'agent' }, { active: false }])
    assert.equal(code(await one.api.patch(`/members/${one.id}`, changes)), '422 member.oneself')
  const demoted = await one.api.patch(`/members/${two.id}`, { role: 'viewer' })
  assert.equal(demoted.status, 200)
  for (const changes of [{ role: 'agent' }, { active: false }])
    assert.equal(code(await one.api.patch(`/members/${one.id}`, changes)), '409 member.last_admin')
  assert.equal((await one.api.patch(`/members/${one.id}`, { team_id: await office.team() })).status, 200)
})

test('of two administrators who demote each other, one stays', async () => {
  for (let round = 0; round < 5; round += 1) {
    const office = await newRihlaTenant()
    const [one, two] = [await office.person('admin'), await office.person('admin')]
    const answers = await Promise.all([
      one.api.patch(`/members/${two.id}`, { role: 'viewer' }),
      two.api.patch(`/members/${one.id}`, { active: false }),
    ])
    const statuses = answers.map(({ status }) => status)
    assert.deepEqual(statuses.filter((status) => status === 200).length, 1, String(statuses))
  }
})

test('only administrators change people, teams and invitations, or see who is invited', async () => {
  const target = await person('viewer')
  const one = await team()
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api } = await person(role)
    for (const answer of [
      await api.patch(`/members/${target.id}`, { role: 'admin' }),
      await api.post(`/members/${target.id}/reset-link`, {}),
      await api.post('/teams', { name: 'Mine' }),
      await api.patch(`/teams/${one}`, { name: 'Mine' }),
      await api.get('/invitations'),
      await api.post('/invitations', { emails: ['a@b.example'], role: 'admin' }),
      await api.post(`/invitations/${randomUUID()}/resend`, {}),
      await api.delete(`/invitations/${randomUUID()}`),
    ])
      assert.deepEqual([answer.status, answer.body.permission], [403, 'members:configure'])
  }
  const viewer = await person('viewer')
  const changed = await api.patch(`/members/${target.id}`, { role: 'agent' })
  assert.equal((await undo(changed.headers, viewer.api)).status, 403)
})

test('a stale copy, an unknown team and an unknown field are refused', async () => {
  const somebody = await person('agent')
  const path = `/members/${somebody.id}`
  assert.equal((await api.patch(path, { role: 'viewer' }, { 'if-match': '"7"' })).status, 412)
  assert.equal((await api.patch(path, { role: 'viewer', version: 7 })).status, 412)
  assert.equal((await api.patch(path, { role: 'viewer' }, { 'if-match': '"1"' })).status, 200)
  const lost = await api.patch(path, { team_id: randomUUID() })
  assert.deepEqual([lost.status, lost.body.errors[0].field], [422, 'team_id'])
  assert.equal((await api.patch(path, { email: 'x@y.example' })).status, 400)
  assert.equal((await api.patch(path, { role: 'owner' })).status, 400)
  assert.equal((await api.patch(`/members/${randomUUID()}`, { role: 'agent' })).status, 404)
})

test('teams are made and renamed, with events, and names are unique', async () => {
  const name = `Sahara ${randomUUID()}`
  const made = await api.post('/teams', { name })
  assert.deepEqual([made.status, made.body.name, made.body.version], [201, name, 1])
  const twice = await api.post('/teams', { name })
  assert.deepEqual([twice.status, twice.body.errors[0].field], [409, 'name'])
  const renamed = await api.patch(`/teams/${made.body.id}`, { name: `${name} 2` })
  assert.deepEqual([renamed.status, renamed.body.version], [200, 2])
  assert.equal((await undo(renamed.headers)).status, 200)
  assert.deepEqual(
    (await eventsOf(made.body.id)).map(({ type }: { type: string }) => type),
    ['team.renamed', 'team.renamed', 'team.created'],
  )
  const { items } = (await api.get('/teams')).body
  assert.equal(items.find(({ id }: { id: string }) => id === made.body.id).name, name)
})

test('an administrator makes a link with which a member sets a password, once', async () => {
  const somebody = await settle([{ tenant, role: 'agent' }])
  const before = (await login(somebody.email, somebody.password)).body
  const made = await api.post(`/members/${somebody.id}/reset-link`, {}, { 'idempotency-key': 'link' })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const again = await api.post(`/members/${somebody.id}/reset-link`, {}, { 'idempotency-key': 'link' })
  assert.notEqual(again.body.link, made.body.link)
  assert.equal((await eventsOf(somebody.id))[0].type, 'member.reset_link_made')
  const token = String(made.body.link).split('/reset/')[1]!

  const weak = await post('reset', { token, password: 'password1' })
  assert.deepEqual([weak.status, weak.body.errors[0].code], [422, 'password_common'])
  const { status, body } = await post('reset', { token, password: 'a river of mint tea' })
  assert.deepEqual([status, body.user?.id, body.tenant?.id], [200, somebody.id, tenant.id])
  assert.equal((await get('test', body.access_token)).status, 200)
  assert.equal((await get('test', before.access_token)).status, 401)
  assert.equal((await login(somebody.email, somebody.password)).status, 401)
  assert.equal((await login(somebody.email, 'a river of mint tea')).status, 200)
  for (const link of [made.body.link, again.body.link]) {
    const late = await post('reset', { token: String(link).split('/reset/')[1], password: 'another quiet river' })
    assert.deepEqual([late.status, late.body.code], [404, 'reset.not_found'])
  }
})

test('an administrator gets nobody into another tenant that way', async () => {
  const there = await newRihlaTenant()
  const both = await settle([
    { tenant, role: 'agent' },
    { tenant: there.tenant, role: 'admin' },
  ])
  const refused = await api.post(`/members/${both.id}/reset-link`, {})
  assert.deepEqual([refused.status, refused.body.code], [422, 'member.elsewhere'])
  // Nor with a link from before they worked there.
  const one = await settle([{ tenant, role: 'agent' }])
  const { link } = (await api.post(`/members/${one.id}/reset-link`, {})).body
  await rihla.auth.users.addMember(one.id, { tenant: there.tenant, role: 'admin' })
  const late = await post('reset', { token: String(link).split('/reset/')[1], password: 'a river of mint tea' })
  assert.equal(late.status, 404)
  assert.equal((await login(one.email, one.password)).status, 200)
})
