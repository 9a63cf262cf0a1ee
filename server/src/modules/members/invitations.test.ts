import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { connectAsSuperuser } from '#test/superuser.ts'
import { visitor } from '#test/people.ts'
import { testRihla } from '#test/tenant.ts'

const { rihla, admin: superuser, tenant: newTenant } = await testRihla()
const asSuperuser = await connectAsSuperuser(superuser)
const { tenant, person, team } = await newTenant({ name: 'Oasis Travel' })
const admin = await person('admin')
const { api } = admin
const { get, post, login, settle } = visitor(rihla)

const newEmail = () => `guest-${randomUUID().slice(0, 8)}@test.example`
const password = 'a river of mint tea'
const tokenOf = ({ link }: { link: string }) => link.split('/join/')[1]!
/** Invites one address; the invitation. */
async function invite(email: string, more: object = {}, by = api) {
  const { status, body } = await by.post('/invitations', { emails: [email], role: 'agent', ...more })
  assert.equal(status, 201, JSON.stringify(body))
  assert.equal(body.items.length, 1, JSON.stringify(body))
  return body.items[0]
}
const eventsOf = async (id: string) => (await api.get(`/events?record_id=${id}`)).body.items
const code = ({ status, body }: { status: number; body: any }) => `${status} ${body.code}`

test('who is invited sees where to, makes an account, and is in', async () => {
  const email = newEmail()
  const team_id = await team()
  const invitation = await invite(email.toUpperCase(), { role: 'manager', team_id })
  assert.partialDeepStrictEqual(invitation, { email, role: 'manager', team_id, created_by: admin.id, sent_at: null })
  const token = tokenOf(invitation)
  const told = await get(`invitations/${token}`)
  assert.deepEqual(told.body, {
    tenant_name: 'Oasis Travel',
    email,
    role: 'manager',
    invited_by: 'Test admin',
    account_exists: false,
    expires_at: invitation.expires_at,
  })
  assert.equal(told.headers['referrer-policy'], 'no-referrer')
  const weeks = (Date.parse(invitation.expires_at) - Date.now()) / 86_400_000
  assert.ok(weeks > 6.9 && weeks <= 7)

  const joined = await post('join', { token, name: 'Chama Tazi', password, language: 'fr' })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  assert.partialDeepStrictEqual(joined.body, {
    tenant: { id: tenant.id, role: 'manager' },
    user: { name: 'Chama Tazi', email, language: 'fr' },
  })
  assert.equal(joined.cookies[0]?.name, 'rihla')
  const { id } = joined.body.user
  assert.equal((await get('test', joined.body.access_token)).body.role, 'manager')
  assert.equal((await login(email, password)).status, 200)
  const { items } = (await api.get('/members')).body
  const member = items.find((one: { id: string }) => one.id === id)
  assert.partialDeepStrictEqual(member, { email, team_id, active: true })

  const [event] = await eventsOf(id)
  assert.deepEqual([event.type, event.actor.id, event.actor.name], ['member.created', id, 'Chama Tazi'])
  assert.deepEqual(
    (await eventsOf(invitation.id)).map(({ type }: { type: string }) => type),
    ['invitation.accepted', 'invitation.created'],
  )
  assert.ok(!JSON.stringify(await eventsOf(invitation.id)).includes(email), 'an e-mail is in the log')
})

test('a token is good once, also for many at the same time', async () => {
  const token = tokenOf(await invite(newEmail()))
  const answers = await Promise.all(
    [1, 2, 3, 4].map((n) => post('join', { token, name: `Nobody ${n}`, password: `${password} ${n}` })),
  )
  const statuses = answers.map(({ status }) => status)
  assert.equal(statuses.filter((status) => status === 200).length, 1, String(statuses))
  assert.equal(code(await get(`invitations/${token}`)), '410 invitation.ended')
  assert.equal(code(await post('join', { token, name: 'Late', password })), '410 invitation.ended')
})

test('who has an account proves it: by password, or by being signed in as the invited', async () => {
  const elsewhere = await newTenant()
  const [byPassword, bySession] = [
    await settle([{ tenant: elsewhere.tenant, role: 'agent' }]),
    await settle([{ tenant: elsewhere.tenant, role: 'agent' }]),
  ]
  const token = tokenOf(await invite(byPassword.email))
  assert.equal((await get(`invitations/${token}`)).body.account_exists, true)
  // The link alone makes no new password for an account that is there.
  assert.equal(code(await post('join', { token, name: 'Thief', password })), '401 invalid_credentials')
  assert.equal((await login(byPassword.email, byPassword.password)).status, 200)
  const joined = await post('join', { token, password: byPassword.password })
  assert.deepEqual([joined.body.user?.id, joined.body.tenants.length], [byPassword.id, 2])

  const other = tokenOf(await invite(bySession.email))
  const wrong = await post('join', { token: other }, admin.token)
  assert.equal(code(wrong), '403 invitation.other_email')
  const { access_token } = (await login(bySession.email, bySession.password)).body
  const right = await post('join', { token: other }, access_token)
  assert.deepEqual([right.status, right.body.tenant?.id], [200, tenant.id])
})

test('a weak password or a missing name keeps the invitation open', async () => {
  const email = newEmail()
  const token = tokenOf(await invite(email))
  for (const [body, field, reason] of [
    [{ name: 'Driss' }, 'password', 'required'],
    [{ password }, 'name', 'required'],
    [{ name: 'Driss', password: 'password1' }, 'password', 'password_common'],
    [{ name: 'Driss', password: 'oasistravel' }, 'password', 'password_personal'],
  ] as const) {
    const answer = await post('join', { token, ...body })
    assert.deepEqual([answer.status, answer.body.errors[0].field, answer.body.errors[0].code], [422, field, reason])
  }
  assert.equal((await post('join', { token, name: 'Driss', password })).status, 200)
})

