import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { Writable } from 'node:stream'
import { test } from 'node:test'
import pino from 'pino'
import { sql } from 'kysely'
import { connectAsSuperuser } from '#test/superuser.ts'
import { type Answer, type Api, testRihla } from '#test/tenant.ts'

let logged = ''
const sink = new Writable({ write: (chunk, _, done) => ((logged += String(chunk)), done()) })
const { rihla, ...house } = await testRihla({ log: pino({ level: 'trace' }, sink) })
await rihla.start()
const asSuperuser = await connectAsSuperuser(house.admin)
const { tenant, person, team } = await house.tenant()
const admin = await person('admin')
const { api } = admin
const { db } = await admin.ctx()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, operation_id: headers['x-operation-id'] as string, headers }
}
const contactOf = (fields: object = {}) =>
  ok(api.post('/contacts', { first_name: 'Amina', last_name: `Idrissi ${randomUUID().slice(0, 8)}`, ...fields }), 201)
const documentsOf = (contact: { id: string }) => `/contacts/${contact.id}/travel-documents`
let numbers = 0
/** A number that stands nowhere else. */
const newNumber = () => `ZQ${9_400_000 + (numbers += 1)}`
const add = (contact: { id: string }, fields: object = {}, as: Api = api) =>
  ok(as.post(documentsOf(contact), { number: newNumber(), ...fields }), 201)
const reveal = (contact: { id: string }, document: { id: string }, as: Api = api, reason = 'Billet à émettre') =>
  as.post(`${documentsOf(contact)}/${document.id}/reveal`, { reason })
const undo = (operation_id: string) => api.post(`/events/${operation_id}/undo`, {})
const eventsOf = async (id: string) => (await ok(api.get(`/events?record_id=${id}`))).items as any[]
const refused = (body: any) => body.errors.map(({ field, code }: any) => [field, code])

test('a document is kept with a contact, and of its number the end is shown', async () => {
  const contact = await contactOf()
  const made = await ok(
    api.post(documentsOf(contact), {
      document_type: 'Passport',
      number: 'AB 1234567',
      country: 'Morocco',
      issued_on: '2022-05-01',
      expiry_date: '2032-04-30',
      holder_name: 'IDRISSI Amina',
    }),
    201,
  )
  assert.partialDeepStrictEqual(made, {
    contact_id: contact.id,
    kind: 'passport',
    number: '••••4567',
    country: 'MA',
    issued_on: '2022-05-01',
    expires_on: '2032-04-30',
    holder_name: 'IDRISSI Amina',
    version: 1,
    tenant_id: tenant.id,
    created_by: admin.id,
  })
  const path = `/api/v1/tenants/${tenant.id}${documentsOf(contact)}/${made.id}`
  assert.deepEqual([made.headers.etag, made.headers.location], ['"1"', path])
  const visa = await add(contact, { kind: 'VISA', country: 'FR', expires_on: '2027-01-01' })
  const permit = await add(contact, { kind: 'residence', number: 'T-99/1234' })
  const { items } = await ok(api.get(documentsOf(contact)))
  assert.deepEqual(
    items.map(({ id }: any) => id),
    [visa.id, made.id, permit.id],
    'those that end first at the top',
  )
  assert.deepEqual([permit.kind, permit.number, permit.expires_on], ['residence_permit', '••••234', null])
})

