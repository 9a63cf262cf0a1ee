import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Connection } from '#platform/driver.ts'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'

const { api, admin, person, team, newRihlaTenant } = await testTenant()

const TABLES = [
  'accounts',
  'contacts',
  'leads',
  'opportunities',
  'activities',
  'travel_documents',
  'duplicate_dismissals',
]
/** Every row, without what counts and dates its changes. What an undo archives was not there before. */
async function snapshot(of = admin, alive = false) {
  const { db } = await of.ctx()
  const rows: Record<string, any>[] = []
  for (const table of TABLES) {
    const found = await sql<{ row: Record<string, any> }>`
      select to_jsonb(r) - 'version' - 'updated_at' || ${JSON.stringify({ table })}::jsonb as row
      from ${sql.table(table)} r order by id`.execute(db)
    rows.push(...found.rows.map(({ row }) => row))
  }
  return alive ? rows.filter(({ table, archived_at }) => table !== 'duplicate_dismissals' || !archived_at) : rows
}

const ok = ({ status, body }: Answer, expected = 201) => {
  assert.equal(status, expected, JSON.stringify(body))
  return body
}
const make = async (what: string, fields: object, as: Api = api) =>
  ok(await as.post(`/${what}${what === 'contacts' || what === 'accounts' ? '?allow_duplicate=true' : ''}`, fields))
const contact = (fields: object = {}, as: Api = api) =>
  make('contacts', { first_name: 'Amina', last_name: 'Benali', ...fields }, as)
const operationOf = ({ headers }: Answer) => String(headers['x-operation-id'])
const undo = async (answer: Answer, as: Api = api) => ok(await as.post(`/events/${operationOf(answer)}/undo`, {}), 200)
const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)

