import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#platform/context.ts'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'

const { api, person, team, newRihlaTenant } = await testTenant()

const ok = ({ status, body }: Answer, expected = 201) => {
  assert.equal(status, expected, JSON.stringify(body))
  return body
}
const contact = async (fields: object, as: Api = api) =>
  ok(await as.post('/contacts', { first_name: 'Amina', last_name: 'Benali', ...fields }))
const whys = ({ body }: Answer) => body.candidates.map(({ id, why }: any) => [id, why])

test('a hundred at once with one e-mail make one contact', async () => {
  const asked = Array.from({ length: 100 }, (_, n) =>
    api.post('/contacts', {
      first_name: `N${n}`,
      last_name: 'Same',
      email: n % 2 ? 'Same@Riad.example' : 'same@riad.example',
    }),
  )
  const answers = await Promise.all(asked)
  const made = answers.filter(({ status }) => status === 201)
  assert.equal(made.length, 1)
  const refused = answers.filter(({ status }) => status === 409)
  assert.equal(refused.length, 99, JSON.stringify(answers.find(({ status }) => status > 409)?.body))
  for (const { body } of refused) {
    assert.equal(body.code, 'duplicate_contact')
    assert.deepEqual(
      body.candidates.map(({ id }: any) => id),
      [made[0]!.body.id],
    )
  }
})

test('a contact is refused by e-mail, by phone in any notation, and by name with birth date or account', async () => {
  const account = ok(await api.post('/accounts', { name: 'Palmeraie Voyages' }))
  const known = await contact({
    first_name: 'Élodie',
    last_name: 'El Fassi',
    email: 'elodie@atlas.example',
    phone: '+212 661-20 30 40',
    birth_date: '1988-02-03',
    account_id: account.id,
  })
  const tries: [object, string | null][] = [
    [{ email: ' ELODIE@atlas.example'.trim() }, 'email'],
    [{ phone: '0661203040' }, 'phone'],
    [{ mobile: '00212661203040' }, 'phone'],
    [{ first_name: 'elodie', last_name: 'EL  FASSI', birth_date: '1988-02-03' }, 'name'],
    [{ first_name: 'ELODIE', last_name: 'el fassi', account_id: account.id }, 'name'],
    [{ first_name: 'Elodie', last_name: 'El Fassi' }, null],
    [{ first_name: 'Elodie', last_name: 'El Fassi', birth_date: '1988-02-04' }, null],
    [{ email: 'el.odie@atlas.example' }, null],
  ]
  for (const [fields, why] of tries) {
    const answer = await api.post('/contacts', { first_name: 'Other', last_name: 'Name', ...fields })
    if (why === null) assert.equal(answer.status, 201, JSON.stringify([fields, answer.body]))
    else {
      assert.equal(answer.status, 409, JSON.stringify(fields))
      assert.deepEqual(whys(answer), [[known.id, why]])
      const { full_name, email, phone } = answer.body.candidates[0]
      assert.deepEqual([full_name, email, phone], ['Élodie El Fassi', 'elodie@atlas.example', '+212 661-20 30 40'])
    }
  }
})

test('an account is refused by e-mail, phone, tax number and name in one place; a person by no name', async () => {
  const known = ok(
    await api.post('/accounts', {
      name: 'Sahara Désert Tours',
      email: 'info@sahara.example',
      phone: '+212 524-11 22 33',
      tax_id: 'ICE 0015-2.3',
      website: 'https://www.sahara.example/fr?x=1',
      country: 'MA',
      city: 'Marrakech',
    }),
  )
  const tries: [object, string | null][] = [
    [{ email: 'INFO@sahara.example' }, 'email'],
    [{ mobile: '0524112233' }, 'phone'],
    [{ tax_id: 'ice 001523' }, 'tax_id'],
    [{ name: 'sahara desert TOURS' }, 'name'],
    [{ name: 'Sahara Desert Tours', city: 'MARRAKECH', country: 'Maroc' }, 'name'],
    [{ name: 'Sahara Desert Tours', city: 'Agadir' }, null],
    [{ name: 'Sahara Desert Tours', account_type: 'individual', email: 'sdt@person.example' }, null],
    [{ website: 'sahara.example' }, null],
  ]
  for (const [fields, why] of tries) {
    const answer = await api.post('/accounts', { name: `Other ${JSON.stringify(fields)}`, ...fields })
    assert.equal(answer.status, why ? 409 : 201, JSON.stringify([fields, answer.body]))
    if (why) assert.deepEqual([answer.body.code, ...whys(answer)], ['duplicate_account', [known.id, why]])
  }
  const hints = await api.get('/accounts/duplicates?website=http://sahara.example/contact')
  assert.ok(hints.body.items.some(({ id, why }: any) => id === known.id && why === 'website'))
})

