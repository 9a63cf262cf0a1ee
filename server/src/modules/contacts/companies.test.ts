// Contacts are found by the name of their account, whatever becomes of either.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'
import { placeOlder } from './companies.ts'

const { api, person, team, rihla, newRihlaTenant } = await testTenant()
await rihla.start()

const ok = ({ status, body, headers }: Answer, expected = 201) => {
  assert.equal(status, expected, JSON.stringify(body))
  return { ...body, operation: headers['x-operation-id'] }
}
const make = async (what: string, fields: object, as: Api = api) =>
  ok(await as.post(`/${what}?allow_duplicate=true`, fields))
const account = (name: string, as: Api = api) => make('accounts', { name }, as)
const contact = (last_name: string, account_id: string | null, as: Api = api) =>
  make('contacts', { first_name: 'Amina', last_name, account_id }, as)
const change = async (path: string, fields: object) => ok(await api.patch(path, fields), 200)

/** Last names found by the list, which are those found by the one box. */
async function found(words: string, as: Api = api): Promise<string[]> {
  const q = encodeURIComponent(words)
  const listed = ok(await as.get(`/contacts?search=${q}&sort_by=last_name&sort_order=asc`), 200)
  const box = ok(await as.get(`/search?q=${q}&types=contact&limit=50`), 200)
  const names = listed.items.map((one: { last_name: string }) => one.last_name)
  if (!listed.fuzzy)
    assert.deepEqual(
      new Set(box.items.map(({ name }: { name: string }) => name.split(' ').at(-1))),
      new Set(names),
      'list and box',
    )
  return listed.fuzzy ? [] : names
}

test('by its account, alone and beside their own name, and the box says why', async () => {
  const { id } = await account('Zéphyr Voyages')
  await contact('Tazi', id)
  await contact('Alami', id)
  await contact('Nobody', null)
  assert.deepEqual(await found('zephyr'), ['Alami', 'Tazi'])
  assert.deepEqual(await found('tazi zéphyr'), ['Tazi'])
  assert.deepEqual(await found('voyages ZEPH'), ['Alami', 'Tazi'])
  assert.deepEqual(await found('ze'), ['Alami', 'Tazi'])
  const { items } = ok(await api.get('/search?q=zephyr&types=contact'), 200)
  assert.deepEqual(
    items.map(({ why, detail }: any) => [why, detail]),
    [
      ['company', 'Zéphyr Voyages'],
      ['company', 'Zéphyr Voyages'],
    ],
  )
  const counted = ok(await api.get('/contacts/stats?search=zephyr'), 200)
  assert.equal(counted.total_contacts, 2)
})

test('it follows: renamed, moved, unlinked, taken back, archived and restored', async () => {
  const [one, other] = [await account('Mistral Tours'), await account('Sirocco Travel')]
  const { id } = await contact('Benali', one.id)
  const { version } = await change(`/accounts/${one.id}`, { name: 'Alizé Tours' })
  assert.equal(version, 2)
  assert.deepEqual([await found('mistral'), await found('alize')], [[], ['Benali']])
  assert.equal(ok(await api.get(`/contacts/${id}`), 200).version, 1, 'no version of its own')
  const moved = await change(`/contacts/${id}`, { account_id: other.id })
  assert.deepEqual([await found('alize'), await found('sirocco')], [[], ['Benali']])
  await change(`/contacts/${id}`, { first_name: 'Samira', email: 's@x.example' })
  assert.deepEqual(await found('samira sirocco'), ['Benali'])
  const undone = await api.post(`/events/${moved.operation}/undo`, {})
  assert.equal(undone.status, 200)
  assert.deepEqual([await found('alize'), await found('sirocco')], [['Benali'], []])
  await change(`/contacts/${id}`, { account_id: null })
  assert.deepEqual(await found('alize'), [])
  await change(`/contacts/${id}`, { account_id: one.id })
  ok(await api.delete(`/contacts/${id}`), 204)
  await change(`/accounts/${one.id}`, { name: 'Levanter' })
  ok(await api.post(`/contacts/${id}/restore`, {}), 200)
  assert.deepEqual([await found('alize'), await found('levanter')], [[], ['Benali']])
  ok(await api.delete(`/accounts/${one.id}?hard=true`), 204)
  assert.deepEqual([await found('levanter'), await found('samira benali')], [[], ['Benali']])
})

test('it follows a merge of accounts and its undo', async () => {
  const [one, other] = [await account('Khamsin'), await account('Ghibli')]
  await contact('Naciri', other.id)
  const merged = ok(await api.post('/accounts/merge', { keep: one.id, merge: [other.id] }), 200)
  assert.deepEqual([await found('khamsin'), await found('ghibli')], [['Naciri'], []])
  assert.equal((await api.post(`/events/${merged.operation}/undo`, {})).status, 200)
  assert.deepEqual([await found('khamsin'), await found('ghibli')], [[], ['Naciri']])
})

