import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, testTenant } from '#test/tenant.ts'

const { rihla, api, admin, tenant, person, newRihlaTenant } = await testTenant()
await rihla.start()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, operation_id: headers['x-operation-id'] as string }
}
const made = (fields: object = {}) =>
  ok(api.post('/contacts', { first_name: 'Amina', last_name: 'Benali', ...fields }), 201)
const change = (id: string, fields: object, status = 200) => ok(api.patch(`/contacts/${id}`, fields), status)
const eventsOf = async (id: string) => (await ok(api.get(`/events?record_id=${id}`))).items as any[]
const undo = (operation_id: string) => api.post(`/events/${operation_id}/undo`, {})
const refused = (body: any) => body.errors.map(({ field, code }: any) => [field, code])

const whole = {
  email: 'amina@riad.example',
  phone: '+212 661-234567',
  mobile: '0661 234568',
  website: 'https://riad.example',
  title: 'Directrice',
  department: 'Ventes',
  birth_date: '1985-03-14',
  nationality: 'MA',
  language: 'fr',
  country: 'MA',
  city: 'Fès',
  address: { line1: '12, Derb el Miter', city: 'Fès', postal_code: '30110', country: 'MA', gate: 'blue' },
  social_profiles: { linkedin: 'https://linkedin.example/amina', mastodon: '@amina@fes.example' },
  lead_source: 'Salon de Casablanca',
  notes: 'Préfère le matin.',
  preferred_channel: 'whatsapp',
  seat_preference: 'window',
  meal_preference: 'halal',
  dietary_restrictions: ['Sans porc', 'Arachides'],
  accessibility_needs: ['Fauteuil roulant'],
  home_airport: 'FEZ',
  frequent_flyer: [{ programme: 'Safar Flyer', number: 'AT 123' }],
  emergency_contact: { name: 'Youssef Benali', relationship: 'frère', phone: '+212 6 00 00 00 00' },
  tags: ['VIP'],
}

test('a contact keeps everything that is said of it, unknown keys of address and profiles too', async () => {
  const contact = await made(whole)
  assert.partialDeepStrictEqual(contact, whole)
  assert.deepEqual([contact.full_name, contact.phone_e164, contact.consent], ['Amina Benali', '+212661234567', {}])
  const read = await ok(api.get(`/contacts/${contact.id}`))
  assert.partialDeepStrictEqual(read, whole)
  const cleared = await change(contact.id, {
    address: null,
    social_profiles: null,
    birth_date: null,
    emergency_contact: null,
    meal_preference: null,
    dietary_restrictions: [],
    frequent_flyer: [],
  })
  assert.partialDeepStrictEqual(cleared, {
    address: null,
    social_profiles: null,
    birth_date: null,
    emergency_contact: null,
    meal_preference: null,
    dietary_restrictions: [],
    accessibility_needs: whole.accessibility_needs,
    frequent_flyer: [],
  })
})

test('a name is all that it takes, and both parts of it', async () => {
  assert.partialDeepStrictEqual(await made(), {
    dietary_restrictions: [],
    accessibility_needs: [],
    frequent_flyer: [],
    consent: {},
    birth_date: null,
    emergency_contact: null,
    assigned_to: admin.id,
    created_by: admin.id,
  })
  for (const body of [{}, { first_name: 'Amina' }, { last_name: 'Benali' }, { first_name: ' ', last_name: 'x' }])
    await ok(api.post('/contacts', body), 400)
  await ok(api.post('/contacts', { first_name: 'a'.repeat(101), last_name: 'x' }), 400)
})

test('a value that cannot be is refused by its name', async () => {
  const { id } = await made()
  for (const [fields, field, code] of [
    [{ email: 'amina@' }, 'email', 'invalid_format'],
    [{ phone: 'call me' }, 'phone', 'bad_phone'],
    [{ mobile: '123' }, 'mobile', 'bad_phone'],
    [{ birth_date: '1985-02-30' }, 'birth_date', 'invalid_format'],
    [{ nationality: 'Atlantis' }, 'nationality', 'invalid_format'],
    [{ home_airport: 'Fes' }, undefined, undefined],
    [{ home_airport: 'FE' }, 'home_airport', 'bad_airport'],
    [{ seat_preference: 'roof' }, 'seat_preference', 'not_allowed'],
    [{ frequent_flyer: [{ programme: 'Safar Flyer' }] }, 'frequent_flyer[0].number', 'required'],
    [{ emergency_contact: { phone: '0661234567' } }, 'emergency_contact.name', 'required'],
    [{ emergency_contact: { name: 'Y', phone: 'x' } }, 'emergency_contact.phone', 'bad_phone'],
    [{ consent: { fax: { state: 'granted' } } }, 'consent.fax', 'unknown_field'],
    [{ consent: { email: { state: 'maybe' } } }, 'consent.email.state', 'not_allowed'],
    [{ consent: null }, 'consent', 'wrong_type'],
    [{ dietary_restrictions: 'nuts' }, 'dietary_restrictions', 'wrong_type'],
    [{ social_profiles: { a: 'x'.repeat(4000) } }, 'social_profiles', 'too_long'],
    [{ full_name: 'Amina B' }, 'full_name', 'unknown_field'],
    [{ last_interaction_at: '2026-01-01T00:00:00Z' }, 'last_interaction_at', 'unknown_field'],
  ] as const) {
    const body = await change(id, fields, field ? 400 : 200)
    if (field) assert.deepEqual(refused(body), [[field, code]], JSON.stringify(body))
  }
  assert.equal((await ok(api.get(`/contacts/${id}`))).home_airport, 'FES')
})

