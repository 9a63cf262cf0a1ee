import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { sql } from 'kysely'
import { MERGEABLE, type Mergeable } from '@rihla/contracts/duplicates.ts'
import type { Ctx } from '#platform/context.ts'
import { compared, found, number, seed } from '#test/duplicatePairs.ts'
import { type Person, testTenant } from '#test/tenant.ts'
import { find, followLog } from './following.ts'
import { wereFound } from './queries/progress.ts'

const { newRihlaTenant } = await testTenant()
const KINDS = { contact: 'contacts', account: 'accounts', lead: 'leads' } as const

const few = (...values: (string | null)[]) => fc.constantFrom(...values)
const common = {
  email: few('a@pair.example', 'b@pair.example', 'B@pair.example', null, null, null),
  phone: few('+212661000001', '+212661000002', null, null, null),
  mobile: few('+212661000001', '+212661000003', null, null),
  city: few('Fès', 'FÈS', 'Rabat', null),
}
const person = { first_name: few('Amina', 'amina', 'Omar'), last_name: few('Tazi', 'Alami') }
const shapes: Record<Mergeable, fc.Arbitrary<Record<string, unknown>>> = {
  contact: fc.record({ ...common, ...person, birth_date: few('1990-01-01', '1991-01-01', null) }),
  account: fc.record({
    ...common,
    ...person,
    name: few('Atlas', 'ATLAS', 'Sahara'),
    account_type: few('business', 'individual'),
    country: few('MA', 'FR', null),
    tax_id: few('ICE 1-2', 'ice12', null, null, null),
    website: few('https://www.atlas.example/a', 'atlas.example', 'sahara.example', null, null),
  }),
  lead: fc.record({ ...common, ...person, company_name: few('Atlas', 'atlas', null) }),
}

type Step = { what: string; at: number; fields: Record<string, unknown> }
const stepsOf = (kind: Mergeable, most: number) =>
  fc.array(
    fc.record({
      what: few(
        'make',
        'make',
        'change',
        'change',
        'archive',
        'restore',
        'merge',
        'undo',
        'erase',
        'follow',
        'dismiss',
      ),
      at: fc.nat(),
      fields: shapes[kind],
    }) as fc.Arbitrary<Step>,
    { minLength: most / 2, maxLength: most },
  )

/** Asks for what a step says, whether it may be or not. */
async function take(kind: Mergeable, { api, ctx }: Person, { what, at, fields }: Step, ids: string[], done: string[]) {
  const path = `/${KINDS[kind]}`
  const [one, other] = [ids[at % ids.length], ids[Math.floor(at / 7) % ids.length]]
  // An account of a person is named by what the person is called.
  const { name, first_name, last_name, ...rest } = fields
  const called = kind !== 'account' ? { first_name, last_name } : {}
  const named = fields.account_type === 'individual' ? { first_name, last_name } : { name }
  const whole = { ...rest, ...called, ...(kind === 'account' && named) }
  const asked = {
    make: () => api.post(path + (kind === 'lead' ? '' : '?allow_duplicate=true'), whole),
    change: () => api.patch(`${path}/${one}`, at % 3 ? { city: rest.city } : { ...rest, ...called }),
    archive: () => api.delete(`${path}/${one}`),
    restore: () => api.post(`${path}/${one}/restore`, {}),
    erase: () => api.delete(`${path}/${one}?hard=true`),
    merge: () => api.post(`${path}/merge`, { keep: one, merge: [other] }),
    dismiss: () => api.post('/duplicates/dismiss', { record_type: kind, ids: [one, other] }),
    undo: () => api.post(`/events/${done[at % (done.length || 1)]}/undo`, {}),
  }[what]
  if (asked) {
    const answer = await asked()
    assert.ok(answer.status < 500, JSON.stringify(answer.body))
    if (what === 'make') assert.equal(answer.status, 201, JSON.stringify([whole, answer.body]))
    if (what === 'make') ids.push(answer.body.id)
    if (answer.status < 300) done.push(String(answer.headers['x-operation-id']))
  } else {
    const system = await ctx()
    await number(system)
    if (at % 2) await followLog(system)
  }
}

for (const kind of MERGEABLE)
  test(`whatever happens to ${KINDS[kind]}, the pairs that were found are those that comparing all of them finds`, async () => {
    let pairs = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(shapes[kind], { minLength: 22, maxLength: 26 }),
        stepsOf(kind, 40),
        async (made, steps) => {
          const { person } = await newRihlaTenant()
          const admin = await person('admin')
          const [ids, done]: [string[], string[]] = [[], []]
          const ctx = await admin.ctx()
          // The oldest of a name that many have is nobody's pair: it is elsewhere.
          const first = kind === 'account' ? [{ name: 'Atlas', account_type: 'business', country: 'ES' }] : []
          const making = [...first, ...made].map((fields) => ({ what: 'make', at: 0, fields }))
          for (const [n, step] of [...making, ...steps].entries()) {
            await take(kind, admin, step, ids, done)
            if (n % 8 === 0) assert.deepEqual(await found(ctx, kind), await compared(ctx, kind), `after ${n}`)
          }
          const all = await compared(ctx, kind)
          pairs += all.length
          assert.deepEqual(await found(ctx, kind), all)
          assert.deepEqual(await found(ctx, kind, 3), all, 'in pages of 3')
          await number(ctx)
          await followLog(ctx)
          assert.deepEqual(await found(ctx, kind), all, 'followed')
        },
      ),
      { numRuns: 2, endOnFailure: true },
    )
    assert.ok(pairs > 20, `${pairs} pairs`)
  })