test('allow_duplicate makes it all the same, in the query and in the body; update knows no such word', async () => {
  await contact({ email: 'twin@atlas.example' })
  const refused = await api.post('/contacts', { first_name: 'A', last_name: 'B', email: 'twin@atlas.example' })
  assert.equal(refused.status, 409)
  const second = await contact({ email: 'twin@atlas.example', allow_duplicate: true })
  const third = await api.post('/contacts?allow_duplicate=true', {
    first_name: 'A',
    last_name: 'B',
    email: 'twin@atlas.example',
  })
  assert.equal(third.status, 201)
  assert.equal(third.body.allow_duplicate, undefined)
  assert.equal((await api.patch(`/contacts/${second.id}`, { allow_duplicate: true })).status, 400)
  assert.equal((await api.post('/leads?allow_duplicate=true', { last_name: 'X' })).status, 400)
})

test('what is archived refuses nothing, nor does another kind of record; leads only hint', async () => {
  const gone = await contact({ email: 'gone@atlas.example' })
  await api.delete(`/contacts/${gone.id}`)
  await contact({ email: 'gone@atlas.example' })
  ok(await api.post('/accounts', { name: 'Gone', email: 'gone@atlas.example' }))
  for (let n = 0; n < 2; n += 1) ok(await api.post('/leads', { last_name: 'Gone', email: 'gone@atlas.example' }))
  const { body } = await api.get('/leads/duplicates?email=gone@atlas.example')
  assert.equal(body.items.length, 2)
})

test('a conversion offers who is there already; then it links them, or makes them all the same', async () => {
  const lead = async () =>
    ok(await api.post('/leads', { first_name: 'Nora', last_name: 'Saadi', email: 'nora@x.example' })).id
  const [first, second, third] = [await lead(), await lead(), await lead()]
  const made = ok(await api.post(`/leads/${first}/convert`, {}))
  const refused = await api.post(`/leads/${second}/convert`, {})
  assert.deepEqual([refused.status, refused.body.code], [409, 'duplicate_contact'])
  assert.deepEqual(whys(refused), [[made.contact.id, 'email']])
  const account = await api.post(`/leads/${second}/convert`, { contact: { id: made.contact.id } })
  assert.deepEqual(
    [account.status, account.body.code, whys(account)],
    [409, 'duplicate_account', [[made.account.id, 'email']]],
  )
  const linked = ok(
    await api.post(`/leads/${second}/convert`, { account: { id: made.account.id }, contact: { id: made.contact.id } }),
  )
  assert.deepEqual([linked.account.id, linked.contact.id], [made.account.id, made.contact.id])
  const again = ok(await api.post(`/leads/${third}/convert`, { allow_duplicate: true }))
  assert.notEqual(again.contact.id, made.contact.id)
})

test('who may not read the other one is not told of it, and not refused', async () => {
  const [one, other] = [await person('agent', await team()), await person('agent', await team())]
  await contact({ email: 'secret@atlas.example' }, one.api)
  const hint = await other.api.get('/contacts/duplicates?email=secret@atlas.example')
  assert.deepEqual(hint.body, { items: [] })
  await contact({ email: 'secret@atlas.example' }, other.api)
  const mine = await one.api.get('/contacts/duplicates?email=secret@atlas.example')
  assert.equal(mine.body.items.length, 1)
  const queue = await one.api.get('/duplicates?record_type=contact&take=100')
  assert.ok(!JSON.stringify(queue.body).includes('secret@'))
  const all = await api.get('/duplicates?record_type=contact&take=100')
  assert.ok(JSON.stringify(all.body).includes('secret@'))
})

test('hints while somebody writes', async () => {
  const { id } = await contact({
    first_name: 'Yassine',
    last_name: 'Tazi',
    email: 'y@tazi.example',
    birth_date: '1990-01-01',
  })
  const ask = async (query: string) => (await api.get(`/contacts/duplicates?${query}`)).body.items
  assert.deepEqual(await ask('email=Y@tazi.example'), [
    { id, full_name: 'Yassine Tazi', email: 'y@tazi.example', phone: null, why: 'email' },
  ])
  assert.equal((await ask('first_name=yassine&last_name=tazi&birth_date=1990-01-01'))[0].why, 'name')
  assert.deepEqual(await ask('first_name=yassine&last_name=tazi'), [])
  assert.deepEqual(await ask(''), [])
  assert.equal((await api.get('/contacts/duplicates?nickname=x')).status, 400)
  // The database knows no year 0.
  assert.equal((await api.get('/contacts/duplicates?birth_date=0000-01-01')).status, 400)
})