test('nobody is born after today, where the tenant is', async () => {
  // Never the same day, whatever the clock says: 25 hours lie between them.
  const [ahead, behind] = await Promise.all([
    newRihlaTenant({ timezone: 'Pacific/Kiritimati' }),
    newRihlaTenant({ timezone: 'Pacific/Pago_Pago' }),
  ])
  const dayIn = (timeZone: string) => new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date())
  const born = { first_name: 'New', last_name: 'Born', birth_date: dayIn('Pacific/Kiritimati') }
  const [here, there] = [(await ahead.person('admin')).api, (await behind.person('admin')).api]
  await ok(here.post('/contacts', born), 201)
  assert.deepEqual(refused(await ok(there.post('/contacts', born), 422)), [['birth_date', 'future']])
  const { id } = await ok(there.post('/contacts', { ...born, birth_date: dayIn('Pacific/Pago_Pago') }), 201)
  await ok(there.patch(`/contacts/${id}`, { birth_date: born.birth_date }), 422)
  await ok(there.patch(`/contacts/${id}`, { birth_date: '2199-12-31' }), 422)
  await ok(there.patch(`/contacts/${id}`, { birth_date: '1899-12-31' }), 400)
})

test('a nationality is understood in three languages, as a country or as a people', async () => {
  const { id } = await made()
  for (const [said, code] of [
    ['Moroccan', 'MA'],
    ['marocaine', 'MA'],
    ['مغربية', 'MA'],
    ['Maroc', 'MA'],
    ['المغرب', 'MA'],
    ['ma', 'MA'],
    ['French', 'FR'],
    ['Française', 'FR'],
    ['فرنسية', 'FR'],
    ['Spanish', 'ES'],
    ['Sénégalais', 'SN'],
    ['Japanese', 'JP'],
    ['صينية', 'CN'],
    ['قطري', 'QA'],
    ['Irish', 'IE'],
    ['Mauritanienne', 'MR'],
    ['سعودية', 'SA'],
    ['الأردن', 'JO'],
    ['الأردني', 'JO'],
    ['South African', 'ZA'],
    ['sud-africaine', 'ZA'],
  ])
    assert.equal((await change(id, { nationality: said })).nationality, code, said)
  for (const query of ['nationality=South Africa', 'nationality=ZA&last_name=Benali', 'nationality=fr,sud-africain'])
    assert.ok(
      (await ok(api.get(`/contacts?${query}`))).items.some((one: any) => one.id === id),
      query,
    )
})

test('other names of fields are understood, in any spelling of their values', async () => {
  const account = await ok(api.post('/accounts', { name: 'Riad Atlas' }), 201)
  const boss = await made()
  const contact = await made({
    company_id: account.id,
    manager_id: boss.id,
    date_of_birth: '1990-01-01',
    preferred_channel: 'Phone',
    seat_preference: 'Extra Legroom',
    home_airport: 'cmn',
  })
  assert.partialDeepStrictEqual(contact, {
    account_id: account.id,
    reports_to_id: boss.id,
    birth_date: '1990-01-01',
    preferred_channel: 'call',
    seat_preference: 'extra_legroom',
    home_airport: 'CMN',
  })
  const ids = async (query: string) => (await ok(api.get(`/contacts?${query}`))).items.map(({ id }: any) => id)
  assert.deepEqual(await ids(`company_id=${account.id}`), [contact.id])
  assert.deepEqual(await ids(`reports_to_id=${boss.id}`), [contact.id])
  assert.deepEqual(await ids('birth_date_from=1989-12-31&birth_date_to=1990-01-01'), [contact.id])
  assert.deepEqual(await ids('home_airport=CMN'), [contact.id])
  const embedded = await ok(api.get(`/contacts/${contact.id}?include=account,reports_to`))
  assert.deepEqual(embedded.included, {
    account: { id: account.id, name: 'Riad Atlas' },
    reports_to: { id: boss.id, name: 'Amina Benali' },
  })
})

