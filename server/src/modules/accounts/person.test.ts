// A person's account and their contact are one person, from whichever side it is changed (`person.ts`, `events.ts`).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { transaction } from '#platform/context.ts'
import { insertAll } from '#platform/recordBatches.ts'
import { type Answer, testTenant } from '#test/tenant.ts'
import { accounts } from './service.ts'

const { api, admin, person } = await testTenant()
async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const make = (body: object, who = admin) =>
  ok(who.api.post('/accounts', { account_type: 'individual', allow_duplicate: true, ...body }), 201)
const contactOf = async (account: { primary_contact_id: string }) =>
  ok(api.get(`/contacts/${account.primary_contact_id}`))
const names = ({ name, first_name, last_name }: any) => [name, first_name, last_name]
const eventsOf = async (path: string) =>
  (await ok(api.get(`${path}/timeline?type=changes`))).items.map(({ type }: any) => type)

test('a name says first and last name, and they say it', async () => {
  for (const [body, expected] of [
    [{ name: 'Amina El Fassi' }, ['Amina El Fassi', 'Amina El', 'Fassi']],
    [{ name: 'Zidane' }, ['Zidane', null, 'Zidane']],
    [{ first_name: 'Amina' }, ['Amina', 'Amina', null]],
    [{ first_name: 'Amina', last_name: 'El Fassi' }, ['Amina El Fassi', 'Amina', 'El Fassi']],
    [{ name: 'Amina El Fassi', first_name: 'Amina' }, ['Amina El Fassi', 'Amina', 'El Fassi']],
    [{ name: 'Amina El Fassi', last_name: 'El Fassi' }, ['Amina El Fassi', 'Amina', 'El Fassi']],
    [{ name: 'Mrs F', first_name: 'Amina', last_name: 'Fassi' }, ['Amina Fassi', 'Amina', 'Fassi']],
  ] as const)
    assert.deepEqual(names(await make(body)), expected)
  const { id } = await make({ name: 'Old Name' })
  const change = async (body: object, status = 200) => ok(api.patch(`/accounts/${id}`, body), status)
  assert.deepEqual(names(await change({ last_name: 'New' })), ['Old New', 'Old', 'New'])
  assert.deepEqual(names(await change({ name: 'Youssef Ben Ali' })), ['Youssef Ben Ali', 'Youssef Ben', 'Ali'])
  assert.deepEqual(names(await change({ first_name: null })), ['Ali', null, 'Ali'])
  await change({ first_name: null, last_name: null }, 400)
  assert.deepEqual(names(await change({ account_type: 'business', name: 'Ali SARL' })), ['Ali SARL', null, null])
})

test('one contact is made with it, in one operation, and undo takes back both', async () => {
  const account = await make({
    name: 'Nadia Alami',
    email: 'nadia@alami.example',
    phone: '0661234567',
    city: 'Rabat',
    language: 'fr',
    nationality: 'MA',
    address: { line1: '1 av. Hassan II', custom: true },
    preferred_channel: 'whatsapp',
  })
  assert.equal(account.version, 1)
  const contact = await contactOf(account)
  assert.partialDeepStrictEqual(contact, {
    account_id: account.id,
    full_name: 'Nadia Alami',
    email: 'nadia@alami.example',
    phone_e164: '+212661234567',
    city: 'Rabat',
    language: 'fr',
    nationality: 'MA',
    address: { line1: '1 av. Hassan II', custom: true },
    preferred_channel: 'whatsapp',
    assigned_to: admin.id,
    version: 1,
  })
  assert.equal((await ok(api.get(`/contacts?account_id=${account.id}`))).total, 1)
  const { undone } = await ok(api.post(`/events/${account.headers['x-operation-id']}/undo`))
  assert.equal(undone, 2)
  assert.ok((await ok(api.get(`/accounts/${account.id}`))).archived_at)
  assert.ok((await contactOf(account)).archived_at)
  // A person who has but one name has two as a contact.
  const single = await make({ name: 'Zidane' })
  assert.equal((await contactOf(single)).first_name, '–')
})

test('what changes on one side changes on the other, once, and undo takes back both', async () => {
  const account = await make({ first_name: 'Sara', last_name: 'Idrissi', email: 'sara@idrissi.example' })
  const [path, theirs] = [`/accounts/${account.id}`, `/contacts/${account.primary_contact_id}`]
  await ok(api.patch(path, { email: 'new@idrissi.example', description: 'Not theirs', last_name: 'Alaoui' }))
  assert.partialDeepStrictEqual(await ok(api.get(theirs)), {
    email: 'new@idrissi.example',
    full_name: 'Sara Alaoui',
    version: 2,
  })
  const changed = await ok(
    api.patch(theirs, { first_name: 'Salma', phone: '0661000000', title: 'CEO', address: { city: 'Fès' } }),
  )
  assert.equal(changed.version, 3)
  assert.partialDeepStrictEqual(await ok(api.get(path)), {
    name: 'Salma Alaoui',
    first_name: 'Salma',
    phone_e164: '+212661000000',
    billing_address: { city: 'Fès' },
    version: 3,
  })
  // What the other side has not changes nothing there.
  await ok(api.patch(theirs, { department: 'Sales' }))
  await ok(api.patch(path, { credit_limit: 100 }))
  assert.deepEqual([(await ok(api.get(path))).version, (await ok(api.get(theirs))).version], [4, 4])
  assert.deepEqual(await eventsOf(path), Array(3).fill('account.updated').concat('account.created'))

  await ok(api.post(`/events/${changed.headers['x-operation-id']}/undo`))
  assert.partialDeepStrictEqual(await ok(api.get(path)), { name: 'Sara Alaoui', phone: null, billing_address: null })
  assert.partialDeepStrictEqual(await ok(api.get(theirs)), { full_name: 'Sara Alaoui', title: null, phone: null })
})

