import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { readSheet } from 'read-excel-file/node'
import { leadResource } from '@rihla/contracts/leads.ts'
import { exportedFields } from '@rihla/contracts/export.ts'
import { connectAsSuperuser } from '#test/superuser.ts'
import { type Person, testRihla } from '#test/tenant.ts'

const { rihla, ...testing } = await testRihla()
const asSuperuser = await connectAsSuperuser(testing.admin)
const { tenant, person, team } = await testing.tenant({ timezone: 'Pacific/Auckland' })
const admin = await person('admin')
const { api } = admin

async function made(lead: object): Promise<any> {
  const { status, body } = await api.post('/leads', lead)
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
/** The rows of a CSV as the standard reads them: names first. */
function rowsOf(text: string): string[][] {
  const rows: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n)/g)) {
    rows.at(-1)!.push(quoted?.replaceAll('""', '"') ?? plain!)
    if (end === '\r\n') rows.push([])
  }
  assert.deepEqual(rows.pop(), [], 'it ends with the end of a line')
  return rows
}
async function exported(query: string, who: Person = admin) {
  const { status, body, headers } = await who.api.get(`/leads/export${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  assert.equal(body[0], '\uFEFF')
  return { rows: rowsOf(body.slice(1)), headers }
}
const column = async (query: string, who?: Person) => (await exported(query, who)).rows.slice(1).map(([cell]) => cell)

const lead = await made({
  first_name: 'Zoé',
  last_name: 'ال"حسن',
  company_name: 'Dunes, Sons & <Co>',
  description: 'One\ntwo\r\nthree',
  email: 'zoe@desert-dunes.example',
  phone: '+212 661-234567',
  estimated_value: 1234.5,
  tags: ['VIP', 'fair 2026'],
  next_follow_up: '2027-05-01T09:30:00+02:00',
  preferred_travel_date: '2027-06-15',
  campaign: 'whole',
})

test('a file has the fields by their names, in the order asked for, as RFC 4180 wants it', async () => {
  const { rows, headers } = await exported('?campaign=whole')
  const day = new Intl.DateTimeFormat('en-CA', { timeZone: 'Pacific/Auckland' }).format(new Date())
  assert.equal(headers['content-type'], 'text/csv; charset=utf-8; header=present')
  assert.equal(headers['content-disposition'], `attachment; filename="leads-${day}.csv"`)
  assert.deepEqual(rows[0], exportedFields(leadResource.fields))
  assert.ok(!rows[0].includes('notes') && !rows[0].includes('tenant_id'))
  const cells = Object.fromEntries(rows[0].map((name, i) => [name, rows[1]![i]]))
  assert.partialDeepStrictEqual(cells, {
    id: lead.id,
    full_name: 'Zoé ال"حسن',
    company_name: 'Dunes, Sons & <Co>',
    description: 'One\ntwo\r\nthree',
    phone: "'+212 661-234567",
    phone_e164: '+212661234567',
    estimated_value: '1234.5',
    tags: 'VIP; fair 2026',
    next_follow_up: '2027-05-01T07:30:00.000Z',
    preferred_travel_date: '2027-06-15',
    is_hot_lead: String(lead.is_hot_lead),
    lost_reason: '',
    assigned_to: admin.id,
  })
  const { rows: some } = await exported('?campaign=whole&columns=email,lead_score&columns=last_name')
  assert.deepEqual(some, [
    ['email', 'lead_score', 'last_name'],
    [lead.email, String(lead.lead_score), 'ال"حسن'],
  ])
})

test('no cell is a formula', async () => {
  const dangerous = ['=1+1', '+1+1', '-1+1', '@SUM(A1)', '=HYPERLINK("http://x.example","y")', '＝1+1']
  for (const title of [...dangerous, '-5', '+33123456789', 'a=b', "'quoted"])
    await made({ title, campaign: 'formulas' })
  assert.deepEqual(await column('?campaign=formulas&columns=title&sort_by=created_at'), [
    ...dangerous.map((text) => `'${text}`),
    '-5',
    '+33123456789',
    'a=b',
    "'quoted",
  ])
})

test('it takes what a list takes: filters, search, sort and views; and what is none of it is refused by name', async () => {
  for (const [last_name, lead_score] of [
    ['Ba', 10],
    ['Ab', 30],
    ['Cé', 20],
  ] as const)
    await made({ last_name, lead_score, campaign: 'sorted', source: 'referral' })
  const names = (query: string) => column(`?columns=last_name&campaign=sorted${query}`)
  assert.deepEqual(await names('&sort_by=lead_score&sort_order=desc'), ['Ab', 'Cé', 'Ba'])
  assert.deepEqual(await names('&sort_by=last_name'), ['Ab', 'Ba', 'Cé'])
  assert.deepEqual(await names('&score_min=15&source=Referral'), ['Cé', 'Ab'])
  assert.deepEqual(await names('&search=ce'), ['Cé'])
  assert.deepEqual(await names('&archived=true'), [])
  const query = { campaign: 'sorted', lead_score_max: '20', sort_by: 'lead_score' }
  const { body: view } = await api.post('/views', { record_type: 'lead', name: 'Low', query })
  assert.deepEqual(await column(`?columns=last_name&view=${view.id}`), ['Ba', 'Cé'])
  for (const [wrong, field] of [
    ['format=pdf', 'format'],
    ['columns=last_name,mood', 'columns[1]'],
    ['columns=notes', 'columns[0]'],
    ['columns=tenant_id', 'columns[0]'],
    ['mood=good', 'mood'],
    ['page=2', 'page'],
    ['cursor=x', 'cursor'],
    ['lead_status=brilliant', 'lead_status[0]'],
  ]) {
    const { status, body } = await api.get(`/leads/export?${wrong}`)
    assert.deepEqual([status, body.errors[0].field], [400, field])
  }
})