test('a number that is none, and days that cannot be, are refused', async () => {
  const contact = await contactOf()
  for (const [fields, field, code] of [
    [{ number: undefined }, 'number', 'required'],
    [{ number: null }, 'number', 'wrong_type'],
    [{ number: 'AB1' }, 'number', 'bad_document_number'],
    [{ number: 'A---------' }, 'number', 'bad_document_number'],
    [{ number: 'AB12<script>' }, 'number', 'bad_document_number'],
    [{ number: 'A'.repeat(41) }, 'number', 'bad_document_number'],
    [{ number: '••••4567' }, 'number', 'bad_document_number'],
    [{ kind: 'library_card' }, 'kind', 'not_allowed'],
    [{ country: 'Atlantis' }, 'country', 'invalid_format'],
    [{ expires_on: '2031-02-30' }, 'expires_on', 'invalid_format'],
    [{ number_masked: 'x' }, 'number_masked', 'unknown_field'],
    [{ contact_id: contact.id }, 'contact_id', 'unknown_field'],
  ] as const)
    assert.deepEqual(
      refused(await ok(api.post(documentsOf(contact), { number: newNumber(), ...fields }), 400)),
      [[field, code]],
      JSON.stringify(fields),
    )
  const days = { issued_on: '2030-01-02', expires_on: '2030-01-01' }
  assert.deepEqual(refused(await ok(api.post(documentsOf(contact), { number: newNumber(), ...days }), 422)), [
    ['expires_on', 'ends_before_issue'],
  ])
  const { id } = await add(contact, { issued_on: '2030-01-02' })
  await ok(api.patch(`${documentsOf(contact)}/${id}`, { expires_on: '2030-01-01' }), 422)
  assert.equal((await ok(api.get(documentsOf(contact)))).items.length, 1)
})

test('it is changed by version; the mask and the same number sent back change nothing', async () => {
  const contact = await contactOf()
  const number = newNumber()
  const made = await add(contact, { number })
  const path = `${documentsOf(contact)}/${made.id}`
  for (const same of [{ number: made.number }, { number }, {}, { kind: 'passport' }])
    assert.equal((await ok(api.patch(path, same))).version, 1, JSON.stringify(same))
  const changed = await ok(api.patch(path, { country: 'France', number: made.number }, { 'if-match': '"1"' }))
  assert.deepEqual([changed.country, changed.number, changed.version], ['FR', made.number, 2])
  const stale = await ok(api.patch(path, { country: 'MA', version: 1 }), 412)
  assert.equal(stale.current.number, made.number)
  assert.equal((await ok(reveal(contact, made))).number, number)
  const other = newNumber()
  const renewed = await ok(api.patch(path, { number: other }))
  assert.deepEqual([renewed.version, renewed.number], [3, `••••${other.slice(-4)}`])
  assert.equal((await ok(reveal(contact, made))).number, other)
})

test('another number of the same mask is another number', async () => {
  const contact = await contactOf()
  const made = await add(contact, { number: 'XX9994321' })
  const changed = await ok(api.patch(`${documentsOf(contact)}/${made.id}`, { number: 'YY8884321' }))
  assert.deepEqual([changed.number, changed.version], [made.number, 2])
  assert.equal((await ok(reveal(contact, made))).number, 'YY8884321')
  const { status, body } = await undo(changed.operation_id)
  assert.deepEqual([status, body.code], [422, 'undo_impossible'])
})

test('revealing is told to the log before the number is shown, with who and why', async () => {
  const contact = await contactOf()
  const number = newNumber()
  const made = await add(contact, { number })
  const answer = await ok(reveal(contact, made, api, 'Visa, ambassade de France'))
  assert.equal(answer.number, number)
  assert.match(String(answer.headers['cache-control']), /no-store/)
  const [event] = await eventsOf(made.id)
  assert.deepEqual(
    [event.type, event.note, event.actor.id, event.changes, event.record_id],
    ['travel_document.revealed', 'Visa, ambassade de France', admin.id, {}, made.id],
  )
  assert.equal((await ok(api.get(documentsOf(contact)))).items[0].version, 1, 'to look at it is no change')
  const { status, body } = await undo(answer.operation_id)
  assert.deepEqual([status, body.code], [422, 'undo_impossible'])
  for (const reason of [undefined, '', ' ', 'x'.repeat(501), 7])
    await ok(api.post(`${documentsOf(contact)}/${made.id}/reveal`, { reason }), 400)
  assert.equal((await eventsOf(made.id)).length, 2)
})

test('where the log cannot be written, no number is shown', async () => {
  const contact = await contactOf()
  const number = newNumber()
  const made = await add(contact, { number })
  const events = `${tenant.schema}.events`
  await asSuperuser.ask(
    `alter table ${events} add constraint events_no_check check (type <> 'travel_document.revealed') not valid`,
  )
  const { status, body } = await reveal(contact, made)
  await asSuperuser.ask(`alter table ${events} drop constraint events_no_check`)
  assert.ok(status >= 400)
  assert.ok(!JSON.stringify(body).includes(number))
})

