import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { SignJWT } from 'jose'
import { visitor } from '#test/people.ts'
import { testTenant } from '#test/tenant.ts'

const { rihla, tenant, newRihlaTenant, admin, config } = await testTenant()
const other = await newRihlaTenant()
const { get, post, patch, delete: remove, login, settle } = visitor(rihla)
const FIREFOX = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0'
const IPHONE =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1'

const stays = async (token: string) => (await get('test', token)).status === 200

test('preferences are kept with the user, merged, and come with the session', async () => {
  const { email, password, id } = await settle([{ tenant, role: 'agent' }])
  const { body: session } = await login(email, password)
  const token = session.access_token
  assert.deepEqual(session.user.preferences, {})
  assert.deepEqual((await get('me', token)).body, {
    id,
    name: 'Badia Alaoui',
    email,
    language: 'en',
    preferences: {},
    has_password: true,
  })
  await patch(
    'me',
    { preferences: { theme: 'dark', single_keys: false, shortcuts: { 'keys.new_lead': 'c n' } } },
    token,
  )
  const { status, body } = await patch('me', { preferences: { density: 'compact', theme: null } }, token)
  assert.equal(status, 200)
  const kept = { density: 'compact', single_keys: false, shortcuts: { 'keys.new_lead': 'c n' } }
  assert.deepEqual(body.preferences, kept)
  assert.deepEqual((await login(email, password)).body.user.preferences, kept)
  const renewed = await post('refresh', { refresh_token: session.refresh_token })
  assert.deepEqual(renewed.body.user.preferences, kept)
})

test('what no preference can be is refused by name', async () => {
  for (const [changes, field] of [
    [{ preferences: { theme: 'pink' } }, 'preferences.theme'],
    [{ preferences: { wings: true } }, 'preferences.wings'],
    [{ preferences: { shortcuts: { a: 'x'.repeat(81) } } }, 'preferences.shortcuts.a'],
    [
      { preferences: { shortcuts: Object.fromEntries(Array.from({ length: 201 }, (_, i) => [i, 'x'])) } },
      'preferences.shortcuts',
    ],
    [{ name: ' ' }, 'name'],
    [{ name: 'A\nB' }, 'name'],
    [{ language: 'de' }, 'language'],
    [{ role: 'admin' }, 'role'],
    [{ email: 'x@y.example' }, 'email'],
  ] as const) {
    const { status, body } = await patch('me', changes, admin.token)
    assert.deepEqual([status, body.errors?.[0]?.field], [400, field])
  }
})

test('a new name and language are those of the member in every tenant, and each log says so', async () => {
  const { email, password, id } = await settle([
    { tenant, role: 'agent' },
    { tenant: other.tenant, role: 'viewer', language: 'fr' },
  ])
  const { access_token: token } = (await login(email, password)).body
  const changed = await patch('me', { name: 'Badia Bennis', language: 'ar' }, token)
  assert.partialDeepStrictEqual(changed.body, { name: 'Badia Bennis', language: 'ar' })
  const colleague = await other.person('viewer')
  for (const [api, language] of [
    [admin.api, 'en'],
    [colleague.api, 'fr'],
  ] as const) {
    const { items } = (await api.get('/members')).body
    const member = items.find((one: { id: string }) => one.id === id)
    assert.partialDeepStrictEqual(member, { name: 'Badia Bennis', language: 'ar' })
    const { items: events } = (await api.get(`/events?record_id=${id}`)).body
    assert.deepEqual(events[0].changes, { name: ['Badia Alaoui', 'Badia Bennis'], language: [language, 'ar'] })
    assert.deepEqual([events[0].type, events[0].actor.id], ['member.updated', id])
  }
  assert.equal((await login(email, password)).body.user.name, 'Badia Bennis')
})

