// Other ways in and out: workbooks, forms, people as accounts, a run that somebody stops.
import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Cell } from '#platform/sheet.ts'
import { xlsx } from '#platform/xlsx.ts'
import { check, run, settled, undo, upload } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, rihla, tenant, admin } = await testTenant({ alone: true })
await rihla.start()

async function workbook(columns: string[], rows: Cell[][]): Promise<Buffer> {
  async function* batches() {
    yield rows
  }
  return buffer(xlsx({ name: 'Clients', columns, batches: batches() }))
}

test('a workbook is read with its numbers, days as Excel counts them, and gaps', async () => {
  const file = await workbook(
    ['Prénom', 'Nom', 'Téléphone', 'Date de naissance', 'Ville'],
    [
      ['Amina', 'Book', 212661234567, 32214, null],
      [null, null, null, null, null],
      ['Omar', 'Book', '0522 11 22 33', '12/03/1990', 'Fès'],
      ['أمينة', 'Book', null, 'hier', null],
    ],
  )
  const ran = await run(api, 'contact', file, { name: 'clients.xlsx' })
  assert.deepEqual(
    [ran.format, ran.sheets, ran.rows, ran.counts!.create, ran.counts!.error],
    ['xlsx', ['Clients'], 3, 2, 1],
  )
  const { items } = (await api.get('/contacts?last_name=Book&sort_by=first_name&sort_order=asc')).body
  assert.deepEqual(
    items.map(({ first_name, phone, birth_date, city }: any) => [first_name, phone, birth_date, city]),
    [
      ['Amina', '212661234567', '1988-03-12', null],
      ['Omar', '0522 11 22 33', '1990-03-12', 'Fès'],
    ],
  )
  const { items: faults } = (await api.get(`/imports/${ran.id}/faults`)).body
  assert.deepEqual(
    faults.map(({ row, code }: any) => [row, code]),
    [[5, 'bad_date']],
  )
})

test('a file may come in a form, with its name', async () => {
  const form = new FormData()
  form.append('file', new Blob(['Prénom;Nom\nA;Form\n'], { type: 'text/csv' }), 'mes clients.csv')
  const request = new Request('http://localhost', { method: 'POST', body: form })
  const { statusCode, ...answer } = await rihla.app.inject({
    method: 'POST',
    url: `/api/v1/tenants/${tenant.id}/imports?record_type=contact`,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': request.headers.get('content-type')! },
    payload: Buffer.from(await request.arrayBuffer()),
  })
  assert.deepEqual([statusCode, answer.json().name, answer.json().rows], [201, 'mes clients.csv', 1])
  const json = await api.post('/imports?record_type=contact', { rows: [] })
  assert.equal(json.status, 422)
  const elsewhere = await api.post('/contacts', Buffer.from('x'), { 'content-type': 'text/csv' })
  assert.equal(elsewhere.status, 415)
})

test('people who are accounts come with their contact, and go with it', async () => {
  const file = 'Type;Nom du client;E-mail\nParticulier;Salma Private;salma@private.example\nEntreprise;Private SARL;\n'
  const ran = await run(api, 'account', file)
  assert.deepEqual([ran.counts!.create, ran.counts!.error], [2, 0])
  assert.equal((await api.get('/contacts?last_name=Private')).body.total, 1)
  const undone = await undo(api, ran.id)
  assert.deepEqual([undone.state, undone.undone!.refused], ['undone', []])
  assert.equal((await api.get('/contacts?last_name=Private')).body.total, 0)
  assert.equal((await api.get('/accounts?search=private')).body.total, 0)
})

test('an undo leaves the score that follows from what remains', async () => {
  const { body } = await api.post('/leads', { last_name: 'Scored', email: 'scored@ways.example' })
  const ran = await run(api, 'lead', 'Nom;E-mail;Tags\nScored;scored@ways.example;Hot\n')
  const score = async () => (await api.get(`/leads/${body.id}`)).body.lead_score - body.lead_score
  assert.deepEqual([ran.counts, await score()], [{ create: 0, update: 1, unchanged: 0, skip: 0, error: 0 }, 15])
  await api.patch(`/leads/${body.id}`, { lead_source: 'website' })
  const undone = await undo(api, ran.id)
  assert.deepEqual([undone.undone!.refused, await score()], [[], 15])
  assert.deepEqual((await api.get(`/leads/${body.id}`)).body.tags, [])
})

test('a run that is stopped keeps what it wrote, tells it, and can be taken back', async () => {
  const rows = Array.from({ length: 9000 }, (_, i) => `P${i};Stopped;s${i}@stopped.example`)
  const { id } = await check(api, 'contact', ['Prénom;Nom;E-mail', ...rows].join('\n'))
  await api.post(`/imports/${id}/run`, {})
  for (let tries = 0; tries < 1000; tries += 1) {
    if (((await api.get(`/imports/${id}`)).body.progress?.done ?? 1) > 0) break
    await sleep(10)
  }
  const { body } = await api.post(`/imports/${id}/cancel`, {})
  assert.equal(body.state, 'cancelled')
  const job = async () => (await api.get(`/jobs/${body.job_id}`)).body.state
  for (let tries = 0; tries < 500 && (await job()) !== 'done'; tries += 1) await sleep(20)
  const { counts } = (await api.get(`/imports/${id}`)).body
  const { total } = (await api.get('/contacts?last_name=Stopped&count=exact')).body
  assert.ok(total > 0 && total < 9000, String(total))
  assert.equal(counts.create, total)
  const undone = await undo(api, id)
  assert.deepEqual([undone.state, undone.undone!.done, undone.undone!.refused], ['undone', total, []])
  assert.equal((await api.get('/contacts?last_name=Stopped')).body.total, 0)
})

test('each import tells the log and its owner, and is taken back only as a whole', async () => {
  const { body } = await upload(api, 'contact', 'Nom\nX\n')
  const { items } = (await api.get(`/events?record_type=import&record_id=${body.id}`)).body
  assert.deepEqual(
    items.map(({ type }: any) => type),
    ['import.created'],
  )
  assert.equal((await api.post(`/events/${items[0].id}/undo`, {})).status, 422)
  assert.equal((await settled(api, body.id)).state, 'uploaded')
})