test('what is refused takes no place among the exports that run', async () => {
  for (let i = 0; i < 5; i += 1)
    assert.equal((await api.get('/leads/export?created_at_from=0000-01-01')).body.errors[0].code, 'out_of_range')
  assert.equal((await api.get('/leads/export?campaign=whole')).status, 200)
})

test('companies are exported as such', async () => {
  await api.post('/accounts', { name: 'Person', account_type: 'individual' })
  await api.post('/accounts', { name: 'House', account_type: 'business' })
  const { body } = await api.get('/api/v1/companies/export?columns=name')
  assert.deepEqual(rowsOf(body.slice(1)), [['name'], ['House']])
})

test('a workbook holds the same, with numbers as numbers and text as text', async () => {
  const strange = 'A\u0007B _x0041_ <&> \r\n ends '
  await made({ title: '=1+1', description: strange, campaign: 'book', estimated_value: 12.25, score_locked: true })
  const columns = 'title,description,estimated_value,score_locked,next_follow_up,tags'
  const url = `/api/v1/tenants/${tenant.id}/leads/export?format=xlsx&campaign=book&columns=${columns}`
  const answer = await rihla.app.inject({ url, headers: { authorization: `Bearer ${admin.token}` } })
  assert.equal(answer.statusCode, 200)
  assert.equal(answer.headers['content-type'], 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet')
  assert.match(String(answer.headers['content-disposition']), /filename="leads-\d{4}-\d\d-\d\d\.xlsx"$/)
  const [names, ...rows] = await readSheet(answer.rawPayload)
  assert.deepEqual(names, columns.split(','))
  assert.equal(rows.length, 1)
  assert.match(String(rows[0]![1]), /<&>/)
  assert.deepEqual([rows[0]![0], rows[0]![2], rows[0]![3], rows[0]![4] ?? null], ['=1+1', 12.25, true, null])
})

test('only who may export does, of what they may read; and the log tells of it without what was sought', async () => {
  const red = await team()
  const [manager, agent, viewer] = [await person('manager', red), await person('agent', red), await person('viewer')]
  for (const who of [agent, viewer]) assert.equal((await who.api.get('/leads/export')).status, 403)
  const query = '?columns=id,email&email=zoe@desert-dunes.example&search=zoe&lead_status=new&sort_by=last_name'
  const { headers, rows } = await exported(query, manager)
  assert.equal(rows.length, 2)
  const story = async (who: Person) =>
    (await who.api.get(`/events?operation_id=${String(headers['x-operation-id'])}`)).body.items
  const [event] = await story(manager)
  assert.deepEqual([event.type, event.record_type, event.actor.id], ['lead.exported', 'export', manager.id])
  assert.deepEqual(event.changes, {
    record_type: [null, 'lead'],
    format: [null, 'csv'],
    columns: [null, ['id', 'email']],
    query: [null, { email: '…', search: '…', lead_status: ['new'], sort_by: 'last_name' }],
    count: [null, 1],
  })
  assert.equal((await story(admin)).length, 1)
  assert.deepEqual([await story(agent), await story(viewer)], [[], []])
  assert.equal((await manager.api.post(`/events/${event.id}/undo`, {})).status, 422)
  const elsewhere = await (await testing.tenant()).person('admin')
  assert.equal((await exported('', elsewhere)).rows.length, 1)
})

test('thousands of rows come whole; whoever leaves in the middle holds nothing up', async () => {
  const { id } = await made({ last_name: 'Many', campaign: 'many' })
  await asSuperuser.ask(`insert into ${tenant.schema}.leads select (jsonb_populate_record(l, jsonb_build_object(
    'id', gen_random_uuid(), 'description', repeat('sand ', 200), 'last_name', 'n' || n))).*
    from ${tenant.schema}.leads l, generate_series(1, 4999) n where l.id = '${id}'`)
  const whole = await column('?campaign=many&columns=id&sort_by=last_name')
  assert.deepEqual([whole.length, new Set(whole).size], [5000, 5000])

  await rihla.app.listen({ port: 0, host: '127.0.0.1' })
  const { port } = rihla.app.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}/api/v1/tenants/${tenant.id}/leads/export?campaign=many`
  const { lanes } = rihla.platform
  for (const format of ['csv', 'xlsx', 'csv', 'xlsx', 'csv']) {
    const leave = new AbortController()
    const answer = await fetch(`${url}&format=${format}`, {
      headers: { authorization: `Bearer ${admin.token}` },
      signal: leave.signal,
    })
    await answer.body!.getReader().read()
    assert.ok(lanes.usage.in_use > 0, format)
    leave.abort()
    for (let patience = 0; lanes.usage.in_use && patience < 500; patience += 1) await sleep(10)
    assert.equal(lanes.usage.in_use, 0, format)
  }
  const reading = ['csv', 'xlsx'].map((format) =>
    fetch(`${url}&format=${format}`, { headers: { authorization: `Bearer ${admin.token}` } }),
  )
  const answers = await Promise.all(reading)
  assert.equal((await api.get('/leads/export?campaign=whole')).status, 503)
  const neighbour = await (await testing.tenant()).person('admin')
  assert.equal((await neighbour.api.get('/leads/export')).status, 200)
  for (const answer of answers) assert.ok((await answer.bytes()).length > 100_000)
  assert.equal((await api.get('/leads/export?campaign=whole')).status, 200)
})