test('one contact of three: empty fields are filled, lists united, chosen fields chosen, everything follows, and back', async () => {
  const account = await make('accounts', { name: 'Atlas' })
  const a = await contact({ email: 'a@x.example', tags: ['VIP'], notes: 'Window seat.', custom: {} })
  const b = await contact({
    first_name: 'Aminah',
    email: 'b@x.example',
    phone: '0661000001',
    tags: ['vip', 'honeymoon'],
    notes: 'Likes tea.',
    account_id: account.id,
    birth_date: '1990-05-05',
    address: { line1: '1 Rue', city: 'Fès' },
    frequent_flyer: [{ programme: 'Safar', number: '1' }],
  })
  const c = await contact({ mobile: '0661000002', title: 'Guide', reports_to_id: b.id, city: 'Agadir' })
  const boss = await contact({ last_name: 'Boss', reports_to_id: c.id })
  const lead = await make('leads', { last_name: 'Lead', contact_id: b.id })
  const deal = await make('opportunities', { name: 'Trip', contact_id: c.id })
  const note = ok(await api.post(`/contacts/${b.id}/notes`, { content: 'Called about Fès' }))
  const passport = ok(await api.post(`/contacts/${b.id}/travel-documents`, { kind: 'passport', number: 'AB1234567' }))
  const before = await snapshot()

  const body = { keep: a.id, merge: [b.id, c.id], values: { first_name: 'Aminah', city: 'Rabat' } }
  const preview = ok(await api.post('/contacts/merge/preview', body), 200)
  assert.deepEqual(await snapshot(), before)
  assert.deepEqual(preview.changes.first_name, ['Amina', 'Aminah'])
  assert.deepEqual(
    new Set(preview.moves.map(({ record_type, field, count }: any) => `${record_type} ${field} ${count}`)),
    new Set([
      'lead contact_id 1',
      'opportunity contact_id 1',
      'activity contact_id 1',
      'travel_document contact_id 1',
      'contact reports_to_id 2',
    ]),
  )
  const done = await api.post('/contacts/merge', body)
  const kept = ok(done, 200)
  assert.deepEqual(
    [
      kept.id,
      kept.first_name,
      kept.email,
      kept.phone,
      kept.mobile,
      kept.title,
      kept.city,
      kept.account_id,
      kept.birth_date,
    ],
    [a.id, 'Aminah', 'a@x.example', '0661000001', '0661000002', 'Guide', 'Rabat', account.id, '1990-05-05'],
  )
  assert.deepEqual(
    [kept.tags, kept.notes, kept.reports_to_id],
    [['VIP', 'honeymoon'], 'Window seat.\n\nLikes tea.', null],
  )
  assert.deepEqual([kept.address, kept.frequent_flyer], [b.address, b.frequent_flyer])
  assert.deepEqual(
    Object.keys(preview.changes)
      .toSorted()
      .filter((name) => kept[name] === undefined),
    [],
  )
  for (const [field, [, then]] of Object.entries<[unknown, unknown]>(preview.changes))
    assert.deepEqual(kept[field], then, field)
  for (const { id } of [b, c]) {
    const gone = ok(await api.get(`/contacts/${id}`), 200)
    assert.equal(gone.merged_into_id, a.id)
    assert.ok(gone.archived_at)
    assert.equal((await api.patch(`/contacts/${id}`, { title: 'X' })).status, 409)
  }
  assert.equal((await api.get(`/leads/${lead.id}`)).body.contact_id, a.id)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
  assert.equal((await api.get(`/contacts/${boss.id}`)).body.reports_to_id, a.id)
  assert.deepEqual(idsOf((await api.get(`/contacts/${a.id}/travel-documents`)).body.items), [passport.id])
  const story = (await api.get(`/contacts/${a.id}/timeline`)).body.items
  assert.ok(story.some((line: any) => line.activity?.id === note.id))
  const merged = story.find(({ type }: any) => type === 'contact.merged')
  assert.equal(merged.note, 'Aminah Benali, Amina Benali')
  assert.equal((await api.get(`/contacts/${b.id}/timeline`)).body.items[0].type, 'contact.archived')
  assert.deepEqual(idsOf((await api.get('/contacts?search=benali')).body.items), [a.id])

  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('a merge of two that differ in nothing is told all the same, and taken back', async () => {
  const [a, b] = [await contact(), await contact()]
  const before = await snapshot()
  const done = await api.post('/contacts/merge', { keep: a.id, merge: [b.id, b.id] })
  assert.equal(ok(done, 200).version, 2)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('who is above whom never becomes a ring', async () => {
  const y = await make('accounts', { name: 'Y' })
  const b = await make('accounts', { name: 'B', parent_id: y.id })
  const x = await make('accounts', { name: 'X', parent_id: b.id })
  const a = await make('accounts', { name: 'A', parent_id: x.id })
  const before = await snapshot()
  const done = await api.post('/accounts/merge', { keep: a.id, merge: [b.id] })
  assert.equal(ok(done, 200).parent_id, y.id)
  assert.equal((await api.get(`/accounts/${x.id}`)).body.parent_id, a.id)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
  const whole = await api.post('/accounts/merge', { keep: x.id, merge: [a.id, b.id, y.id] })
  assert.equal(ok(whole, 200).parent_id, null)
  await undo(whole)
  assert.deepEqual(await snapshot(), before)
})

test('two accounts of one person become one, and so do their persons', async () => {
  const one = await make('accounts', { account_type: 'individual', name: 'Omar Idrissi', email: 'omar@x.example' })
  const two = await make('accounts', { account_type: 'individual', name: 'Omar Idrissi', phone: '0661000009' })
  const deal = await make('opportunities', {
    name: 'Trip',
    contact_id: two.primary_contact_id,
    account_id: two.id,
    amount: 100,
    stage: 'closed_won',
  })
  const before = await snapshot()
  const persons = await api.post('/contacts/merge', { keep: one.primary_contact_id, merge: [two.primary_contact_id] })
  assert.deepEqual([persons.status, persons.body.code], [409, 'contact.is_account'])
  assert.deepEqual(await snapshot(), before)
  const done = await api.post('/accounts/merge', { keep: one.id, merge: [two.id] })
  assert.deepEqual([ok(done, 200).phone, done.body.primary_contact_id], ['0661000009', one.primary_contact_id])
  const kept = (await api.get(`/contacts/${one.primary_contact_id}`)).body
  assert.deepEqual([kept.email, kept.phone, kept.account_id], ['omar@x.example', '0661000009', one.id])
  const { body } = await api.get(`/opportunities/${deal.id}`)
  assert.deepEqual([body.account_id, body.contact_id], [one.id, one.primary_contact_id])
  assert.equal((await api.get(`/contacts/${two.primary_contact_id}`)).body.merged_into_id, one.primary_contact_id)
  assert.equal((await api.get(`/accounts/${one.id}`)).body.lifetime_value, 100)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('two leads become one that knows what came of either', async () => {
  const a = await make('leads', { last_name: 'Alami', title: 'Desert trip', tags: ['a'] })
  const b = await make('leads', {
    last_name: 'Alami',
    email: 'alami@x.example',
    company_name: 'Riad',
    estimated_value: 5000,
    currency: 'MAD',
  })
  ok(await api.post(`/leads/${b.id}/convert`, { allow_duplicate: true }))
  await api.post(`/leads/${b.id}/notes`, { content: 'Asked for a quote' })
  const before = await snapshot()
  const done = await api.post('/leads/merge', { keep: a.id, merge: [b.id] })
  const kept = ok(done, 200)
  assert.ok(kept.converted_at && kept.converted_account_id && kept.notes.length)
  assert.deepEqual([kept.email, kept.estimated_value, kept.title], ['alami@x.example', 5000, 'Desert trip'])
  assert.equal((await api.get(`/opportunities/${kept.converted_opportunity_id}`)).body.lead_id, a.id)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('of consent the last word counts, and of words nobody dated the stricter', async () => {
  const a = await contact({ consent: { email: { state: 'granted' }, sms: { state: 'denied' } } })
  const b = await contact({ consent: { email: { state: 'denied' }, whatsapp: { state: 'granted' } } })
  const { consent } = ok(await api.post('/contacts/merge', { keep: a.id, merge: [b.id] }), 200)
  assert.deepEqual(
    Object.entries<any>(consent)
      .map(([channel, { state }]) => `${channel} ${state}`)
      .toSorted(),
    ['email denied', 'sms denied', 'whatsapp granted'],
  )
})

test('what is too private for the log comes along only where somebody says so', async () => {
  const a = await contact({ dietary_restrictions: ['nuts'] })
  const b = await contact({ dietary_restrictions: ['milk'], accessibility_needs: ['ramp'] })
  const before = await snapshot()
  const { left } = ok(await api.post('/contacts/merge/preview', { keep: a.id, merge: [b.id] }), 200)
  assert.deepEqual(left, ['dietary_restrictions', 'accessibility_needs'])
  const plain = await api.post('/contacts/merge', { keep: a.id, merge: [b.id] })
  assert.deepEqual(ok(plain, 200).dietary_restrictions, ['nuts'])
  await undo(plain)
  assert.deepEqual(await snapshot(), before)
  const values = { dietary_restrictions: ['nuts', 'milk'], accessibility_needs: ['ramp'] }
  const asked = await api.post('/contacts/merge', { keep: a.id, merge: [b.id], values })
  assert.deepEqual(ok(asked, 200).dietary_restrictions, ['nuts', 'milk'])
  assert.equal((await api.post(`/events/${operationOf(asked)}/undo`, {})).status, 422)
})

test('what cannot be merged', async () => {
  const [a, b] = [await contact(), await contact()]
  const merge = (body: object, as: Api = api) => as.post('/contacts/merge', body)
  assert.equal((await merge({ keep: a.id, merge: [a.id] })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [] })).status, 400)
  assert.equal((await merge({ keep: a.id, merge: [crypto.randomUUID()] })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { nickname: 'x' } })).status, 400)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { account_id: crypto.randomUUID() } })).status, 422)
  assert.equal((await merge({ keep: a.id, merge: [b.id], version: 7 })).status, 412)
  assert.equal((await merge({ keep: a.id, merge: [b.id], values: { reports_to_id: b.id } })).status, 422)
  ok(await api.delete(`/contacts/${b.id}`), 204)
  const gone = await merge({ keep: a.id, merge: [b.id] })
  assert.deepEqual([gone.status, gone.body.code, gone.body.record_id], [409, 'merge_archived', b.id])
})

