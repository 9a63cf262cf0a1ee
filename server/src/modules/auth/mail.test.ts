import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { connectAsSuperuser } from '#test/superuser.ts'
import { mailbox } from '#test/mailbox.ts'
import { visitor } from '#test/people.ts'
import { testRihla } from '#test/tenant.ts'

const mail = await mailbox()
const settings = { mail: mail.config, public_url: 'https://crm.oasis.example' }
const { rihla, admin: superuser, tenant: newTenant } = await testRihla({ alone: true, settings })
await rihla.start()
const asSuperuser = await connectAsSuperuser(superuser)
const { tenant, person } = await newTenant({ name: 'Oasis <Travel> & Sons' })
const { api } = await person('admin')
const { get, post, login, settle } = visitor(rihla)

const newEmail = () => `guest-${randomUUID().slice(0, 8)}@test.example`
const tokenIn = (text: string, page: 'join' | 'reset') =>
  new RegExp(`https://crm\\.oasis\\.example/${page}/([\\w-]+)`).exec(text)?.[1] ?? ''
const jobOf = async (type: string) =>
  (
    await asSuperuser.ask(`select * from ${tenant.schema}.jobs where type = $1 order by created_at desc limit 1`, [
      type,
    ])
  )[0]

test('an invitation goes out by mail, after the commit, and its link lets in', async () => {
  const email = newEmail()
  const { status, body } = await api.post('/invitations', { emails: [email], role: 'agent' })
  assert.deepEqual([status, body.items[0].link, body.items[0].mail], [201, null, 'waiting'])
  const [got] = await mail.to(email)
  assert.ok(got)
  assert.deepEqual([got.from, got.to], ['crm@oasis.example', [email]])
  assert.equal(got.header('subject'), 'You are invited to Oasis <Travel> & Sons')
  assert.match(got.header('from'), /Oasis Travel.*<crm@oasis\.example>/)
  assert.match(got.text, /Test admin invites you/)
  assert.match(got.html, /Oasis &#60;Travel&#62; &#38; Sons/)
  assert.doesNotMatch(got.html, /<Travel>|<script|<img|src=/)
  assert.equal(tokenIn(got.text, 'join'), tokenIn(got.html, 'join'))

  for (let i = 0; i < 200; i += 1) {
    const { items } = (await api.get('/invitations')).body
    if (items[0].sent_at) break
    await sleep(20)
  }
  const listed = (await api.get('/invitations')).body
  assert.deepEqual([listed.mail, listed.items[0].link, listed.items[0].mail], [true, null, 'sent'])
  const token = tokenIn(got.text, 'join')
  const joined = await post('join', { token, name: 'Chama', password: 'a river of mint tea' })
  assert.equal(joined.status, 200, JSON.stringify(joined.body))
  assert.ok(!(await asSuperuser.rowsOf(tenant.schema)).includes(token))
})

test('forgotten: 202 for every e-mail, a mail only to who has an account', async () => {
  const { email, password, id } = await settle([{ tenant, role: 'agent', language: 'fr' }])
  const nobody = newEmail()
  const before = (await login(email, password)).body
  const known = await post('forgot', { email: email.toUpperCase() }, undefined, {
    'x-forwarded-host': 'evil.example',
    'accept-language': 'de',
  })
  const unknown = await post('forgot', { email: nobody })
  assert.deepEqual([known.status, known.body], [202, { mail: true }])
  assert.deepEqual([unknown.status, unknown.body], [202, { mail: true }])
  const [got] = await mail.to(email)
  assert.equal(got?.header('subject'), 'Définir un nouveau mot de passe')
  assert.match(got!.text, /Bonjour Badia Alaoui,/)
  assert.doesNotMatch(got!.raw, /evil/)

  const token = tokenIn(got!.text, 'reset')
  const { status, body } = await post('reset', { token, password: 'a river of mint tea' })
  assert.deepEqual([status, body.user?.id], [200, id])
  assert.equal((await get('test', before.access_token)).status, 401)
  assert.equal((await post('reset', { token, password: 'another quiet river' })).status, 404)
  assert.deepEqual(await mail.to(nobody, 1, 200), [])
})

test('B6: a link ends after 30 minutes, and with any other change of the password', async () => {
  const { email, password } = await settle([{ tenant, role: 'agent' }])
  const ask = async (count: number) => {
    await post('forgot', { email })
    return tokenIn((await mail.to(email, count)).at(-1)!.text, 'reset')
  }
  const [first, second] = [await ask(1), await ask(2)]
  assert.notEqual(first, second)
  const { access_token } = (await login(email, password)).body
  const changed = await post('password', { current_password: password, password: 'quiet river at dawn' }, access_token)
  assert.equal(changed.status, 204)
  for (const token of [first, second])
    assert.equal((await post('reset', { token, password: 'a river of mint tea' })).status, 404)
  const late = await ask(3)
  await asSuperuser.ask(`update platform.password_resets set expires_at = now()`)
  assert.equal((await post('reset', { token: late, password: 'a river of mint tea' })).status, 404)
  assert.equal((await login(email, 'quiet river at dawn')).status, 200)
})

test('who was deactivated everywhere gets no link', async () => {
  const { email, id } = await settle([{ tenant, role: 'agent' }])
  await api.patch(`/members/${id}`, { active: false })
  assert.equal((await post('forgot', { email })).status, 202)
  assert.deepEqual(await mail.to(email, 1, 500), [])
})

test('asking again and again is stopped, the same for known and unknown', async () => {
  const { email } = await settle([{ tenant, role: 'agent' }])
  for (const address of [email, newEmail()]) {
    const asker = visitor(rihla)
    const statuses = []
    for (let i = 0; i < 6; i += 1) statuses.push((await asker.post('forgot', { email: address })).status)
    assert.deepEqual(statuses, [202, 202, 202, 202, 202, 429])
  }
})

test('in Arabic a mail reads from right to left', async () => {
  const { email } = await settle([{ tenant, role: 'agent', language: 'ar' }])
  await post('forgot', { email })
  const [got] = await mail.to(email)
  assert.equal(got?.header('subject'), 'تعيين كلمة مرور جديدة')
  assert.match(got!.html, /<html lang="ar" dir="rtl">/)
  assert.match(got!.html, /<p dir="ltr"[^>]*>https:/)
})

test('a server that is busy is asked again; what it refuses for good is said', async () => {
  const email = newEmail()
  mail.refuse(451, 1)
  await api.post('/invitations', { emails: [email], role: 'agent' })
  const stateOf = async () => {
    const { items } = (await api.get('/invitations')).body
    return items.find((one: { email: string }) => one.email === email)
  }
  for (let i = 0; i < 300 && (await stateOf()).mail === 'waiting'; i += 1) await sleep(20)
  const hanging = await stateOf()
  assert.deepEqual([hanging.mail, hanging.link === null], ['failed', false])
  assert.equal((await mail.to(email)).length, 1)
  for (let i = 0; i < 300 && (await stateOf()).mail === 'failed'; i += 1) await sleep(20)
  const sent = await stateOf()
  assert.deepEqual([sent.mail, sent.link], ['sent', null])

  const refused = newEmail()
  const attempts = mail.attempts()
  mail.refuse(550, 5)
  await api.post('/invitations', { emails: [refused], role: 'agent' })
  for (let i = 0; i < 500 && (await jobOf('invitations.mail')).state !== 'failed'; i += 1) await sleep(20)
  const job = await jobOf('invitations.mail')
  assert.deepEqual([job.state, job.error, mail.attempts()], ['failed', 'mail.refused', attempts + 1])
  // Then the administrator brings the link.
  const [listed] = (await api.get('/invitations')).body.items
  assert.deepEqual([listed.email, listed.mail], [refused, 'failed'])
  assert.equal((await get(`invitations/${tokenIn(listed.link, 'join')}`)).status, 200)
  mail.refuse(0, 0)
})

test('nothing leaves for an invitation that was taken back meanwhile', async () => {
  const email = newEmail()
  mail.refuse(451, 1)
  const { body } = await api.post('/invitations', { emails: [email], role: 'agent' })
  assert.equal((await api.delete(`/invitations/${body.items[0].id}`)).status, 204)
  for (let i = 0; i < 500 && (await jobOf('invitations.mail')).state !== 'done'; i += 1) await sleep(20)
  assert.deepEqual(await mail.to(email, 1, 100), [])
  mail.refuse(0, 0)
})

test('the answer to a forgotten password comes before anybody looks whether there is an account', async () => {
  const { email } = await settle([{ tenant, role: 'agent' }])
  await asSuperuser.ask('begin')
  await asSuperuser.ask('lock table platform.users in access exclusive mode')
  try {
    for (const address of [email, newEmail()]) {
      const answer = post('forgot', { email: address }).then(({ status }) => status)
      assert.equal(await Promise.race([answer, sleep(1500, 'late', { ref: false })]), 202)
    }
  } finally {
    await asSuperuser.ask('rollback')
  }
  assert.equal((await mail.to(email)).length, 1)
})

test('F10: a tenant that writes to many strangers is stopped for the day', async () => {
  await asSuperuser.ask(
    `insert into ${tenant.schema}.jobs (id, type, state, input, operation_id, created_at, updated_at)
     select gen_random_uuid(), 'invitations.mail', 'done', '{}', gen_random_uuid(), now() - interval '1 hour', now()
     from generate_series(1, 200)`,
  )
  const email = newEmail()
  const stopped = await api.post('/invitations', { emails: [email], role: 'agent' })
  assert.deepEqual([stopped.status, stopped.body.code], [429, 'too_many_invitations'])
  assert.ok(!(await api.get('/invitations')).body.items.some((one: { email: string }) => one.email === email))
  await asSuperuser.ask(`update ${tenant.schema}.jobs set created_at = now() - interval '2 days'`)
  assert.equal((await api.post('/invitations', { emails: [email], role: 'agent' })).status, 201)
})