/** Contacts that the log says nothing of, each a little younger than the one before. */
async function plant(admin: Person, ctx: Ctx, count: number, values: Record<string, unknown>): Promise<string[]> {
  const id = await seed(admin, values)
  const { rows } = await sql<{ id: string }>`
    insert into contacts select (jsonb_populate_record(c, jsonb_build_object('id', gen_random_uuid(),
      'last_name', c.last_name || n, 'name_key', c.name_key || n, 'created_at', c.created_at + n * interval '1 second'))).*
    from contacts c, generate_series(1, ${count - 1}::int) n where c.id = ${id} returning id`.execute(ctx.db)
  return [id, ...rows.map((row) => row.id)]
}
async function office() {
  const { person, team } = await newRihlaTenant()
  const admin = await person('admin')
  return { admin, ctx: await admin.ctx(), person, team }
}

test('a number that hundreds have makes as many pairs as when all are compared, whoever of them goes', async () => {
  const { admin, ctx } = await office()
  const ids = await plant(admin, ctx, 205, { first_name: 'Desk', last_name: 'No', phone: '+212522000000' })
  await find(ctx, 'contact', ids.slice(200))
  assert.deepEqual(await found(ctx, 'contact'), await compared(ctx, 'contact'))
  assert.equal((await compared(ctx, 'contact')).length, 45 + 190)
  for (const at of [0, 5, 150]) {
    const answer = await admin.api.patch(`/contacts/${ids[at]}`, { phone: null })
    assert.equal(answer.status, 200, JSON.stringify(answer.body))
    assert.deepEqual(await found(ctx, 'contact'), await compared(ctx, 'contact'), `without ${at}`)
  }
})

test('records of before are walked, and until then all are compared', async () => {
  const { admin, ctx } = await office()
  await plant(admin, ctx, 12, { first_name: 'Old', last_name: 'One', email: 'old@pair.example', city: 'Fès' })
  const { db } = ctx
  await sql`delete from settings where key = 'duplicates_found_contact'`.execute(db)
  await sql`delete from duplicate_pairs`.execute(db)
  const all = await compared(ctx, 'contact')
  assert.equal(all.length, 45 + 2)
  assert.deepEqual(await found(ctx, 'contact'), all, 'not walked')
  await followLog({ ...ctx, now: new Date() })
  await followLog({ ...ctx, now: new Date(Date.now() + 6 * 60_000) })
  assert.equal(await wereFound(ctx, 'contact'), true)
  assert.deepEqual(await found(ctx, 'contact'), all, 'walked')
})

test('of what was found, each sees what they may read, and nothing that is so no more', async () => {
  const { admin, ctx, person, team } = await office()
  const agent = await person('agent', await team())
  const made = async (fields: object, as = admin) => {
    const whole = { first_name: 'Sara', last_name: 'Alami', city: 'Fès', ...fields }
    return (await as.api.post('/contacts?allow_duplicate=true', whole)).body.id as string
  }
  const mine = [await made({ email: 's@pair.example' }, agent), await made({ email: 's@pair.example' }, agent)]
  const free = await made({ assigned_to: null })
  await made({ email: 's@pair.example' })
  const theirs = await agent.ctx()
  // Who reads little looks first: what they let be found is there for all.
  await number(ctx)
  assert.deepEqual(await found(theirs, 'contact'), await compared(theirs, 'contact'))
  assert.deepEqual(
    (await found(theirs, 'contact')).map((pair) => pair.split(' ').slice(0, 2).join(' ')),
    ['99 email+name', '55 name', '55 name'],
  )
  const all = await compared(ctx, 'contact')
  assert.equal(all.length, 6)
  assert.deepEqual(await found(ctx, 'contact'), all)
  await number(ctx)
  await followLog(ctx)
  // Nobody tells the log: the found pairs are wrong now.
  const { db } = ctx
  await sql`update contacts set email = 'else@pair.example' where id = ${mine[1]}`.execute(db)
  await sql`update contacts set city = 'Rabat' where id = ${free}`.execute(db)
  assert.ok(!(await found(theirs, 'contact')).some((pair) => pair.includes('email') || pair.includes(free)))
})
