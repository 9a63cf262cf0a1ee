// Changes taken back together leave what they leave when they are taken back one by one.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { leads } from '#modules/leads/service.ts'
import { opportunities } from '#modules/opportunities/service.ts'
import { testTenant } from '#test/tenant.ts'
import { runEach } from './bulk.ts'
import { type Ctx, newId, transaction } from './context.ts'
import { changesOf, takeBack } from './undo.ts'
import { judgeAll, takeBackAll } from './undoBatch.ts'

const { admin, api } = await testTenant()
await api.post('/custom-fields', { record_type: 'lead', key: 'rooms', type: 'number', label: 'Rooms' })

/** Does something in a transaction that is then rolled back; answers what stood in the tables before that. */
async function outcome(ctx: Ctx, operation_id: string, work: (ctx: Ctx) => Promise<unknown>) {
  const undo = { ...ctx, operation_id: newId() }
  let found: unknown
  await transaction(undo, async (ctx) => {
    const told = await work(ctx)
    const tables: Record<string, unknown> = {}
    for (const table of ['leads', 'contacts', 'accounts', 'opportunities', 'activities'])
      tables[table] = (await sql`select to_jsonb(t) as row from ${sql.table(table)} t order by id`.execute(ctx.db)).rows
    const events = await sql`
      select type, record_id, record_version, at, changes, note, undoes from events where operation_id = ${ctx.operation_id}
      order by record_id, record_version`.execute(ctx.db)
    found = { told, tables, events: events.rows }
    throw new Error('enough')
  }).catch((error: Error) => assert.equal(error.message, 'enough', error.stack))
  assert.ok(found, operation_id)
  return found as { told: unknown[]; events: unknown[] }
}

test('of an operation on every kind of record', async () => {
  const ctx = await admin.ctx()
  const make = async <T>(service: { create(ctx: Ctx, input: never): Promise<T> }, fields: object, at = ctx) =>
    service.create(at, fields as never) as Promise<T & { id: string }>
  const known = []
  for (let i = 0; i < 12; i += 1)
    known.push(await make(leads, { last_name: `Known ${i}`, email: `k${i}@acme.example`, lead_source: 'website' }))
  const person = await make(accounts, { account_type: 'individual', name: 'Rkia Amrani' })
  const [house, above] = [await make(accounts, { name: 'House' }), await make(accounts, { name: 'Above' })]
  const clerk = await make(contacts, { first_name: 'Hind', last_name: 'Alami', account_id: house.id })

  const op = { ...(await admin.ctx()), operation_id: newId() }
  const put = (service: any, { id }: { id: string }, changes: object) => service.update(op, id, changes as never)
  for (const [i, lead] of known.entries())
    await put(leads, lead, { tags: ['Hot'], lead_status: 'lost', reason: 'Fair', custom: { rooms: i } })
  await put(leads, known[0]!, { lead_source: 'referral' })
  await put(leads, known[1]!, { lead_score: 12 })
  await leads.archive(op, known[2]!.id)
  await put(leads, known[3]!, { assigned_to: null })
  await put(accounts, person, { email: 'rkia@example.com', last_name: 'Idrissi' })
  await put(accounts, house, { parent_id: above.id })
  await put(contacts, clerk, { account_id: above.id, city: 'Fès' })
  const trip = await make(opportunities, { name: 'Trip', account_id: house.id, amount: 5000 }, op)
  await put(opportunities, trip, { stage: 'closed_won' })
  await make(leads, { last_name: 'New', notes: 'Called' }, op)
  // Changed since: it cannot be taken back.
  await leads.update(await admin.ctx(), known[4]!.id, { lead_status: 'new' } as never)

  const changes = await changesOf(ctx, op.operation_id, 0, 1000)
  assert.ok(changes.length > 20)
  const single = await outcome(ctx, op.operation_id, (ctx) =>
    runEach(ctx, changes, ({ record_id }) => record_id, takeBack),
  )
  const together = await outcome(ctx, op.operation_id, (ctx) => takeBackAll(ctx, changes))
  assert.equal(single.events.length > 15, true)
  assert.deepEqual(together, single)
  const later = new Map()
  const judged = await outcome(ctx, op.operation_id, (ctx) => judgeAll(ctx, changes, later))
  assert.deepEqual([judged.told.length, judged.events], [1, []])
})
