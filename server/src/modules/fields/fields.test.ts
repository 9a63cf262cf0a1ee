import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadsWithFields, wrongFields } from '#test/customFields.ts'
import { testTenant } from '#test/tenant.ts'

const { person, api } = await testTenant()
const agent = await person('agent')
const { ALL, lead, names, visa } = await leadsWithFields(api, agent.id)

test('a field of each type is kept, found, sorted and cleared', async () => {
  const { id } = await lead('Whole', ALL)
  const bare = await lead('Bare')
  assert.deepEqual((await api.get(`/leads/${id}`)).body.custom, ALL)
  assert.deepEqual(bare.custom, {})
  for (const filter of [
    'custom.visa=true',
    'custom.nights=7.5',
    'custom.nights_min=7&custom.nights_max=8',
    'custom.deposit=1250.50',
    'custom.deposit_min=1000',
    'custom.travels_on=2026-09-01',
    'custom.travels_on_from=2026-08-31&custom.travels_on_to=2026-09-01',
    'custom.cabin=First',
    'custom.cabin=Premi%C3%A8re%20classe',
    'custom.cabin=economy,first',
    'custom.speaks=French,arabic',
    'custom.nickname=tanit',
    'custom.nickname_contains=ANI',
    'custom.page_contains=tanit.example',
    'custom.second_email=TANIT@carthage.example',
    'custom.second_phone=0661000111',
    'custom.guide=' + agent.id,
    'custom.cabin_empty=false',
    'custom.speaks_empty=false',
    'custom.nights_empty=false&custom.cabin_not=economy',
  ])
    assert.deepEqual(await names(filter), ['Whole'], filter)
  for (const filter of [
    'custom.visa=false',
    'custom.nights_min=8',
    'custom.travels_on_from=2026-09-02',
    'custom.speaks=English',
    'custom.cabin_not=first',
    'custom.speaks_not=french',
    'custom.guide=me',
    'custom.nickname_empty=true',
  ])
    assert.ok(!(await names(filter)).includes('Whole'), filter)
  assert.ok((await names('custom.cabin_not=first')).includes('Bare'))
  assert.deepEqual(await names('search=tanit'), ['Whole'])
  assert.deepEqual(await names('search=premiere%20classe'), ['Whole'])
  assert.deepEqual(await names('search=0661000111'), ['Whole'])

  const none = Object.fromEntries(Object.keys(ALL).map((key) => [key, null]))
  assert.deepEqual((await api.patch(`/leads/${id}`, { custom: none })).body.custom, {})
  assert.deepEqual(await names('search=tanit'), [])
})

test('a change keeps what it does not name, and says each key in the log; undo is by key', async () => {
  const { id } = await lead('Keys', { nights: 2, nickname: 'Before' })
  const first = await api.patch(`/leads/${id}`, { custom: { nights: 3 } })
  assert.deepEqual(first.body.custom, { nights: 3, nickname: 'Before' })
  const second = await api.patch(`/leads/${id}`, { 'custom.nickname': 'After', 'custom.visa': true })
  assert.deepEqual(second.body.custom, { nights: 3, nickname: 'After', visa: true })
  const { body } = await api.get(`/leads/${id}/timeline?field=custom.nights`)
  assert.deepEqual(body.items.length, 2)
  assert.deepEqual(body.items[0].changes, { 'custom.nights': [2, 3] })
  assert.deepEqual(body.items[1].changes['custom.nights'], [null, 2])
  // Two edits of different keys: the older one can be taken back while the newer stays.
  const undone = await api.post(`/events/${String(first.headers['x-operation-id'])}/undo`, {})
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  assert.deepEqual((await api.get(`/leads/${id}`)).body.custom, { nights: 2, nickname: 'After', visa: true })
  await api.patch(`/leads/${id}`, { custom: { nickname: 'Later' } })
  const conflict = await api.post(`/events/${String(second.headers['x-operation-id'])}/undo`, {})
  assert.deepEqual([conflict.status, conflict.body.fields], [409, ['custom.nickname']])
})

test('taking back a creation sees what was written since', async () => {
  const made = await api.post('/leads', { last_name: 'Made', custom: { nights: 1 } })
  const operation = String(made.headers['x-operation-id'])
  await api.patch(`/leads/${made.body.id}`, { custom: { visa: true } })
  assert.deepEqual((await api.post(`/events/${operation}/undo`, {})).body.fields, ['custom.visa'])
  await api.patch(`/leads/${made.body.id}`, { custom: { visa: null } })
  assert.equal((await api.post(`/events/${operation}/undo`, {})).status, 200)
})

test('what a definition does not take is told like every other field, all at once', async () => {
  const { status, body } = await api.post('/leads', {
    last_name: 'x'.repeat(101),
    custom: {
      nights: '7',
      deposit: 1.005,
      travels_on: '2026-02-30',
      cabin: 'bus',
      speaks: ['arabic', 'klingon'],
      page: 'javascript:alert(1)',
      second_email: 'nobody',
      second_phone: 'call me',
      visa: 'yes',
      guide: 'not an id',
      unknown: 1,
    },
  })
  assert.equal(status, 400)
  assert.deepEqual(
    wrongFields(body).toSorted(),
    [
      'custom.cabin not_allowed',
      'custom.deposit two_decimals',
      'custom.guide invalid_format',
      'custom.nights wrong_type',
      'custom.page bad_link',
      'custom.second_email invalid_format',
      'custom.second_phone bad_phone',
      'custom.speaks[1] not_allowed',
      'custom.travels_on invalid_format',
      'custom.unknown unknown_field',
      'custom.visa wrong_type',
      'last_name too_big',
    ].toSorted(),
  )
  const twice = await api.post('/leads', { last_name: 'x', custom: { speaks: ['French', 'french', 'klingon'] } })
  assert.deepEqual(wrongFields(twice.body), ['custom.speaks[2] not_allowed'], 'counted as they were sent')
  const once = await api.post('/leads', { last_name: 'x', custom: { speaks: ['French', 'french', 'Arabic'] } })
  assert.deepEqual([once.status, once.body.custom.speaks.length], [201, 2])
  const nobody = await api.post('/leads', { last_name: 'x', custom: { guide: visa.id } })
  assert.deepEqual([nobody.status, wrongFields(nobody.body)], [422, ['custom.guide unknown_reference']])
  for (const custom of [[], 'text', 7, { nights: { deep: 1 } }])
    assert.equal((await api.post('/leads', { last_name: 'x', custom })).status, 400, JSON.stringify(custom))
  const filter = await api.get('/leads?custom.unknown=1')
  assert.deepEqual([filter.status, wrongFields(filter.body)], [400, ['custom.unknown unknown_filter']])
  assert.equal((await api.get('/leads?sort_by=custom.unknown')).status, 400)
  assert.equal((await api.get("/leads?custom.x'%20or%20true--=1")).status, 400)
})

test('writers of different keys at the same time lose nothing', async () => {
  const { id } = await lead('Busy')
  const changes = [{ nights: 4 }, { visa: true }, { nickname: 'Both' }, { cabin: 'economy' }, { deposit: 9 }]
  const answers = await Promise.all(changes.map((custom) => api.patch(`/leads/${id}`, { custom })))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.deepEqual((await api.get(`/leads/${id}`)).body.custom, Object.assign({}, ...changes))
})