test('consent says since when, by the server’s clock, and moves channel by channel', async () => {
  const began = new Date().toISOString()
  const { id, consent } = await made({
    consent: {
      email: { state: 'granted', source: 'Formulaire', at: '2001-01-01T00:00:00Z' },
      sms: { state: 'denied' },
    },
  })
  assert.ok(consent.email.at >= began && consent.sms.at >= began)
  assert.deepEqual(consent.email, { state: 'granted', at: consent.email.at, source: 'Formulaire' })
  assert.deepEqual(consent.sms, { state: 'denied', at: consent.sms.at, source: null })

  const { consent: told } = await change(id, { consent: { email: { state: 'granted' }, phone: { state: 'unknown' } } })
  assert.deepEqual([told.email, told.sms], [consent.email, consent.sms])
  assert.ok(told.phone.at >= consent.email.at)
  const sourced = await change(id, { consent: { email: { state: 'granted', source: 'Appel' } } })
  assert.deepEqual(sourced.consent.email, { ...consent.email, source: 'Appel' })
  const withdrawn = await change(id, { consent: { email: { state: 'denied' } } })
  assert.ok(withdrawn.consent.email.at > consent.email.at)
  assert.deepEqual([withdrawn.consent.email.state, withdrawn.consent.email.source], ['denied', null])
  const { version } = withdrawn
  assert.equal((await change(id, { consent: withdrawn.consent })).version, version, 'sent back as it came')
  const dropped = await change(id, { consent: { sms: null } })
  assert.deepEqual(Object.keys(dropped.consent).toSorted(), ['email', 'phone'])

  await ok(undo(dropped.operation_id))
  await ok(undo(withdrawn.operation_id))
  const { consent: back } = await ok(api.get(`/contacts/${id}`))
  assert.deepEqual([back.email, back.sms], [sourced.consent.email, consent.sms], 'undo brings back the moment too')
  const [changed] = (await eventsOf(id)).filter(({ type }) => type === 'contact.updated')
  assert.ok('consent' in changed.changes)
})

test('diet, meals and needs stand on the one record: in no list, filter, export, search, figure or event', async () => {
  const secret = 'Coeliaque-severe'
  const { id } = await made({
    last_name: 'Sensitive',
    dietary_restrictions: [secret],
    accessibility_needs: [secret],
    meal_preference: 'kosher',
  })
  assert.deepEqual((await ok(api.get(`/contacts/${id}`))).dietary_restrictions, [secret])
  await change(id, { dietary_restrictions: [secret, 'Noix'], title: 'Guide' })
  await change(id, { accessibility_needs: [] })
  const [row] = (await ok(api.get('/contacts?last_name=Sensitive'))).items
  for (const name of ['meal_preference', 'dietary_restrictions', 'accessibility_needs']) assert.ok(!(name in row), name)
  for (const query of [
    `dietary_restrictions=${secret}`,
    `accessibility_needs_empty=true`,
    'meal_preference=kosher',
    'sort_by=meal_preference',
  ])
    await ok(api.get(`/contacts?${query}`), 400)
  await ok(api.get('/contacts/summary?group_by=dietary_restrictions'), 400).catch(() => undefined)
  assert.equal((await ok(api.get(`/contacts?search=${secret}`))).total, 0)
  await ok(api.get('/contacts/export?columns=meal_preference'), 400)
  const answers = [
    (await api.get('/contacts/export?last_name=Sensitive')).body,
    (await api.get('/contacts/stats')).body,
    (await api.get('/events?take=200')).body,
    (await api.get(`/contacts/${id}/timeline`)).body,
  ]
  for (const answer of answers) assert.doesNotMatch(JSON.stringify(answer), /Coeliaque|kosher|Noix/)
})

