import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api } = await testTenant()
const fields = (body: any): string[] => body.errors.map(({ field }: { field: string }) => field)

/** Sends one field of a lead. */
const send = (name: string, value: unknown) => api.post('/leads', { last_name: 'V', [name]: value })

const GOOD: Record<string, unknown[]> = {
  email: ['a@b.example', "o'neil+tag@sub.example.co", 'A.B@EXAMPLE.COM'],
  phone: ['+1-234-567-8900', '1234', '(0661) 23.45.67', '+123456789012345', '00212 661 234567'],
  lead_score: [0, 100],
  conversion_probability: [0, 1, 0.123],
  number_of_travelers: [1, 10_000],
  estimated_value: [0, 0.1, 5000.0, 999_999_999_999.99],
  preferred_travel_date: ['1900-01-01', '2199-12-31', '2024-02-29'],
  next_follow_up: ['2026-01-01T00:00:00Z', '2026-01-01T00:00:00+01:00', '2026-01-01T00:00:00.5Z'],
  travel_interests: [[], ['a'.repeat(60)]],
  first_name: ['a'.repeat(100), '😀 Zoë', 'سعيد', "Robert'); drop table leads;--", '<b>bold</b>', '%_\\'],
  title: ['t'.repeat(255)],
  country: ['MA', 'ma', 'Morocco', 'Maroc', 'المغرب', 'Moroccan', 'France', 'مصر', 'uk'],
}
const BAD: Record<string, unknown[]> = {
  email: ['a', 'a@', '@b.example', 'a b@c.example', 'a@b', 5, ['a@b.example'], `${'a'.repeat(250)}@b.example`],
  phone: ['123', '+1234567890123456', 'call me', '+12a3456', '++21266123456', 661234567, '12+3456'],
  lead_score: [-1, 101, 50.5, '80', null, [7], true],
  conversion_probability: [-0.01, 1.01, '0.5'],
  number_of_travelers: [0, -2, 1.5, 10_001, '2'],
  estimated_value: [-1, 0.001, 1e13, '5000', 2 ** 53],
  preferred_travel_date: ['2026-02-30', '1899-12-31', '2200-01-01', '15/06/2026', '300000-01-01', 20260101, '2026-1-1'],
  next_follow_up: [
    '2026-02-30T00:00:00Z',
    'tomorrow',
    1_700_000_000,
    '+300000-01-01T00:00:00Z',
    '1800-01-01T00:00:00Z',
  ],
  travel_interests: ['desert', [''], ['a'.repeat(61)], [5], Array.from({ length: 31 }, (_, i) => `i${i}`)],
  tags: ['vip', [null], [['vip']], Array.from({ length: 51 }, (_, i) => `t${i}`)],
  first_name: ['a'.repeat(101), 'a\0b', '\ud800', 'x\udc00', 5, {}, ['a']],
  title: ['t'.repeat(256)],
  country: ['Atlantis', 'MAR', 'QQ', 7],
  currency: ['EURO', 'E', '12'],
  lead_status: ['open', '', 'won!', 1],
  lead_source: ['carrier pigeon', 1],
  interest_level: ['huge'],
  budget_level: ['cheap'],
  language: ['klingon'],
  score_locked: ['true', 1],
  contact_id: ['x', 5],
  assigned_to: ['me', 'x'],
}

for (const [name, values] of Object.entries(GOOD))
  test(`${name} takes what it should`, async () => {
    for (const value of values) {
      const { status, body } = await send(name, value)
      assert.equal(status, 201, `${name}: ${JSON.stringify(value)} ${JSON.stringify(body.errors)}`)
      if (name !== 'country' && name !== 'next_follow_up') assert.deepEqual(body[name], value)
      else if (name === 'next_follow_up') assert.equal(Date.parse(body[name]), Date.parse(value as string))
      else assert.match(body[name], /^(MA|FR|EG|GB)$/)
    }
  })

for (const [name, values] of Object.entries(BAD))
  test(`${name} refuses what it should, and says so`, async () => {
    for (const value of values) {
      const { status, body, headers } = await send(name, value)
      assert.equal(status, 400, `${name}: ${JSON.stringify(value)} → ${status} ${JSON.stringify(body)}`)
      assert.match(String(headers['content-type']), /^application\/problem\+json/)
      assert.ok(
        fields(body).every((field) => field === name || field.startsWith(`${name}[`)),
        JSON.stringify(body),
      )
      assert.ok(body.errors.every(({ message }: { message: string }) => message.length > 3))
    }
  })

test('all faults of a body are told at once', async () => {
  const { body } = await api.post('/leads', { email: 'x', lead_score: 101, nonsense: 1, phone: 'y' })
  assert.deepEqual(fields(body).sort(), ['email', 'first_name', 'lead_score', 'nonsense', 'phone'])
})

test('a return before the departure is a broken rule', async () => {
  const dates = { preferred_travel_date: '2026-06-10', return_date: '2026-06-09' }
  const { status, body } = await api.post('/leads', { last_name: 'V', ...dates })
  assert.deepEqual([status, fields(body)], [422, ['return_date']])
  const { body: lead } = await api.post('/leads', { last_name: 'V', preferred_travel_date: '2026-06-10' })
  assert.equal((await api.patch(`/leads/${lead.id}`, { return_date: '2026-06-01' })).status, 422)
  assert.equal((await api.patch(`/leads/${lead.id}`, { return_date: '2026-06-10' })).status, 200)
})

test('a contact or member that is not there is 422, naming the field', async () => {
  const nobody = '00000000-0000-4000-8000-000000000000'
  for (const name of ['contact_id', 'assigned_to']) {
    const { status, body } = await send(name, nobody)
    assert.deepEqual([status, fields(body)], [422, [name]], name)
  }
})

test('phones are kept as typed, with E.164 or plain digits beside', async () => {
  const cases: [Record<string, string>, string][] = [
    [{ phone: '06 61 23 45 67' }, '+212661234567'],
    [{ phone: '+33 6 12 34 56 78' }, '+33612345678'],
    [{ phone: '06 12 34 56 78', country: 'FR' }, '+33612345678'],
    [{ phone: '+1-234-567-8900' }, '+12345678900'],
    [{ phone: '12 34' }, '1234'],
  ]
  for (const [sent, e164] of cases) {
    const { body } = await api.post('/leads', { last_name: 'P', ...sent })
    assert.deepEqual([body.phone, body.phone_e164], [sent.phone, e164])
  }
})