test('who may reveal: admins, managers of the team, agents what is theirs; who may only read sees the mask', async () => {
  const one = await team()
  const [manager, agent, mate, stranger, viewer] = [
    await person('manager', one),
    await person('agent', one),
    await person('agent', one),
    await person('agent'),
    await person('viewer'),
  ]
  const contact = await contactOf({ assigned_to: agent.id })
  const number = newNumber()
  const made = await add(contact, { number })
  for (const [who, read, write, shown] of [
    [admin, 200, 200, 200],
    [manager, 200, 200, 200],
    [agent, 200, 200, 200],
    [mate, 200, 403, 403],
    [stranger, 404, 404, 404],
    [viewer, 200, 403, 403],
  ] as const) {
    const listed = await who.api.get(documentsOf(contact))
    assert.equal(listed.status, read)
    if (read === 200) assert.equal(listed.body.items[0].number, made.number)
    const changed = await who.api.patch(`${documentsOf(contact)}/${made.id}`, { holder_name: who.id })
    assert.equal(changed.status, write)
    const answer = await reveal(contact, made, who.api)
    assert.equal(answer.status, shown)
    assert.equal(answer.body.number, shown === 200 ? number : undefined)
  }
  // Rights follow the contact.
  await ok(api.patch(`/contacts/${contact.id}`, { assigned_to: mate.id }))
  assert.equal((await reveal(contact, made, agent.api)).status, 403)
  assert.equal((await reveal(contact, made, mate.api)).status, 200)
})

test('a member is shown twenty numbers an hour, however many they ask for at once', async () => {
  const agent = await person('agent')
  const contact = await contactOf({ assigned_to: agent.id })
  const made = await add(contact)
  const answers = await Promise.all(Array.from({ length: 24 }, () => reveal(contact, made, agent.api)))
  const shown = answers.filter(({ status }) => status === 200)
  const stopped = answers.filter(({ status }) => status === 429)
  assert.deepEqual([shown.length, stopped.length], [20, 4])
  assert.ok(stopped.every(({ body, headers }) => body.code === 'reveal_limit' && headers['retry-after']))
  assert.equal((await eventsOf(made.id)).filter(({ type }) => type === 'travel_document.revealed').length, 20)
  assert.equal((await reveal(contact, made)).status, 200, 'nobody else waits for it')
})

test('a document of somebody else is not there', async () => {
  const [contact, other] = [await contactOf(), await contactOf()]
  const made = await add(other)
  for (const id of [made.id, randomUUID(), 'none', '%00']) {
    const path = `${documentsOf(contact)}/${id}`
    for (const answer of [
      await api.patch(path, { country: 'MA' }),
      await api.delete(path),
      await api.delete(`${path}?hard=true`),
      await api.post(`${path}/reveal`, { reason: 'x' }),
    ])
      assert.deepEqual([answer.status, answer.body.code], [404, 'travel_document.not_found'], id)
  }
  assert.equal((await ok(api.get(documentsOf(other)))).items[0].version, 1)
  for (const id of [randomUUID(), 'none']) await ok(api.get(`/contacts/${id}/travel-documents`), 404)
})

test('it is taken away and comes back by undo, with its number; making it can be taken back too', async () => {
  const contact = await contactOf()
  const number = newNumber()
  const made = await add(contact, { number })
  const path = `${documentsOf(contact)}/${made.id}`
  const count = async (query = '') => (await ok(api.get(`${documentsOf(contact)}${query}`))).items.length
  const gone = await ok(api.delete(path), 204)
  assert.deepEqual([await count(), await count('?archived=true')], [0, 1])
  await ok(api.patch(path, { country: 'MA' }), 409)
  await ok(undo(gone.operation_id))
  assert.equal(await count(), 1)
  const undone = await ok(undo(made.operation_id))
  assert.equal(await count(), 0)
  await ok(undo(undone.operation_id))
  assert.equal(await count(), 1)
  assert.equal((await ok(reveal(contact, made))).number, number)

  const agent = await person('agent')
  const own = await contactOf({ assigned_to: agent.id })
  const theirs = await add(own)
  await ok(agent.api.delete(`${documentsOf(own)}/${theirs.id}?hard=true`), 403)
  await ok(api.delete(`${documentsOf(own)}/${theirs.id}?hard=true`), 204)
  assert.equal((await sql`select 1 from travel_documents where id = ${theirs.id}`.execute(db)).rows.length, 0)
})

