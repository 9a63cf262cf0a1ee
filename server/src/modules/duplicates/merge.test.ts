import assert from 'node:assert/strict'
import { test } from 'node:test'
import { idsOf, merging, ok, operationOf } from '#test/merging.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin } = await testTenant()
const { contact, make, snapshot, undo } = merging({ api, admin })

test('one contact of three: empty fields are filled, lists united, chosen fields chosen, everything follows, and back', async () => {
  const account = await make('accounts', { name: 'Atlas' })
  const a = await contact({ email: 'a@x.example', tags: ['VIP'], notes: 'Window seat.', custom: {} })
  const b = await contact({
    first_name: 'Aminah',
    email: 'b@x.example',
    phone: '0661000001',
    tags: ['vip', 'honeymoon'],
    notes: 'Likes tea.',
    account_id: account.id,
    birth_date: '1990-05-05',
    address: { line1: '1 Rue', city: 'Fès' },
    frequent_flyer: [{ programme: 'Safar', number: '1' }],
  })
  const c = await contact({ mobile: '0661000002', title: 'Guide', reports_to_id: b.id, city: 'Agadir' })
  const boss = await contact({ last_name: 'Boss', reports_to_id: c.id })
  const lead = await make('leads', { last_name: 'Lead', contact_id: b.id })
  const deal = await make('opportunities', { name: 'Trip', contact_id: c.id })
  const note = ok(await api.post(`/contacts/${b.id}/notes`, { content: 'Called about Fès' }))
  const passport = ok(await api.post(`/contacts/${b.id}/travel-documents`, { kind: 'passport', number: 'AB1234567' }))
  const before = await snapshot()

  const body = { keep: a.id, merge: [b.id, c.id], values: { first_name: 'Aminah', city: 'Rabat' } }
  const preview = ok(await api.post('/contacts/merge/preview', body), 200)
  assert.deepEqual(await snapshot(), before)
  assert.deepEqual(preview.changes.first_name, ['Amina', 'Aminah'])
  assert.deepEqual(
    new Set(preview.moves.map(({ record_type, field, count }: any) => `${record_type} ${field} ${count}`)),
    new Set([
      'lead contact_id 1',
      'opportunity contact_id 1',
      'activity contact_id 1',
      'travel_document contact_id 1',
      'contact reports_to_id 2',
    ]),
  )
  const done = await api.post('/contacts/merge', body)
  const kept = ok(done, 200)
  assert.deepEqual(
    [
      kept.id,
      kept.first_name,
      kept.email,
      kept.phone,
      kept.mobile,
      kept.title,
      kept.city,
      kept.account_id,
      kept.birth_date,
    ],
    [a.id, 'Aminah', 'a@x.example', '0661000001', '0661000002', 'Guide', 'Rabat', account.id, '1990-05-05'],
  )
  assert.deepEqual(
    [kept.tags, kept.notes, kept.reports_to_id],
    [['VIP', 'honeymoon'], 'Window seat.\n\nLikes tea.', null],
  )
  assert.deepEqual([kept.address, kept.frequent_flyer], [b.address, b.frequent_flyer])
  assert.deepEqual(
    Object.keys(preview.changes)
      .toSorted()
      .filter((name) => kept[name] === undefined),
    [],
  )
  for (const [field, [, then]] of Object.entries<[unknown, unknown]>(preview.changes))
    assert.deepEqual(kept[field], then, field)
  for (const { id } of [b, c]) {
    const gone = ok(await api.get(`/contacts/${id}`), 200)
    assert.equal(gone.merged_into_id, a.id)
    assert.ok(gone.archived_at)
    assert.equal((await api.patch(`/contacts/${id}`, { title: 'X' })).status, 409)
  }
  assert.equal((await api.get(`/leads/${lead.id}`)).body.contact_id, a.id)
  assert.equal((await api.get(`/opportunities/${deal.id}`)).body.contact_id, a.id)
  assert.equal((await api.get(`/contacts/${boss.id}`)).body.reports_to_id, a.id)
  assert.deepEqual(idsOf((await api.get(`/contacts/${a.id}/travel-documents`)).body.items), [passport.id])
  const story = (await api.get(`/contacts/${a.id}/timeline`)).body.items
  assert.ok(story.some((line: any) => line.activity?.id === note.id))
  const merged = story.find(({ type }: any) => type === 'contact.merged')
  assert.equal(merged.note, 'Aminah Benali, Amina Benali')
  assert.equal((await api.get(`/contacts/${b.id}/timeline`)).body.items[0].type, 'contact.archived')
  assert.deepEqual(idsOf((await api.get('/contacts?search=benali')).body.items), [a.id])

  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('a merge of two that differ in nothing is told all the same, and taken back', async () => {
  const [a, b] = [await contact(), await contact()]
  const before = await snapshot()
  const done = await api.post('/contacts/merge', { keep: a.id, merge: [b.id, b.id] })
  assert.equal(ok(done, 200).version, 2)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('two accounts of one person become one, and so do their persons', async () => {
  const one = await make('accounts', { account_type: 'individual', name: 'Omar Idrissi', email: 'omar@x.example' })
  const two = await make('accounts', { account_type: 'individual', name: 'Omar Idrissi', phone: '0661000009' })
  const deal = await make('opportunities', {
    name: 'Trip',
    contact_id: two.primary_contact_id,
    account_id: two.id,
    amount: 100,
    stage: 'closed_won',
  })
  const before = await snapshot()
  const persons = await api.post('/contacts/merge', { keep: one.primary_contact_id, merge: [two.primary_contact_id] })
  assert.deepEqual([persons.status, persons.body.code], [409, 'contact.is_account'])
  assert.deepEqual(await snapshot(), before)
  const done = await api.post('/accounts/merge', { keep: one.id, merge: [two.id] })
  assert.deepEqual([ok(done, 200).phone, done.body.primary_contact_id], ['0661000009', one.primary_contact_id])
  const kept = (await api.get(`/contacts/${one.primary_contact_id}`)).body
  assert.deepEqual([kept.email, kept.phone, kept.account_id], ['omar@x.example', '0661000009', one.id])
  const { body } = await api.get(`/opportunities/${deal.id}`)
  assert.deepEqual([body.account_id, body.contact_id], [one.id, one.primary_contact_id])
  assert.equal((await api.get(`/contacts/${two.primary_contact_id}`)).body.merged_into_id, one.primary_contact_id)
  assert.equal((await api.get(`/accounts/${one.id}`)).body.lifetime_value, 100)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('two leads become one that knows what came of either', async () => {
  const a = await make('leads', { last_name: 'Alami', title: 'Desert trip', tags: ['a'] })
  const b = await make('leads', {
    last_name: 'Alami',
    email: 'alami@x.example',
    company_name: 'Riad',
    estimated_value: 5000,
    currency: 'MAD',
  })
  ok(await api.post(`/leads/${b.id}/convert`, { allow_duplicate: true }))
  await api.post(`/leads/${b.id}/notes`, { content: 'Asked for a quote' })
  const before = await snapshot()
  const done = await api.post('/leads/merge', { keep: a.id, merge: [b.id] })
  const kept = ok(done, 200)
  assert.ok(kept.converted_at && kept.converted_account_id && kept.notes.length)
  assert.deepEqual([kept.email, kept.estimated_value, kept.title], ['alami@x.example', 5000, 'Desert trip'])
  assert.equal((await api.get(`/opportunities/${kept.converted_opportunity_id}`)).body.lead_id, a.id)
  await undo(done)
  assert.deepEqual(await snapshot(), before)
})

test('of consent the last word counts, and of words nobody dated the stricter', async () => {
  const a = await contact({ consent: { email: { state: 'granted' }, sms: { state: 'denied' } } })
  const b = await contact({ consent: { email: { state: 'denied' }, whatsapp: { state: 'granted' } } })
  const { consent } = ok(await api.post('/contacts/merge', { keep: a.id, merge: [b.id] }), 200)
  assert.deepEqual(
    Object.entries<any>(consent)
      .map(([channel, { state }]) => `${channel} ${state}`)
      .toSorted(),
    ['email denied', 'sms denied', 'whatsapp granted'],
  )
})

test('what is too private for the log comes along only where somebody says so', async () => {
  const a = await contact({ dietary_restrictions: ['nuts'] })
  const b = await contact({ dietary_restrictions: ['milk'], accessibility_needs: ['ramp'] })
  const before = await snapshot()
  const { left } = ok(await api.post('/contacts/merge/preview', { keep: a.id, merge: [b.id] }), 200)
  assert.deepEqual(left, ['dietary_restrictions', 'accessibility_needs'])
  const plain = await api.post('/contacts/merge', { keep: a.id, merge: [b.id] })
  assert.deepEqual(ok(plain, 200).dietary_restrictions, ['nuts'])
  await undo(plain)
  assert.deepEqual(await snapshot(), before)
  const values = { dietary_restrictions: ['nuts', 'milk'], accessibility_needs: ['ramp'] }
  const asked = await api.post('/contacts/merge', { keep: a.id, merge: [b.id], values })
  assert.deepEqual(ok(asked, 200).dietary_restrictions, ['nuts', 'milk'])
  assert.equal((await api.post(`/events/${operationOf(asked)}/undo`, {})).status, 422)
})
