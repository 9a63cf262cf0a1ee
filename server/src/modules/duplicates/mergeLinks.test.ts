import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { Connection } from '#platform/driver.ts'
import { idsOf, merging, ok, operationOf } from '#test/merging.ts'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, admin, newRihlaTenant } = await testTenant()
const { contact, make, snapshot, undo } = merging({ api, admin })

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