test('rows of before there were keys are found by name too', async () => {
  const { person } = await newRihlaTenant()
  const { api, ctx } = await person('admin')
  const fields = { first_name: 'Zoé', last_name: 'Amrani', birth_date: '1979-09-09' }
  const old = ok(await api.post('/contacts', fields))
  const company = ok(await api.post('/accounts', { name: 'Médina Voyages' }))
  const before = await ctx()
  await transaction(before, async ({ db }) => {
    for (const table of ['contacts', 'accounts']) await sql`update ${sql.table(table)} set name_key = null`.execute(db)
  })
  const hint = await api.get('/contacts/duplicates?first_name=zoe&last_name=AMRANI&birth_date=1979-09-09')
  assert.deepEqual(hint.body.items[0]?.id, old.id)
  assert.equal((await api.get('/accounts/duplicates?name=medina%20voyages')).body.items[0]?.id, company.id)
  const { version, updated_at } = (await api.get(`/contacts/${old.id}`)).body
  assert.deepEqual([version, updated_at], [1, old.updated_at])
  assert.equal((await api.post('/contacts', { ...fields, first_name: 'ZOE' })).status, 409)
})

test('pairs stand in the queue with their reasons, the likeliest first, page by page', async () => {
  const { person } = await newRihlaTenant()
  const { api } = await person('admin')
  const made = async (fields: object) =>
    ok(await api.post('/contacts?allow_duplicate=true', { first_name: 'Sara', last_name: 'Alami', ...fields }))
  const a = await made({ email: 'sara@x.example', phone: '0661000001' })
  const b = await made({ email: 'SARA@x.example', mobile: '+212661000001' })
  const c = await made({ first_name: 'Omar', phone: '+212 661-000001' })
  await made({ last_name: 'Other', email: 'other@x.example' })
  const { body } = await api.get('/duplicates?record_type=contact')
  const pairs = body.items.map(({ records, reasons, confidence }: any) => [
    records.map(({ id }: any) => id),
    reasons,
    confidence,
  ])
  assert.deepEqual(pairs.map(([ids]: any) => ids).slice(0, 1), [[a.id, b.id]])
  assert.deepEqual(pairs[0].slice(1), [['email', 'phone'], 99])
  assert.deepEqual(
    new Set(pairs.slice(1).map(([ids, why, sure]: any) => `${ids} ${why} ${sure}`)),
    new Set([`${a.id},${c.id} phone 66`, `${b.id},${c.id} phone 66`]),
  )
  assert.equal(body.next_cursor, null)
  const seen: unknown[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: Answer = await api.get(`/duplicates?record_type=contact&take=1&cursor=${cursor}`)
    seen.push(...page.body.items)
    cursor = page.body.next_cursor
  }
  assert.deepEqual(seen, body.items)
  for (const cursor of ['x', 'MTIz', Buffer.from('99 a b').toString('base64url')])
    assert.equal((await api.get(`/duplicates?record_type=contact&cursor=${cursor}`)).status, 400)
  assert.equal((await api.get('/duplicates?record_type=opportunity')).status, 400)
})

test('what was said to be two stays two, until that is taken back', async () => {
  const { person, team } = await newRihlaTenant()
  const { api } = await person('admin')
  const made = async () =>
    ok(await api.post('/contacts?allow_duplicate=true', { first_name: 'A', last_name: 'B', email: 'ab@x.example' }))
  const [a, b] = [await made(), await made()]
  const queue = async () => (await api.get('/duplicates?record_type=contact')).body.items.length
  assert.equal(await queue(), 1)
  const body = { record_type: 'contact', ids: [b.id, a.id] }
  const agent = await person('agent', await team())
  assert.equal((await agent.api.post('/duplicates/dismiss', body)).status, 422)
  assert.equal((await (await person('viewer')).api.post('/duplicates/dismiss', body)).status, 403)
  const said = await api.post('/duplicates/dismiss', body)
  ok(said)
  assert.equal(await queue(), 0)
  const [again, twice] = await Promise.all([
    api.post('/duplicates/dismiss', body),
    api.post('/duplicates/dismiss', body),
  ])
  assert.deepEqual([again.body.id, twice.body.id], [said.body.id, said.body.id])
  ok(await api.post(`/events/${String(said.headers['x-operation-id'])}/undo`, {}), 200)
  assert.equal(await queue(), 1)
  ok(await api.post('/duplicates/dismiss', body))
  assert.equal(await queue(), 0)
  assert.equal((await api.post('/duplicates/dismiss', { record_type: 'contact', ids: [a.id, a.id] })).status, 422)
  assert.equal((await api.post('/duplicates/dismiss', { record_type: 'account', ids: [a.id, b.id] })).status, 422)
})