test('whoever merges must have the right to both; what follows may be anybody’s, and goes back with them', async () => {
  const ours = await team()
  const agent = await person('agent', ours)
  const other = await person('agent', await team())
  const [a, b] = [await contact({}, agent.api), await contact({}, agent.api)]
  const foreign = await contact({}, other.api)
  const deal = await make('opportunities', { name: 'Theirs', assigned_to: other.id, contact_id: b.id })
  const mate = await contact({}, (await person('agent', ours)).api)
  const before = await snapshot()
  const merge = (id: string) => agent.api.post('/contacts/merge', { keep: a.id, merge: [id] })
  assert.equal((await merge(foreign.id)).status, 422)
  assert.equal((await merge(mate.id)).status, 403)
  assert.deepEqual(await snapshot(), before)
  const done = await merge(b.id)
  ok(done, 200)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
  await undo(done, agent.api)
  assert.deepEqual(await snapshot(), before)
})

test('of two merges of one pair at once, in whichever direction, one is done', async () => {
  for (let round = 0; round < 5; round += 1) {
    const [a, b] = [await contact(), await contact()]
    const answers = await Promise.all([
      api.post('/contacts/merge', { keep: a.id, merge: [b.id] }),
      api.post('/contacts/merge', { keep: b.id, merge: [a.id] }),
      api.post('/contacts/merge', { keep: a.id, merge: [b.id] }),
    ])
    assert.deepEqual(
      answers.map(({ status }) => status).toSorted((x, y) => x - y),
      [200, 409, 409],
      JSON.stringify(answers.map(({ body }) => body)),
    )
  }
})

