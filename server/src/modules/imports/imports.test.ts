// A file becomes records: read, mapped, checked, run, taken back.
import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { check, run, undo, upload } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla } = await testTenant({ alone: true })
await rihla.start()

const fields = (body: any) => body.columns.map(({ field }: any) => field)

test('a French file is read, guessed, checked and written', async () => {
  const file = [
    'Prénom;Nom;Tél;Dt naiss;Société;Ville',
    'Amina;El Fassi;0661 23 45 67;12/03/1988;Atlas Voyages;Casablanca',
    'Karim;Benali;0661-23-45-68;25/12/1990;Atlas Voyages;Rabat',
    'Sans Date;Alaoui;;31/02/1990;;Fès',
  ].join('\r\n')
  const { body, status } = await upload(api, 'contact', file, 'clients.csv')
  assert.equal(status, 201)
  assert.deepEqual(fields(body), ['first_name', 'last_name', 'phone', 'birth_date', 'account_name', 'city'])
  assert.equal(body.delimiter, ';')
  assert.equal(body.encoding, 'utf-8')
  assert.equal(body.columns[3].date_order, 'dmy')
  const checked = await check(api, 'contact', file)
  assert.deepEqual(checked.counts, { create: 2, update: 0, unchanged: 0, skip: 0, error: 1 })
  assert.equal((await api.get('/contacts')).body.total, 0)
  const faults = (await api.get(`/imports/${checked.id}/faults`)).body
  assert.deepEqual(
    faults.items.map(({ row, field, code, column, value }: any) => [row, field, code, column, value]),
    [[4, 'birth_date', 'bad_date', 'Dt naiss', '31/02/1990']],
  )
  const ran = await run(api, 'contact', file)
  assert.deepEqual([ran.state, ran.counts], ['done', checked.counts])
  const people = (await api.get('/contacts?sort_by=last_name&sort_order=asc&include=account')).body.items
  assert.deepEqual(
    people.map(({ full_name, phone_e164, birth_date, city, included }: any) => [
      full_name,
      phone_e164,
      birth_date,
      city,
      included.account.name,
    ]),
    [
      ['Karim Benali', '+212661234568', '1990-12-25', 'Rabat', 'Atlas Voyages'],
      ['Amina El Fassi', '+212661234567', '1988-03-12', 'Casablanca', 'Atlas Voyages'],
    ],
  )
  assert.equal((await api.get('/accounts')).body.total, 1)
  const again = await run(api, 'contact', file)
  assert.deepEqual(again.counts, { create: 0, update: 0, unchanged: 2, skip: 0, error: 1 })
  const changed = await run(api, 'contact', file.replace('Rabat', 'Tanger'))
  assert.deepEqual(changed.counts, { create: 0, update: 1, unchanged: 1, skip: 0, error: 1 })
  await undo(api, changed.id)
  await undo(api, ran.id)
  assert.equal((await api.get('/contacts')).body.total, 0)
  assert.equal((await api.get('/accounts')).body.total, 0)
})

test('a place in the list of imports that is none is refused', async () => {
  for (const place of [`2026-01-01T00:00:00.000Z ${'-'.repeat(36)}`, `-271821-04-20T00:00:00.000Z ${randomUUID()}`]) {
    const cursor = Buffer.from(place).toString('base64url')
    const { status, body } = await api.get(`/imports?cursor=${cursor}`)
    assert.deepEqual([status, body.errors?.[0]?.code], [400, 'bad_cursor'])
  }
})