test('an archived contact is closed to changes of its documents', async () => {
  const contact = await contactOf()
  const made = await add(contact)
  await ok(api.delete(`/contacts/${contact.id}`), 204)
  await ok(api.post(documentsOf(contact), { number: newNumber() }), 409)
  await ok(api.patch(`${documentsOf(contact)}/${made.id}`, { country: 'MA' }), 409)
  await ok(api.delete(`${documentsOf(contact)}/${made.id}`), 409)
  assert.equal((await ok(api.get(documentsOf(contact)))).items.length, 1)
})

test('what happens to documents is part of the contact’s story', async () => {
  const contact = await contactOf()
  const made = await add(contact, { expires_on: '2030-01-01' })
  await ok(api.patch(`${documentsOf(contact)}/${made.id}`, { expires_on: '2031-01-01' }))
  await ok(reveal(contact, made))
  await ok(api.delete(`${documentsOf(contact)}/${made.id}`), 204)
  const types = async (query = '') =>
    (await ok(api.get(`/contacts/${contact.id}/timeline${query}`))).items.map(({ type }: any) => type)
  const told = ['archived', 'revealed', 'updated', 'created'].map((type) => `travel_document.${type}`)
  assert.deepEqual(await types(), [...told, 'contact.created'])
  assert.deepEqual(await types('?type=changes'), [...told, 'contact.created'])
  assert.deepEqual(await types('?type=notes'), [])
  const stranger = await person('agent')
  await ok(stranger.api.get(`/contacts/${contact.id}/timeline`), 404)
  assert.deepEqual((await ok(stranger.api.get(`/events?record_id=${made.id}`))).items, [])
})

test('a key makes one document, and of a reveal nothing is kept', async () => {
  const contact = await contactOf()
  const body = { number: newNumber() }
  const key = { 'idempotency-key': randomUUID() }
  const [one, two] = [
    await ok(api.post(documentsOf(contact), body, key), 201),
    await ok(api.post(documentsOf(contact), body, key), 201),
  ]
  assert.equal(one.id, two.id)
  const path = `${documentsOf(contact)}/${one.id}/reveal`
  const secret = { 'idempotency-key': randomUUID() }
  await ok(api.post(path, { reason: 'x' }, secret))
  const { rows } = await sql`select 1 from idempotency_keys where key = ${secret['idempotency-key']}`.execute(db)
  assert.equal(rows.length, 0)
})

test('a contact has a hundred documents at most', async () => {
  const contact = await contactOf()
  const made = await add(contact)
  await sql`insert into travel_documents select (jsonb_populate_record(d, jsonb_build_object('id', gen_random_uuid()))).*
    from travel_documents d, generate_series(2, 100) where d.id = ${made.id}`.execute(db)
  assert.deepEqual(refused(await ok(api.post(documentsOf(contact), { number: newNumber() }), 422)), [
    ['number', 'too_many'],
  ])
})

test('no number stands in a table, an event, a job, a kept answer or a log', async () => {
  const { rows } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = ${tenant.schema}`.execute(db)
  assert.ok(rows.length > 10)
  for (const { name } of rows) {
    const { rows: found } = await sql<{
      row: string
    }>`select to_jsonb(r)::text as row from ${sql.table(name)} r`.execute(db)
    for (const { row } of found) assert.doesNotMatch(row, /ZQ94|AB 1234567|XX9994321|YY8884321/, name)
  }
  for (const path of ['/events?take=200', '/contacts?page_size=200', '/contacts/export'])
    assert.doesNotMatch(JSON.stringify((await api.get(path)).body), /ZQ94/, path)
  assert.ok(logged.includes('travel-documents'), 'the log was listened to')
  assert.doesNotMatch(logged, /ZQ94|AB 1234567|YY8884321/)
  const { rows: kept } = await sql<{ number: string }>`select number from travel_documents`.execute(db)
  for (const { number } of kept) assert.match(number, /^v1\.[\w-]{40,}$/)
})
