// Files that somebody made to do harm, or that are merely unlucky.
import assert from 'node:assert/strict'
import { randomInt } from 'node:crypto'
import { buffer } from 'node:stream/consumers'
import { test } from 'node:test'
import { leadResource } from '@rihla/contracts/leads.ts'
import { check, run, upload } from '#test/importing.ts'
import type { Cell } from '#platform/sheet.ts'
import { xlsx } from '#platform/xlsx.ts'
import { testTenant } from '#test/tenant.ts'
import { readRow } from './rows.ts'

const { api, rihla } = await testTenant({ alone: true })
await rihla.start()

const line = (cells: readonly string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\n`

test('a sign of two halves is not cut in the middle, wherever a text is cut', async () => {
  const at = (length: number) => `${'x'.repeat(length - 1)}😀 ends`
  const file =
    line(['last_name', 'email', 'budget', at(200)]) +
    line(['Sample', 'a@example.org', '', at(200)]) +
    line(['No number', 'b@example.org', at(500), 'b']) +
    line(['No address', at(500), '', 'c'])
  const name = `${'x'.repeat(246)}😀.csv${'y'.repeat(100)}`
  const form = new FormData()
  form.append('file', new Blob([file]), name)
  const body = await new Response(form).arrayBuffer()
  const type = new Response(form).headers.get('content-type')!
  const boundary = Buffer.from(body).subarray(2, 40).toString().split('\r')[0]!
  const named = await api.post('/imports?record_type=lead', Buffer.from(body), {
    'content-type': type.replace(/boundary=.*/, `boundary=${boundary}`),
  })
  assert.equal(named.status, 201, JSON.stringify(named.body))
  const { id, state, counts } = await check(api, 'lead', file)
  assert.equal(state, 'checked')
  assert.deepEqual([counts!.create, counts!.error], [1, 2])
  const faults = (await api.get(`/imports/${id}/faults`)).body.items
  assert.deepEqual(
    faults.map(({ field, value }: any) => [field, value.length]),
    [
      ['estimated_value', 499],
      ['email', 499],
      ['email', 499],
    ],
  )
})

test('many long headings are remembered, of a script of which every letter takes three bytes', async () => {
  const letter = () => String.fromCodePoint(0x4e00 + randomInt(20_000))
  const word = () => Array.from({ length: 14 }, letter)
  const headings = Array.from({ length: 200 }, () => word().join(''))
  const file = line(['last_name', ...headings]) + line(['A', ...headings.map(() => 'x')])
  const { counts } = await run(api, 'lead', file)
  assert.equal(counts!.create, 1)
})

test('a row of a million cells is one cell too long, not a million', async () => {
  const file = `last_name,city\n${`A${','.repeat(900_000)}\n`.repeat(20)}`
  const { status, body } = await upload(api, 'lead', file)
  assert.equal(status, 201)
  assert.equal(body.rows, 20)
  const { counts } = await check(api, 'lead', file)
  assert.equal(counts!.error, 20)
})

test('no cell, however long, holds up everybody else', async () => {
  const times = 200_000
  const cells = [
    `a@${'.'.repeat(times)} x`,
    `1${' '.repeat(times)}x`,
    `x${' '.repeat(times)}x`,
    `x${'\t'.repeat(times)}ext`,
    `${'1'.repeat(times)}x`,
    `${'<a'.repeat(times)}`,
    `${'1 '.repeat(times)}x`,
    `${'::: '.repeat(times)}`,
  ]
  const columns = [
    'last_name',
    'email',
    'phone',
    'mobile',
    'preferred_travel_date',
    'budget',
    'currency',
    'country',
    'tags',
  ]
  const rows = cells.flatMap((cell) =>
    columns.slice(1).map((_, i) => line(['A', ...columns.slice(1).map((__, j) => (i === j ? cell : ''))])),
  )
  for (const row of rows) {
    const began = Date.now()
    const { counts } = await check(api, 'lead', line(columns) + row)
    assert.equal(counts!.create + counts!.error, 1)
    const took = Date.now() - began
    assert.ok(took < 5000, `${took} ms for ${row.slice(0, 60)}`)
  }
})

test('no cell is looked at long for a name and an address of a member', () => {
  const columns = [{ index: 0, name: 'assigned_to', field: 'assigned_to' }]
  const reader = {
    type: 'lead',
    resource: leadResource,
    columns,
    rules: {},
    members: new Map(),
    exact: false,
    width: 1,
  }
  const began = Date.now()
  const { faults } = readRow(reader as any, { number: 2, cells: [`x${' '.repeat(999_998)}x`] })
  assert.deepEqual(
    faults.map(({ field, code }) => [field, code]),
    [['assigned_to', 'unknown_member']],
  )
  assert.ok(Date.now() - began < 200)
})

test('many workbooks at once are read two by two', async () => {
  async function* batches(): AsyncGenerator<Cell[][]> {
    yield [['Amina', 'Book']]
  }
  const file = await buffer(xlsx({ name: 'Clients', columns: ['Prénom', 'Nom'], batches: batches() }))
  const answers = await Promise.all(Array.from({ length: 8 }, () => upload(api, 'contact', file, 'clients.xlsx')))
  assert.deepEqual([...new Set(answers.map(({ status, body }) => `${status} ${body.rows}`))], ['201 1'])
})