test('owner, archive and restore go together from both sides', async () => {
  const agent = await person('agent')
  const account = await make({ name: 'Omar Tazi' })
  const [path, theirs] = [`/accounts/${account.id}`, `/contacts/${account.primary_contact_id}`]
  const both = async (field: string) => [(await ok(api.get(path)))[field], (await ok(api.get(theirs)))[field]]
  await ok(api.patch(path, { assigned_to: agent.id }))
  assert.deepEqual(await both('assigned_to'), [agent.id, agent.id])
  await ok(api.patch(theirs, { assigned_to: null }))
  assert.deepEqual(await both('assigned_to'), [null, null])
  await ok(agent.api.patch(theirs, { assigned_to: agent.id }))
  assert.deepEqual(await both('assigned_to'), [agent.id, agent.id])
  await ok(agent.api.delete(path), 204)
  assert.ok((await both('archived_at')).every(Boolean))
  await ok(agent.api.post(`${theirs}/restore`))
  assert.deepEqual(await both('archived_at'), [null, null])
  const gone = await ok(agent.api.delete(theirs), 204)
  assert.ok((await both('archived_at')).every(Boolean))
  await ok(api.post(`/events/${gone.headers['x-operation-id']}/undo`))
  assert.deepEqual(await both('archived_at'), [null, null])
})

test('who went into another with the account comes back with it', async () => {
  const [stays, goes] = [await make({ name: 'Stays Here' }), await make({ name: 'Goes Away' })]
  await ok(api.post('/accounts/merge', { keep: stays.id, merge: [goes.id] }))
  assert.equal((await contactOf(goes)).merged_into_id, stays.primary_contact_id)
  const back = await ok(api.post(`/accounts/${goes.id}/restore`))
  assert.equal(back.primary_contact_id, goes.primary_contact_id)
  const { archived_at, merged_into_id, account_id } = await contactOf(back)
  assert.deepEqual([archived_at, merged_into_id, account_id], [null, null, goes.id])
  assert.equal((await contactOf(stays)).archived_at, null)
})

test('the person stays with the account, and goes for good only with it', async () => {
  const [account, company] = [
    await make({ name: 'Stay Here' }),
    await ok(api.post('/accounts', { name: 'Elsewhere' }), 201),
  ]
  const theirs = `/contacts/${account.primary_contact_id}`
  const moved = await ok(api.patch(theirs, { account_id: company.id }), 422)
  assert.deepEqual([moved.errors[0].field, moved.errors[0].code], ['account_id', 'is_account'])
  await ok(api.patch(theirs, { account_id: null }), 422)
  const refused = await ok(api.delete(`${theirs}?hard=true`), 409)
  assert.deepEqual([refused.code, refused.account_id], ['contact.is_account', account.id])
  await ok(api.delete(`/accounts/${account.id}?hard=true`), 204)
  await ok(api.get(theirs), 404)
})

test('a company becomes a person and a person a company', async () => {
  const company = await ok(api.post('/accounts', { name: 'Hind Bennani' }), 201)
  const { id } = await ok(
    api.post('/contacts', { first_name: 'Hind', last_name: 'Bennani', account_id: company.id }),
    201,
  )
  const became = await ok(api.patch(`/accounts/${company.id}`, { account_type: 'individual', email: 'hind@x.example' }))
  // Who is there already by this name is that person.
  assert.deepEqual([became.primary_contact_id, ...names(became)], [id, 'Hind Bennani', 'Hind', 'Bennani'])
  assert.equal((await contactOf(became)).email, 'hind@x.example')
  const back = await ok(api.patch(`/accounts/${company.id}`, { account_type: 'business' }))
  assert.deepEqual([back.primary_contact_id, back.first_name, back.name], [null, null, 'Hind Bennani'])
  await ok(api.patch(`/accounts/${company.id}`, { name: 'Bennani & Co' }))
  assert.equal((await ok(api.get(`/contacts/${id}`))).full_name, 'Hind Bennani')
  await ok(api.post(`/events/${became.headers['x-operation-id']}/undo`), 409)
  const other = await ok(api.patch(`/accounts/${company.id}`, { account_type: 'individual', name: 'Someone Else' }))
  assert.notEqual(other.primary_contact_id, id)
  assert.equal((await contactOf(other)).full_name, 'Someone Else')
})

