// Exports that people worked on, exports of some columns, and rows that point to each other.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { newId, transaction } from '#platform/context.ts'
import { lockJob } from '#platform/jobs.ts'
import { check, run, undo } from '#test/importing.ts'
import { type Person, testRihla } from '#test/tenant.ts'
import { serviceOf } from './kinds.ts'
import { parentsOf } from './links.ts'
import { insertLinks } from './queries/links.ts'
import { readImport } from './queries/imports.ts'
import { runJob } from './runJob.ts'

const { rihla, tenant } = await testRihla({ alone: true })
await rihla.start()
const here = await tenant()
const admin = await here.person('admin')
const { api } = admin

async function made(path: string, record: object): Promise<any> {
  const { status, body } = await api.post(path, record)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const exported = async (path: string): Promise<string> => {
  const { status, body } = await api.get(path)
  assert.equal(status, 200, JSON.stringify(body))
  return body
}
const someoneElse = async (): Promise<Person> => (await tenant()).person('admin')
const faultsOf = async ({ api }: Pick<Person, 'api'>, id: string) => (await api.get(`/imports/${id}/faults`)).body.items

const house = await made('/accounts', { name: 'Maison Dunes', city: 'Fès', industry: 'Hôtels' })
const chief = await made('/contacts', {
  first_name: 'Salma',
  last_name: 'El Fassi Idrissi',
  email: 'salma@dunes.example',
  phone: '+212 661-23 45 67',
  birth_date: '1980-02-03',
  account_id: house.id,
})
const clerk = await made('/contacts', {
  first_name: 'Jean Paul',
  last_name: 'Du Pont',
  account_id: house.id,
  reports_to_id: chief.id,
})

test('a file has the name of the company and of the industry beside their ids', async () => {
  const rows = (await exported('/contacts/export?columns=last_name,account_id&sort_by=last_name')).split('\r\n')
  assert.deepEqual(rows.slice(0, 2), ['\uFEFFlast_name,account_id,account_name', `Du Pont,${house.id},Maison Dunes`])
  assert.equal(
    (await exported('/accounts/export?columns=name,industry_id')).split('\r\n')[1],
    `Maison Dunes,${house.industry_id},Hôtels`,
  )
})

test('a view of some columns changes nobody’s name, nor makes anybody twice', async () => {
  const view = 'columns=id,full_name,account_id,email,phone,birth_date'
  const same = await check(api, 'contact', await exported(`/contacts/export?${view}`))
  assert.deepEqual([same.source, same.counts!.unchanged, same.rows], ['rihla', 2, 2])
  const without = await check(api, 'contact', await exported(`/contacts/export?${view.replace('id,', '')}`))
  // Without ids whoever has an e-mail is still found.
  assert.deepEqual([without.rules.match, without.counts!.unchanged], [['id', 'email', 'phone'], 1])
})

test('what a spreadsheet makes of an export when it saves it is read', async () => {
  const file = (
    await exported('/contacts/export?columns=id,last_name,phone,birth_date,email&email=salma@dunes.example')
  )
    .replace('1980-02-03', '03/02/1980')
    .replace("'+212 661-23 45 67", '212661234567')
    .replaceAll(',', ';')
  const same = await check(api, 'contact', file)
  assert.deepEqual(same.counts, { create: 0, update: 0, unchanged: 1, skip: 0, error: 0 })
})

test('an id and a name that say two companies are told, and neither is taken', async () => {
  const file = await exported('/contacts/export?columns=id,last_name,account_id,email&last_name=Du Pont')
  const judged = await check(api, 'contact', file.replace('Maison Dunes', 'Maison Oasis'))
  const [fault] = await faultsOf(admin, judged.id)
  assert.deepEqual([judged.counts!.error, fault.field, fault.code], [1, 'account_name', 'other_name'])
  assert.match(fault.message, /Maison Dunes/)
})

test('contacts before their companies, then these: in an empty workspace both are whole', async () => {
  const other = await someoneElse()
  const unowned = async (type: string, file: string) => {
    const { columns } = await check(other.api, type, file)
    const owner = columns.filter(({ field }) => field === 'assigned_to')
    const ran = await run(other.api, type, file, { columns: owner.map(({ index }) => ({ index, field: null })) })
    assert.equal(ran.counts!.error, 0, JSON.stringify(await faultsOf(other, ran.id)))
    return ran
  }
  const first = await unowned('contact', await exported('/contacts/export'))
  assert.equal((await other.api.get(`/accounts/${house.id}`)).body.name, 'Maison Dunes')
  const second = await unowned('account', await exported('/accounts/export'))
  assert.deepEqual([first.counts!.create, second.counts!.create, second.counts!.update], [2, 0, 1])
  const found = (await other.api.get(`/accounts/${house.id}?include=industry`)).body
  assert.deepEqual([found.city, found.included.industry.name], ['Fès', 'Hôtels'])
  assert.equal((await other.api.get(`/contacts/${clerk.id}`)).body.reports_to_id, chief.id)
})

test('a person’s account and the contact that they are stay one, whichever file comes first', async () => {
  const person = await made('/accounts', { account_type: 'individual', name: 'Rkia Amrani', city: 'Agadir' })
  const other = await someoneElse()
  const columns = (path: string, more: string) => exported(`${path}/export?columns=id,${more}&city=Agadir`)
  await run(other.api, 'account', await columns('/accounts', 'name,account_type,primary_contact_id,city'))
  const ran = await run(other.api, 'contact', await columns('/contacts', 'first_name,last_name,account_id,city'))
  assert.deepEqual(ran.counts, { create: 0, update: 0, unchanged: 1, skip: 0, error: 0 })
  const { body } = await other.api.get(`/accounts/${person.id}`)
  assert.equal(body.primary_contact_id, person.primary_contact_id)
})

test('rows point to rows below them, over many steps, and an undo takes them all back', async () => {
  const other = await someoneElse()
  const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
  const rows = Array.from({ length: 1500 }, (_, n) => `${idOf(n)},Company ${n},business,${n < 1499 ? idOf(n + 1) : ''}`)
  // The last but one names itself by a way round.
  const file = `id,name,account_type,parent_id\n${rows.join('\n')}\n${idOf(5000)},Alone,business,${idOf(9999)}\n`
  const ran = await run(other.api, 'account', file)
  assert.deepEqual([ran.counts!.create, ran.counts!.error], [1500, 1])
  assert.deepEqual(
    (await faultsOf(other, ran.id)).map(({ row, field, code }: any) => [row, field, code]),
    [[1502, 'parent_id', 'unknown_reference']],
  )
  for (const n of [0, 700, 1498])
    assert.equal((await other.api.get(`/accounts/${idOf(n)}`)).body.parent_id, idOf(n + 1))
  const again = await check(other.api, 'account', `id,name,account_type,parent_id\n${rows.join('\n')}\n`)
  assert.equal(again.counts!.unchanged, 1500)
  const undone = await undo(other.api, ran.id)
  assert.deepEqual(undone.undone!.refused, [])
  assert.equal((await other.api.get('/accounts?page_size=1')).body.total, 0)
})

test('which rows are above others is found in a file of many pages', async () => {
  const ctx = await (await someoneElse()).ctx()
  const id = newId()
  const at = (n: string) => sql.raw(`'00000000-0000-7000-8000-' || lpad((${n})::text, 12, '0')`)
  await transaction(ctx, ({ db }) =>
    sql`insert into import_rows (import_id, number, cells)
      select ${id}::uuid, n + 1, jsonb_build_array(${at('n')}, ${at('n + 10001')}) from generate_series(1, 20002) n`.execute(
      db,
    ),
  )
  const columns = ['id', 'parent_id'].map((field, index) => ({ index, field }))
  const found = await parentsOf(ctx, { id, columns } as never, serviceOf('account'))()
  assert.equal(found.size, 10_001)
})

test('a ring of rows is refused where it closes', async () => {
  const other = await someoneElse()
  const [a, b] = ['00000000-0000-7000-8000-00000000000a', '00000000-0000-7000-8000-00000000000b']
  const ran = await run(
    other.api,
    'contact',
    `id,first_name,last_name,reports_to_id\n${a},A,Ring,${b}\n${b},B,Ring,${a}\n`,
  )
  const faults = await faultsOf(other, ran.id)
  assert.deepEqual(
    [ran.counts!.create, ran.state, faults.map(({ field, code }: any) => [field, code])],
    [2, 'done', [['reports_to_id', 'cycle']]],
  )
})

test('a run ends no sooner than the last link is made, whoever else is at it', async () => {
  const other = await someoneElse()
  const [a, b] = ['00000000-0000-7000-8000-00000000000e', '00000000-0000-7000-8000-00000000000f']
  const { id } = await run(other.api, 'account', `id,name,account_type\n${a},Below,business\n${b},Above,business\n`)
  const ctx = await other.ctx()
  const { job_id } = (await readImport(ctx, id))!
  // As it is when all rows are written and the links are not.
  await transaction(ctx, async (ctx) => {
    await sql`update imports set state = 'running' where id = ${id}`.execute(ctx.db)
    await sql`update jobs set state = 'running' where id = ${job_id}`.execute(ctx.db)
    await insertLinks(ctx, id, [{ number: 2, record_id: a, parent_id: b }])
  })
  const stateAfter = async () => {
    await runJob(ctx, job_id!)
    return [(await readImport(ctx, id))!.state, (await other.api.get(`/accounts/${a}`)).body.parent_id]
  }
  await transaction(ctx, async (holder) => {
    assert.ok(await lockJob(holder, job_id!))
    assert.deepEqual(await stateAfter(), ['running', null])
  })
  assert.deepEqual(await stateAfter(), ['done', b])
})

test('structured values are JSON in a cell; what is none is told', async () => {
  const flyer = '"[{""programme"":""Safar Flyer"",""number"":""12;34""}]"'
  const other = await someoneElse()
  const file = `Prénom;Nom;frequent_flyer;emergency_contact;Adresse\nA;Json;${flyer};;12, rue X\nB;Json;Safar 12;"{""name"":""Mère""}";\n`
  const ran = await run(other.api, 'contact', file)
  assert.deepEqual([ran.counts!.create, ran.counts!.error], [1, 1])
  assert.deepEqual(
    (await faultsOf(other, ran.id)).map(({ field, code }: any) => [field, code]),
    [['frequent_flyer', 'bad_json']],
  )
  const [{ id }] = (await other.api.get('/contacts?last_name=Json')).body.items
  const { body } = await other.api.get(`/contacts/${id}`)
  assert.deepEqual(
    [body.frequent_flyer, body.address],
    [[{ programme: 'Safar Flyer', number: '12;34' }], { line1: '12, rue X' }],
  )
})

test('when somebody agreed comes with their consent; a time to come does not', async () => {
  const other = await someoneElse()
  const consent = (at: string) => `"{""email"":{""state"":""granted"",""at"":""${at}"",""source"":""salon""}}"`
  const file = `id,first_name,last_name,consent\n00000000-0000-7000-8000-00000000000c,A,Then,${consent('2024-05-06T07:08:09.000Z')}\n00000000-0000-7000-8000-00000000000d,B,Then,${consent('2199-01-01T00:00:00.000Z')}\n`
  await run(other.api, 'contact', file)
  const { items } = (await other.api.get('/contacts?last_name=Then&sort_by=first_name&sort_order=asc')).body
  assert.equal(items[0].consent.email.at, '2024-05-06T07:08:09.000Z')
  assert.ok(new Date(items[1].consent.email.at) <= new Date())
})