test('a token that is none tells nothing, and guessing is stopped', async () => {
  const somebody = visitor(rihla)
  const { link } = await invite(newEmail())
  const token = tokenOf({ link })
  const bodies = new Set<string>()
  for (const bad of [
    'x',
    `${token}x`,
    token.slice(0, -1) + (token.endsWith('A') ? 'B' : 'A'),
    'A'.repeat(65),
    randomUUID(),
  ])
    for (const answer of [
      await somebody.get(`invitations/${bad}`),
      await somebody.post('join', { token: bad, password }),
    ]) {
      assert.equal(answer.status, 404)
      const { request_id: _, ...body } = answer.body
      bodies.add(JSON.stringify(body))
    }
  assert.equal(bodies.size, 1)
  for (let i = 0; i < 90; i += 1) await somebody.get(`invitations/${'B'.repeat(65)}`)
  const stopped = await somebody.get(`invitations/${token}`)
  assert.deepEqual([stopped.status, Number(stopped.headers['retry-after']) > 0], [429, true])
  assert.equal((await get(`invitations/${token}`)).status, 200, 'somebody else goes on')
})

test('an invitation is renewed and taken back: only the last link is good', async () => {
  const email = newEmail()
  const first = await invite(email)
  const again = await invite(email, { role: 'viewer' })
  assert.deepEqual([again.id, again.role], [first.id, 'viewer'])
  const sent = await api.post(`/invitations/${first.id}/resend`, {})
  assert.equal(sent.status, 200)
  const links = [first, again, sent.body].map(({ link }) => link)
  assert.equal(new Set(links).size, 3)
  const statuses = []
  for (const link of links) statuses.push((await get(`invitations/${tokenOf({ link })}`)).status)
  assert.deepEqual(statuses, [404, 404, 200])
  const listed = (await api.get('/invitations')).body
  assert.deepEqual(
    [listed.mail, listed.items.find(({ id }: { id: string }) => id === first.id).link],
    [false, links[2]],
  )

  assert.equal((await api.delete(`/invitations/${first.id}`)).status, 204)
  assert.equal(code(await get(`invitations/${tokenOf(sent.body)}`)), '410 invitation.ended')
  assert.equal((await api.delete(`/invitations/${first.id}`)).status, 404)
  assert.equal((await api.post(`/invitations/${first.id}/resend`, {})).status, 404)
  const { items } = (await api.get('/invitations')).body
  assert.ok(items.every(({ id }: { id: string }) => id !== first.id))
})

test('a week later the link is past', async () => {
  const invitation = await invite(newEmail())
  await asSuperuser.ask(`update ${tenant.schema}.invitations set expires_at = now() where id = $1`, [invitation.id])
  assert.equal(code(await get(`invitations/${tokenOf(invitation)}`)), '410 invitation.ended')
  assert.equal((await api.post(`/invitations/${invitation.id}/resend`, {})).status, 200)
})

test('colleagues are not invited again, but who was deactivated is', async () => {
  const somebody = await settle([{ tenant, role: 'agent' }])
  const email = newEmail()
  const { body } = await api.post('/invitations', { emails: [somebody.email, email, email], role: 'viewer' })
  assert.deepEqual([body.items.length, body.items[0].email], [1, email])
  assert.deepEqual(
    [body.refused.length, body.refused[0].email, body.refused[0].code],
    [1, somebody.email, 'already_member'],
  )

  await api.patch(`/members/${somebody.id}`, { active: false })
  const back = await post('join', {
    token: tokenOf(await invite(somebody.email, { role: 'viewer' })),
    password: somebody.password,
  })
  assert.deepEqual([back.status, back.body.tenant?.role], [200, 'viewer'])
  assert.equal((await eventsOf(somebody.id))[0].type, 'member.activated')
})

test('no token is stored, and none is kept for a repeated request', async () => {
  const email = newEmail()
  const ask = () => api.post('/invitations', { emails: [email], role: 'agent' }, { 'idempotency-key': 'once' })
  const links = [(await ask()).body.items[0].link, (await ask()).body.items[0].link]
  assert.notEqual(links[0], links[1])
  const rows = await asSuperuser.rowsOf(tenant.schema)
  for (const link of links) assert.ok(!rows.includes(tokenOf({ link })), 'a token is stored')
})

test('an invitation of another tenant is not there', async () => {
  const neighbour = await newTenant()
  const stranger = await neighbour.person('admin')
  const { id } = await invite(newEmail())
  assert.equal((await stranger.api.post(`/invitations/${id}/resend`, {})).status, 404)
  assert.equal((await stranger.api.delete(`/invitations/${id}`)).status, 404)
  assert.deepEqual((await stranger.api.get('/invitations')).body.items, [])
  const lost = await api.post('/invitations', { emails: [newEmail()], role: 'agent', team_id: await neighbour.team() })
  assert.deepEqual([lost.status, lost.body.errors[0].field], [422, 'team_id'])
})

test('what is no address is refused by its place', async () => {
  for (const bad of ['nobody', 'a@b.example\r\nbcc: c@d.example', '"a b"@c.example', 'x@y.example, z@y.example']) {
    const { status, body } = await api.post('/invitations', { emails: [newEmail(), bad], role: 'agent' })
    assert.deepEqual([status, body.errors[0].field], [400, 'emails[1]'])
  }
})