test('twenty changes from both sides at once leave one person', async () => {
  const account = await make({ name: 'Busy Person' })
  const [path, theirs] = [`/accounts/${account.id}`, `/contacts/${account.primary_contact_id}`]
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      i % 2 ? api.patch(path, { city: `City ${i}` }) : api.patch(theirs, { city: `City ${i}` }),
    ),
  )
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200])
  const [a, c] = [await ok(api.get(path)), await ok(api.get(theirs))]
  assert.equal(a.city, c.city)
  assert.equal((await ok(api.get(`/contacts?account_id=${account.id}`))).total, 1)
})

test('twenty who make a company a person at once make one contact', async () => {
  const company = await ok(api.post('/accounts', { name: 'Race Person' }), 201)
  await Promise.all(
    Array.from({ length: 20 }, () => ok(api.patch(`/accounts/${company.id}`, { account_type: 'individual' }))),
  )
  assert.equal((await ok(api.get(`/contacts?account_id=${company.id}`))).total, 1)
})

test('whatever is done to either side, they agree and it ends', async () => {
  const text = fc.constantFrom('Ali', 'Ben Ali', 'Fatima Zahra', '–', 'Zed')
  const step = fc.oneof(
    fc.record({ side: fc.constant('accounts'), first_name: fc.option(text), last_name: text }),
    fc.record({ side: fc.constant('accounts'), name: fc.constantFrom('Solo', 'Two Words', 'Three Whole Words') }),
    fc.record({ side: fc.constant('contacts'), first_name: text, last_name: text }),
    fc.record({
      side: fc.constantFrom('accounts', 'contacts'),
      city: fc.option(text),
      email: fc.constantFrom(null, 'a@b.example'),
    }),
    fc.record({
      side: fc.constantFrom('accounts', 'contacts'),
      preferred_channel: fc.constantFrom(null, 'email', 'sms'),
    }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 6 }), async (steps) => {
      const account = await make({ name: 'Some Body' })
      for (const { side, ...body } of steps) {
        const id = side === 'accounts' ? account.id : account.primary_contact_id
        await ok(api.patch(`/${side}/${id}`, body))
      }
      const [a, c] = [await ok(api.get(`/accounts/${account.id}`)), await contactOf(account)]
      const none = (name: string | null) => (name === '–' ? null : name)
      assert.deepEqual([none(a.first_name), none(a.last_name)], [none(c.first_name), none(c.last_name)])
      for (const name of ['city', 'email', 'preferred_channel']) assert.equal(a[name], c[name], name)
    }),
    { numRuns: 15 },
  )
})

test('who becomes a customer out of a lead is one contact', async () => {
  const lead = async (body: object) => ok(api.post('/leads', body), 201)
  const convert = async (id: string, body: object = {}) => ok(api.post(`/leads/${id}/convert`, body), 201)
  const amina = await lead({
    first_name: 'Amina',
    last_name: 'Convert',
    email: 'amina@convert.example',
    job_title: 'Teacher',
  })
  const made = await convert(amina.id, { contact: { department: 'School' } })
  assert.deepEqual(
    [made.account.primary_contact_id, made.contact.title, made.contact.department],
    [made.contact.id, 'Teacher', 'School'],
  )
  assert.equal((await ok(api.get(`/contacts?account_id=${made.account.id}`))).total, 1)
  await ok(api.post(`/events/${made.headers['x-operation-id']}/undo`))
  assert.ok((await ok(api.get(`/contacts/${made.contact.id}`))).archived_at)

  const known = await ok(
    api.post('/contacts', { first_name: 'Known', last_name: 'Before', email: 'known@before.example', language: 'ar' }),
    201,
  )
  const trip = await convert((await lead({ title: 'Another trip', contact_id: known.id })).id)
  assert.deepEqual(
    [trip.contact.id, trip.account.primary_contact_id, trip.account.name, trip.account.language],
    [known.id, known.id, 'Known Before', 'ar'],
  )
  assert.equal((await ok(api.get(`/contacts/${known.id}`))).account_id, trip.account.id)
})

test('who writes many persons at once makes their contacts too, and undo takes back all', async () => {
  const ctx = await admin.ctx()
  await transaction(ctx, async (ctx) => {
    const rows = []
    for (const name of ['Batch One', 'Batch Two', 'Batch Three'])
      rows.push(await accounts.draft(ctx, { account_type: 'individual', name }))
    await insertAll(ctx, accounts, rows)
  })
  const made = await ok(api.get('/contacts?search=batch&sort_by=last_name'))
  assert.deepEqual(
    made.items.map(({ full_name }: any) => full_name),
    ['Batch One', 'Batch Three', 'Batch Two'],
  )
  assert.equal((await ok(api.post(`/events/${ctx.operation_id}/undo`))).undone, 6)
  assert.equal((await ok(api.get('/contacts?search=batch'))).total, 0)
  assert.equal((await ok(api.get('/accounts?search=batch'))).total, 0)
})