test('what was said not to be one with what went is not one with where it went', async () => {
  const [a, b, c] = [
    await contact({ email: 'n@x.example' }),
    await contact({ email: 'n@x.example' }),
    await contact({ email: 'n@x.example' }),
  ]
  ok(await api.post('/duplicates/dismiss', { record_type: 'contact', ids: [b.id, c.id] }))
  const before = await snapshot(admin, true)
  const done = await api.post('/contacts/merge', { keep: a.id, merge: [b.id] })
  ok(done, 200)
  const { items } = (await api.get('/duplicates?record_type=contact&take=100')).body
  assert.ok(!items.some(({ records }: any) => idsOf(records).includes(c.id)))
  await undo(done)
  assert.deepEqual(await snapshot(admin, true), before)
})

test('whatever points to whatever: nothing living points to what went, no rings, and all of it comes back', async () => {
  const graph = fc.record({
    links: fc.array(fc.tuple(fc.nat(), fc.nat(), fc.nat()), { minLength: 4, maxLength: 14 }),
    merges: fc.array(fc.tuple(fc.constantFrom('accounts', 'contacts', 'leads'), fc.nat(), fc.nat(), fc.nat()), {
      minLength: 1,
      maxLength: 4,
    }),
  })
  await fc.assert(
    fc.asyncProperty(graph, async ({ links, merges }) => {
      const { person } = await newRihlaTenant()
      const house = await person('admin')
      const { api } = house
      const ids: Record<string, string[]> = { accounts: [], contacts: [], leads: [], opportunities: [] }
      const pick = (what: string, n: number) => ids[what]![n % (ids[what]!.length + 1)] ?? null
      for (const [n, [x, y, z]] of links.entries()) {
        const what = Object.keys(ids)[n % 4]!
        const fields = {
          accounts: { name: `A${n}`, parent_id: pick('accounts', x) },
          contacts: {
            first_name: 'C',
            last_name: `${n}`,
            account_id: pick('accounts', x),
            reports_to_id: pick('contacts', y),
          },
          leads: { last_name: `L${n}`, contact_id: pick('contacts', z) },
          opportunities: {
            name: `O${n}`,
            account_id: pick('accounts', x),
            contact_id: pick('contacts', y),
            lead_id: pick('leads', z),
          },
        }[what]!
        const { id } = await make(what, fields, api)
        ids[what]!.push(id)
        if (what !== 'opportunities') ok(await api.post(`/${what}/${id}/notes`, { content: `note ${n}` }))
      }
      const before = await snapshot(house)
      const done: Answer[] = []
      for (const [what, x, y, z] of merges) {
        const [keep, ...merge] = [...new Set([x, y, z].map((n) => pick(what, n)))].filter((id) => id !== null)
        if (!keep || merge.length === 0) continue
        const answer = await api.post(`/${what}/merge`, { keep, merge })
        if (answer.body.code === 'merge_archived') continue
        ok(answer, 200)
        done.push(answer)
      }
      const rows = await snapshot(house)
      const gone = new Set(rows.filter(({ merged_into_id }) => merged_into_id).map(({ id }) => id))
      for (const row of rows.filter(({ archived_at }) => !archived_at))
        for (const [name, value] of Object.entries(row))
          assert.ok(name === 'id' || !gone.has(value), `${row.table}.${name}`)
      const byId = new Map(rows.map((row) => [row.id, row]))
      for (const row of rows) {
        const seen = new Set<string>()
        for (let at: any = row; at && !at.archived_at; at = byId.get(at.parent_id ?? at.reports_to_id)) {
          assert.ok(!seen.has(at.id), 'a ring')
          seen.add(at.id)
        }
      }
      for (const answer of done.toReversed()) await undo(answer, api)
      assert.deepEqual(await snapshot(house), before)
    }),
    { numRuns: 12 },
  )
})