test('sessions are told by device, and end within a second', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const phone = (await login(email, password, IPHONE)).body
  const laptop = (await login(email, password, FIREFOX)).body
  const tablet = (await login(email, password, 'strange')).body
  const { items } = (await get('sessions', laptop.access_token)).body
  assert.equal(items.length, 3)
  const [current] = items.filter((session: { current: boolean }) => session.current)
  assert.partialDeepStrictEqual(current, { browser: 'Firefox', os: 'Linux', device: 'desktop' })
  assert.match(current.ip, /^198\.51\./)
  assert.ok(Date.now() - Date.parse(current.last_used_at) < 60_000)
  const [mobile] = items.filter(({ device }: { device: string }) => device === 'phone')
  assert.partialDeepStrictEqual(mobile, { browser: 'Safari', os: 'iOS', current: false })

  assert.ok(await stays(phone.access_token))
  assert.equal((await remove(`sessions/${mobile.id}`, laptop.access_token)).status, 204)
  assert.ok(!(await stays(phone.access_token)))
  assert.equal((await post('refresh', { refresh_token: phone.refresh_token })).status, 401)
  assert.equal((await remove(`sessions/${mobile.id}`, laptop.access_token)).status, 404)

  assert.equal((await remove('sessions', laptop.access_token)).status, 204)
  assert.deepEqual([await stays(tablet.access_token), await stays(laptop.access_token)], [false, true])
})

test('a session that nobody can renew any more is not shown', async () => {
  const { email, password, id } = await settle([{ tenant, role: 'agent' }])
  await login(email, password)
  const { lanes } = rihla.platform
  const mine = `session_id in (select id from platform.sessions where user_id = $1)`
  for (const text of [
    `update platform.refresh_tokens set expires_at = now() where ${mine}`,
    `update platform.sessions set created_at = now() - interval '15 days' where user_id = $1`,
  ])
    await lanes.readSlowly({ text, values: [id] }, null)
  const { access_token } = await rihla.auth.sessions.mint({ email })
  const { items } = (await get('sessions', access_token)).body
  assert.deepEqual([items.length, items[0].current, items[0].device], [1, true, 'other'])
})

test('nobody ends or sees the sessions of another', async () => {
  const one = await settle([{ tenant, role: 'agent' }])
  const { access_token } = (await login(one.email, one.password)).body
  const [{ id }] = (await get('sessions', access_token)).body.items
  assert.equal((await remove(`sessions/${id}`, admin.token)).status, 404)
  assert.ok(await stays(access_token))
  const { items } = (await get('sessions', admin.token)).body
  assert.ok(items.every((session: { id: string }) => session.id !== id))
})

test('a session that another process ended is refused within a second', async () => {
  const { email, password, id } = await settle([{ tenant, role: 'agent' }])
  const { access_token } = (await login(email, password)).body
  assert.ok(await stays(access_token))
  await rihla.platform.lanes.readSlowly(
    { text: 'delete from platform.sessions where user_id = $1', values: [id] },
    null,
  )
  await sleep(1000)
  assert.ok(!(await stays(access_token)))
})

test('a new password needs the present one, and ends the other sessions', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const here = (await login(email, password)).body
  const there = (await login(email, password)).body
  const change = (current_password: string, next: string) =>
    post('password', { current_password, password: next }, here.access_token)
  const wrong = await change('not this one', 'a river of mint tea')
  assert.deepEqual(
    [wrong.status, wrong.body.errors[0].field, wrong.body.errors[0].code],
    [422, 'current_password', 'password_wrong'],
  )
  assert.ok(await stays(there.access_token))

  assert.equal((await change(password, 'a river of mint tea')).status, 204)
  assert.deepEqual([await stays(here.access_token), await stays(there.access_token)], [true, false])
  assert.equal((await login(email, password)).status, 401)
  assert.equal((await login(email, 'a river of mint tea')).status, 200)
})

test('B14: weak passwords are refused with a reason, odd ones are kept as typed', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const { access_token } = (await login(email, password)).body
  let present = password
  const change = async (next: string) => {
    const answer = await post('password', { current_password: present, password: next }, access_token)
    if (answer.status === 204) present = next
    return answer.status === 204 ? 204 : `${answer.status} ${answer.body.errors[0]?.code}`
  }
  for (const [next, code] of [
    ['short 1', 'password_short'],
    ['password1', 'password_common'],
    ['12345678', 'password_common'],
    ['azertyuiop', 'password_common'],
    ['aaaaaaaaaaaaaaaa', 'password_common'],
    ['rihla-rihla', 'password_personal'],
    ['badia.alaoui1', 'password_personal'],
    [`${email}1`, 'password_personal'],
  ] as const)
    assert.equal(await change(next), `422 ${code}`, next)
  for (const next of [
    '  رحلة إلى الصحراء 7 ',
    'x🐪y🐪z🐪w🐪v',
    'thé à la menthe, deux sucres',
    [...Array(99).keys()].join(' é '),
  ]) {
    assert.equal(await change(next), 204, next)
    assert.equal((await login(email, next)).status, 200, next)
    assert.equal((await login(email, next.trim())).status, next === next.trim() ? 200 : 401)
  }
  assert.equal(
    (await post('password', { current_password: present, password: 'x'.repeat(513) }, access_token)).status,
    400,
  )
})