test('with fields of one’s own too', async () => {
  const field = { record_type: 'contact', label: 'Badge', type: 'text' }
  const { key } = ok(await api.post('/custom-fields', field))
  const { id } = await account('Harmattan')
  const made = await make('contacts', {
    first_name: 'A',
    last_name: 'Rami',
    account_id: id,
    custom: { [key]: 'Quartz' },
  })
  assert.deepEqual(await found('quartz harmattan'), ['Rami'])
  await change(`/contacts/${made.id}`, { custom: { [key]: 'Basalt' } })
  assert.deepEqual([await found('quartz'), await found('basalt harmattan')], [[], ['Rami']])
})

test('nobody is found by the name of an account that the asker may not read', async () => {
  const [agent, other] = [await person('agent', await team()), await person('agent', await team())]
  const theirs = await make('accounts', { name: 'Simoom Holding', assigned_to: other.id })
  await make('contacts', { first_name: 'Simo', last_name: 'Kadiri', account_id: theirs.id, assigned_to: agent.id })
  const open = await make('accounts', { name: 'Simoom Holding', assigned_to: null })
  await make('contacts', { first_name: 'Amina', last_name: 'Rifi', account_id: open.id, assigned_to: agent.id })
  assert.deepEqual(await found('simoom'), ['Kadiri', 'Rifi'])
  assert.deepEqual(await found('simoom', agent.api), ['Rifi'])
  assert.deepEqual(await found('simo', agent.api), ['Kadiri', 'Rifi'])
  assert.deepEqual(await found('si', agent.api), ['Kadiri', 'Rifi'])
  assert.deepEqual(await found('kadiri simoom', agent.api), [])
  assert.equal(ok(await agent.api.get('/contacts/stats?search=simoom'), 200).total_contacts, 1)
  // A mistake is forgiven in what they may read alone.
  const nearly = ok(await agent.api.get('/contacts?search=simmoom'), 200)
  assert.deepEqual(
    nearly.items.map(({ last_name }: any) => last_name),
    ['Rifi'],
  )
})

test('a new name reaches many people behind the answer', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  const { id } = await account('Monsoon', house.api)
  const { db } = await house.ctx()
  await sql`insert into contacts (id, created_at, updated_at, version, first_name, last_name, tags, custom, search, account_id)
    select gen_random_uuid(), now(), now(), 1, 'P', 'Q' || i, '{}', '{}', 'p q' || i || ' ' || chr(10) || ' monsoon', ${id}
    from generate_series(1, 1800) i`.execute(db)
  const total = async (words: string) => {
    const { body } = await house.api.get(`/contacts?search=${words}&page_size=1`)
    return body.fuzzy ? 0 : body.total
  }
  assert.equal(await total('monsoon'), 1800)
  ok(await house.api.patch(`/accounts/${id}`, { name: 'Pampero' }), 200)
  for (let i = 0; i < 200 && (await total('pampero')) < 1800; i += 1) await wait(50)
  assert.deepEqual([await total('pampero'), await total('monsoon')], [1800, 0])
})

test('contacts of before are found too, a few at a time, and then nobody looks again', async () => {
  const house = await (await newRihlaTenant()).person('admin')
  const [{ id }, { id: unkeyed }] = [await account('Föhn', house.api), await account('Bora', house.api)]
  const ctx = await house.ctx()
  await sql`insert into contacts (id, created_at, updated_at, version, first_name, last_name, tags, custom, search, account_id)
    select gen_random_uuid(), now(), now(), 1, 'P', 'Q' || i, '{}', '{}', 'p q' || i,
      (array[${id}::uuid, ${unkeyed}::uuid, null])[1 + i % 3]
    from generate_series(1, 1500) i`.execute(ctx.db)
  await sql`update accounts set name_key = null where id = ${unkeyed}`.execute(ctx.db)
  await sql`delete from settings`.execute(ctx.db)
  await placeOlder(ctx)
  await placeOlder(ctx)
  const walked = () => sql`select key from settings where key = 'contacts_by_account'`.execute(ctx.db)
  assert.equal((await walked()).rows.length, 0, 'a process of before may still write')
  await sql`update contacts set search = 'p q1' where last_name = 'Q1'`.execute(ctx.db)
  await placeOlder({ ...ctx, now: new Date(ctx.now.getTime() + 6 * 60_000) })
  const total = async (words: string) => (await house.api.get(`/contacts?search=${words}&page_size=1`)).body.total
  assert.deepEqual([await total('fohn'), await total('bora'), await total('q1')], [500, 500, 612])
  const { rows } = await sql<{ key: string; versions: number }>`
    select key, (select max(version) from contacts) as versions from settings where key = 'contacts_by_account'`.execute(
    ctx.db,
  )
  assert.deepEqual(rows, [{ key: 'contacts_by_account', versions: 1 }])
})

test('of a renaming and a move at once neither is lost', async () => {
  for (let round = 0; round < 8; round += 1) {
    const { id } = await account(`Before${round}`)
    const people = await Promise.all([1, 2, 3].map((n) => contact(`R${round}n${n}`, null)))
    await Promise.all([
      change(`/accounts/${id}`, { name: `Later${round}` }),
      ...people.map((one) => change(`/contacts/${one.id}`, { account_id: id })),
    ])
    assert.deepEqual([(await found(`later${round}`)).length, (await found(`before${round}`)).length], [3, 0])
  }
})
