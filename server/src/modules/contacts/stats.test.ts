import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { type Answer, testTenant } from '#test/tenant.ts'

const { rihla, api, admin, person } = await testTenant()
await rihla.start()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return body
}
let people = 0
const made = (fields: object = {}) =>
  ok(api.post('/contacts', { first_name: 'Rim', last_name: `Counted ${(people += 1)}`, ...fields }), 201)
const stats = (query = '', as = api) => ok(as.get(`/contacts/stats${query}`))
const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)

test('nobody counts as nothing', async () => {
  const nothing = await stats()
  assert.partialDeepStrictEqual(nothing, {
    total_contacts: 0,
    with_email: 0,
    passports_expiring: 0,
    by_lead_source: {},
    by_owner: {},
    consent: { email: { granted: 0, denied: 0, unknown: 0 } },
  })
})

test('figures of the same contacts as the list, of those that the caller may read', async () => {
  const agent = await person('agent')
  const account = await ok(api.post('/accounts', { name: 'Counted' }), 201)
  const one = await made({
    email: 'one@counted.example',
    phone: '+212 661 111 111',
    lead_source: 'website',
    language: 'fr',
    nationality: 'MA',
    preferred_channel: 'email',
    account_id: account.id,
    birth_date: `1990-${day(5).slice(5)}`.replace('02-29', '02-28'),
    consent: { email: { state: 'granted' }, sms: { state: 'denied' } },
    tags: ['VIP'],
  })
  const two = await made({
    mobile: '0661222222',
    lead_source: 'website',
    language: 'ar',
    assigned_to: agent.id,
    birth_date: `1990-${day(60).slice(5)}`.replace('02-29', '02-28'),
    consent: { email: { state: 'denied' }, phone: { state: 'unknown' } },
  })
  const three = await made({ assigned_to: null, lead_source: 'referral' })
  const old = await made({ email: 'old@counted.example' })
  const { db } = await admin.ctx()
  await sql`update contacts set created_at = now() - interval '70 days' where id = ${old.id}`.execute(db)
  for (const [contact, days] of [
    [one, 90],
    [two, 90],
    [two, 900],
    [three, -5],
  ] as const)
    await ok(api.post(`/contacts/${contact.id}/travel-documents`, { number: 'AB1234567', expires_on: day(days) }), 201)
  await ok(api.post(`/contacts/${one.id}/notes`, { content: 'Appelé', type: 'call' }), 201)
  const gone = await made({ email: 'gone@counted.example' })
  await ok(api.delete(`/contacts/${gone.id}`), 204)

  const whole = await stats()
  assert.deepEqual(whole, {
    total_contacts: 4,
    with_email: 2,
    with_phone: 2,
    with_account: 1,
    with_passport: 3,
    passports_expiring: 2,
    new_this_month: 3,
    birthdays_next_30_days: 1,
    not_contacted_90_days: 3,
    unassigned_count: 1,
    by_lead_source: { website: 2, referral: 1, none: 1 },
    by_language: { fr: 1, ar: 1, none: 2 },
    by_nationality: { MA: 1, none: 3 },
    by_country: { none: 4 },
    by_preferred_channel: { email: 1, none: 3 },
    by_owner: { [admin.id]: 2, [agent.id]: 1, none: 1 },
    consent: {
      email: { granted: 1, denied: 1, unknown: 2 },
      sms: { granted: 0, denied: 1, unknown: 3 },
      whatsapp: { granted: 0, denied: 0, unknown: 4 },
      phone: { granted: 0, denied: 0, unknown: 4 },
    },
  })
  for (const [query, count] of [
    ['?lead_source=website', 2],
    ['?tags=vip', 1],
    ['?search=one@counted', 1],
    ['?archived=true', 1],
    ['?assigned_to_empty=true', 1],
    [`?account_id=${account.id}`, 1],
    ['?date_range=last_90_days', 4],
    ['?nationality=Moroccan', 1],
  ] as const)
    assert.equal((await stats(query)).total_contacts, count, query)
  const theirs = await stats('', agent.api)
  assert.deepEqual([theirs.total_contacts, theirs.by_owner], [2, { [agent.id]: 1, none: 1 }])
  assert.equal(theirs.with_passport, 2)
  await ok(api.get('/contacts/stats?dietary_restrictions=x'), 400)
})