test('a change of what is sensitive has its event and version, without the values, and cannot be undone', async () => {
  const { id, version } = await made({ dietary_restrictions: ['Lait'] })
  const changed = await change(id, { dietary_restrictions: ['Gluten'] })
  assert.equal(changed.version, version + 1)
  const [event, creation] = await eventsOf(id)
  assert.deepEqual([event.type, event.changes], ['contact.updated', { dietary_restrictions: [null, null] }])
  assert.ok(!('dietary_restrictions' in creation.changes))
  const same = await change(id, { dietary_restrictions: ['Gluten'] })
  assert.equal(same.version, changed.version, 'nothing differs, nothing is written')
  const mixed = await change(id, { dietary_restrictions: ['Soja'], title: 'Guide' })
  for (const { operation_id } of [changed, mixed]) {
    const { status, body } = await undo(operation_id)
    assert.deepEqual([status, body.code], [422, 'undo_impossible'])
  }
  assert.partialDeepStrictEqual(await ok(api.get(`/contacts/${id}`)), {
    dietary_restrictions: ['Soja'],
    title: 'Guide',
    version: mixed.version,
  })
  // To make a contact can be taken back, and that too: what is sensitive was never gone.
  const { id: other, operation_id } = await made({ dietary_restrictions: ['Lait'] })
  const undone = await ok(undo(operation_id))
  await ok(undo(undone.operation_id))
  assert.deepEqual((await ok(api.get(`/contacts/${other}`))).dietary_restrictions, ['Lait'])
})

test('being in touch moves last_interaction_at; a note does not', async () => {
  const { id } = await made()
  const last = async () => (await ok(api.get(`/contacts/${id}`))).last_interaction_at as string | null
  await ok(api.post(`/contacts/${id}/notes`, { content: 'Rappeler.' }), 201)
  assert.equal(await last(), null)
  const began = new Date().toISOString()
  await ok(api.post(`/contacts/${id}/notes`, { content: 'Parlé du Sahara.', type: 'call' }), 201)
  assert.ok((await last())! >= began)
  const lead = await ok(api.post('/leads', { last_name: 'Zerouali', notes: [{ content: 'Appel', type: 'call' }] }), 201)
  const { contact } = await ok(api.post(`/leads/${lead.id}/convert`, {}), 201)
  const converted = await ok(api.get(`/contacts/${contact.id}`))
  assert.ok(converted.last_interaction_at >= began, 'what hung on the lead hangs on the contact now')
})

test('who reports to whom: both ways, as far as the caller may read', async () => {
  const [top, middle, mine, theirs] = [
    await made({ first_name: 'Top', assigned_to: null }),
    await made({ first_name: 'Middle' }),
    await made({ first_name: 'Mine', title: 'Guide' }),
    await made({ first_name: 'Theirs' }),
  ]
  const agent = await person('agent')
  await change(middle.id, { reports_to_id: top.id })
  await change(mine.id, { reports_to_id: middle.id, assigned_to: agent.id })
  await change(theirs.id, { reports_to_id: middle.id })
  const names = (people: any[]) => people.map(({ full_name, reports }) => `${full_name} ${reports}`)
  const line = await ok(api.get(`/contacts/${mine.id}/reports`))
  assert.deepEqual(names(line.above), ['Middle Benali 2', 'Top Benali 1'])
  const below = await ok(api.get(`/contacts/${middle.id}/reports`))
  assert.deepEqual(names(below.below), ['Mine Benali 0', 'Theirs Benali 0'])
  const seen = await ok(agent.api.get(`/contacts/${mine.id}/reports`))
  assert.deepEqual([seen.above, seen.below], [[], []], 'it ends where the agent may not read on')
  await ok(agent.api.get(`/contacts/${middle.id}/reports`), 404)
  assert.deepEqual(names((await ok(agent.api.get(`/contacts/${top.id}/reports`))).below), [])
  assert.equal((await ok(api.get(`/contacts?reports_to_id=${middle.id}`))).total, 2)
  // Linking needs a right to both ends.
  assert.deepEqual(refused(await ok(agent.api.patch(`/contacts/${mine.id}`, { reports_to_id: theirs.id }), 422)), [
    ['reports_to_id', 'unknown_reference'],
  ])
  await ok(agent.api.patch(`/contacts/${mine.id}`, { reports_to_id: top.id }))
})

test('a superior may be of another account, of another tenant never', async () => {
  const [one, two] = [
    await ok(api.post('/accounts', { name: 'One' }), 201),
    await ok(api.post('/accounts', { name: 'Two' }), 201),
  ]
  const boss = await made({ account_id: one.id })
  const other = await newRihlaTenant()
  const stranger = await ok(
    (await other.person('admin')).api.post('/contacts', { first_name: 'A', last_name: 'B' }),
    201,
  )
  const { id } = await made({ account_id: two.id, reports_to_id: boss.id })
  assert.deepEqual(refused(await change(id, { reports_to_id: stranger.id }, 422)), [
    ['reports_to_id', 'unknown_reference'],
  ])
  assert.notEqual(other.tenant.id, tenant.id)
})