test('what the caller may not read is not told before, and follows all the same', async () => {
  const agent = await person('agent', await team())
  const other = await person('agent', await team())
  const [a, b] = [await contact({}, agent.api), await contact({}, agent.api)]
  const deal = await make('opportunities', { name: 'Theirs', assigned_to: other.id, contact_id: b.id })
  await make('opportunities', { name: 'Mine', assigned_to: agent.id, contact_id: b.id })
  const body = { keep: a.id, merge: [b.id] }
  const told = async (as: Api) => ok(await as.post('/contacts/merge/preview', body), 200).moves
  assert.deepEqual(await told(agent.api), [{ record_type: 'opportunity', field: 'contact_id', count: 1 }])
  assert.deepEqual(await told(api), [{ record_type: 'opportunity', field: 'contact_id', count: 2 }])
  ok(await agent.api.post('/contacts/merge', body), 200)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
})

test('who is chosen to be above the kept one is not one that comes to be below it', async () => {
  const [a, b] = [await contact(), await contact()]
  const x = await contact({ reports_to_id: b.id })
  const before = await snapshot()
  const asked = await api.post('/contacts/merge', { keep: a.id, merge: [b.id], values: { reports_to_id: x.id } })
  assert.deepEqual([asked.status, asked.body.errors?.[0].code], [422, 'cycle'])
  assert.deepEqual(await snapshot(), before)
})

test('thousands follow in few statements, each with its event', async () => {
  const { person } = await newRihlaTenant()
  const house = await person('admin')
  const [a, b] = [await make('accounts', { name: 'A' }, house.api), await make('accounts', { name: 'B' }, house.api)]
  const { db } = await house.ctx()
  const many = 2500
  await sql`insert into activities (id, created_at, updated_at, version, type, status, subject, search, started_at, account_id)
    select gen_random_uuid(), now(), now(), 1, 'call', 'completed', 'Call ' || i, 'call ' || i, now() - i * interval '1 hour', ${b.id}
    from generate_series(1, ${many}) i`.execute(db)
  const { send } = Connection.prototype
  let statements = 0
  Connection.prototype.send = function (...sent) {
    statements += 1
    return send.apply(this, sent)
  }
  const done = await house.api.post('/accounts/merge', { keep: a.id, merge: [b.id] })
  Connection.prototype.send = send
  assert.ok(ok(done, 200).last_interaction_at)
  assert.ok(statements < 100, `${statements} statements`)
  const { rows } = await sql<{ moved: number; told: number }>`
    select (select count(*) from activities where account_id = ${a.id} and version = 2) as moved,
      (select count(distinct record_id) from events where operation_id = ${operationOf(done)} and record_type = 'activity'
        and changes = jsonb_build_object('account_id', jsonb_build_array(${b.id}::text, ${a.id}::text))) as told`.execute(
    db,
  )
  assert.deepEqual(rows, [{ moved: many, told: many }])
})