test('who guesses the present password is stopped as at sign-in', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const { access_token } = (await login(email, password)).body
  const statuses = []
  for (let i = 0; i < 11; i += 1)
    statuses.push(
      (await post('password', { current_password: `x${i}`, password: 'a river of mint tea' }, access_token)).status,
    )
  assert.equal(statuses.at(-1), 429)
})

test('who signs in elsewhere keeps name and password there, and has a story here too', async () => {
  const token = await new SignJWT({ tenant_id: tenant.id, role: 'agent', name: 'Ghita' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(`outside-${process.pid}-${Date.now()}`)
    .setExpirationTime('5m')
    .sign(new TextEncoder().encode(config.secret))
  const me = await get('me', token)
  assert.partialDeepStrictEqual(me.body, { name: 'Ghita', has_password: false, preferences: {} })
  assert.deepEqual((await get('sessions', token)).body, { items: [] })
  for (const answer of [
    await patch('me', { name: 'Other' }, token),
    await post('password', { current_password: 'x', password: 'a river of mint tea' }, token),
    await remove('sessions', token),
    await remove(`sessions/${me.body.id}`, token),
  ])
    assert.deepEqual([answer.status, answer.body.code], [403, 'outside_account'])
  const { items } = (await admin.api.get(`/events?record_id=${me.body.id}`)).body
  assert.deepEqual([items.length, items[0].type, items[0].changes.role], [1, 'member.created', [null, 'agent']])
})

test('the answers of identity are never kept by anybody', async () => {
  assert.equal((await get('me', admin.token)).headers['cache-control'], 'no-store')
})

test('two changes at once both stay', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const { access_token: token } = (await login(email, password)).body
  const changes = [{ theme: 'dark' }, { density: 'compact' }, { digits: 'arabic' }, { sidebar: 'closed' }]
  await Promise.all(changes.map((preferences) => patch('me', { preferences }, token)))
  assert.deepEqual((await get('me', token)).body.preferences, Object.assign({}, ...changes))
})

test('views pinned in two tabs at once are both pinned; of too many, the oldest go', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const { access_token: token } = (await login(email, password)).body
  const ids = Array.from({ length: 103 }, () => randomUUID())
  const pinned = async (): Promise<string[]> => (await get('me', token)).body.preferences.pinned_views
  await Promise.all(ids.slice(0, 8).map((id) => patch('me', { pins: { [id]: true } }, token)))
  assert.deepEqual((await pinned()).toSorted(), ids.slice(0, 8).toSorted())
  await Promise.all([
    patch('me', { pins: { [ids[0]!]: false } }, token),
    patch('me', { pins: { [ids[8]!]: true } }, token),
  ])
  assert.deepEqual((await pinned()).toSorted(), ids.slice(1, 9).toSorted())
  // Where one stands it stays, pinned again it goes last; the rest of what the user likes is as it was.
  await patch('me', { preferences: { pinned_views: ids.slice(0, 2), theme: 'dark' } }, token)
  const { body } = await patch('me', { pins: { [ids[0]!]: true, [ids[2]!]: true } }, token)
  assert.deepEqual(body.preferences, { theme: 'dark', pinned_views: [ids[1], ids[0], ids[2]] })
  await patch('me', { preferences: { pinned_views: ids.slice(0, 100) } }, token)
  await patch('me', { pins: Object.fromEntries(ids.slice(100).map((id) => [id, true])) }, token)
  assert.deepEqual(await pinned(), ids.slice(3))
  const refused = await patch('me', { pins: { there: true } }, token)
  assert.equal(refused.status, 400)
})
