import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { person, api } = await testTenant()
const manager = await person('manager')
const agent = await person('agent')

const define = async (field: Record<string, unknown>) => {
  const { status, body } = await api.post('/custom-fields', { record_type: 'lead', ...field })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}

const visa = await define({ key: 'visa', label: 'Visa', type: 'yes_no' })
await define({ key: 'nights', label: 'Nights', type: 'number' })
await define({ key: 'deposit', label: 'Deposit', type: 'money' })
await define({ key: 'travels_on', label: 'Travels on', type: 'date' })
const cabin = await define({
  key: 'cabin',
  labels: { en: 'Cabin', fr: 'Cabine', ar: 'المقصورة' },
  type: 'choice',
  options: ['Economy', { value: 'first', label: 'First class', labels: { fr: 'Première classe' } }],
})
await define({ key: 'speaks', label: 'Speaks', type: 'multi_choice', options: ['Arabic', 'French', 'English'] })
await define({ key: 'nickname', label: 'Nickname', type: 'text' })
await define({ key: 'page', label: 'Page', type: 'link' })
await define({ key: 'second_email', label: 'Second e-mail', type: 'email' })
await define({ key: 'second_phone', label: 'Second phone', type: 'phone' })
await define({ key: 'guide', label: 'Guide', type: 'member' })

const ALL = {
  visa: true,
  nights: 7.5,
  deposit: 1250.5,
  travels_on: '2026-09-01',
  cabin: 'first',
  speaks: ['arabic', 'french'],
  nickname: 'Tanit',
  page: 'https://tanit.example/about',
  second_email: 'tanit@carthage.example',
  second_phone: '+212 661-000111',
  guide: agent.id,
}

const lead = async (last_name: string, custom: Record<string, unknown> = {}) => {
  const { status, body } = await api.post('/leads', { last_name, custom })
  assert.equal(status, 201, JSON.stringify(body))
  return body
}
const names = async (query: string) => {
  const { status, body } = await api.get(`/leads?${query}`)
  assert.equal(status, 200, JSON.stringify(body))
  return body.items.map(({ last_name }: { last_name: string }) => last_name)
}
const wrongFields = ({ errors }: { errors: { field: string; code: string }[] }) =>
  errors.map(({ field, code }) => `${field} ${code}`)

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

test('a list sorts by every type that has an order, page by page, empty values last', async () => {
  const tag = 'sorted'
  const values: Record<string, unknown>[] = [
    { nights: 3, deposit: 20, travels_on: '2026-05-01', cabin: 'first', nickname: 'éléa', visa: true },
    { nights: 10, deposit: 3.5, travels_on: '2025-12-31', cabin: 'economy', nickname: 'Zoé', visa: false },
    {},
    { nights: 3, deposit: 20, travels_on: '2026-05-01', cabin: 'economy', nickname: 'amal' },
    {},
    { nights: -1, deposit: 100, travels_on: '2027-01-01', nickname: 'Badr', second_email: 'b@x.example' },
  ]
  for (const [i, custom] of values.entries()) await api.post('/leads', { last_name: `S${i}`, custom, tags: [tag] })
  for (const [field, value] of [
    ['nights', (v: any) => v.nights],
    ['deposit', (v: any) => v.deposit],
    ['travels_on', (v: any) => v.travels_on],
    ['cabin', (v: any) => (v.cabin ? ['economy', 'first'].indexOf(v.cabin) : undefined)],
    ['visa', (v: any) => v.visa],
    ['nickname', (v: any) => v.nickname],
    ['second_email', (v: any) => v.second_email],
    ['guide', (v: any) => v.guide],
  ] as const)
    for (const order of ['asc', 'desc']) {
      const seen: string[] = []
      let cursor = ''
      do {
        const query = `tags=${tag}&sort_by=custom.${field}&sort_order=${order}&take=1${cursor && `&cursor=${cursor}`}`
        const { status, body } = await api.get(`/leads?${query}`)
        assert.equal(status, 200, JSON.stringify(body))
        seen.push(...body.items.map((item: { last_name: string }) => item.last_name))
        cursor = body.next_cursor ?? ''
      } while (cursor && seen.length < 20)
      assert.equal(new Set(seen).size, 6, `${field} ${order}: ${seen.join()}`)
      const sorted = seen.map((name) => value(values[Number(name.slice(1))]!))
      const filled = sorted.filter((one) => one !== undefined)
      assert.ok(
        sorted.slice(0, filled.length).every((one) => one !== undefined),
        `${field} ${order}: empty values come last`,
      )
      const compare = (a: any, b: any) => (typeof a === 'string' ? a.localeCompare(b, 'und') : Number(a) - Number(b))
      const expected = filled.toSorted((a, b) => (order === 'asc' ? compare(a, b) : compare(b, a)))
      assert.deepEqual(filled, expected, `${field} ${order}`)
    }
})

test('writers of different keys at the same time lose nothing', async () => {
  const { id } = await lead('Busy')
  const changes = [{ nights: 4 }, { visa: true }, { nickname: 'Both' }, { cabin: 'economy' }, { deposit: 9 }]
  const answers = await Promise.all(changes.map((custom) => api.patch(`/leads/${id}`, { custom })))
  assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([200]))
  assert.deepEqual((await api.get(`/leads/${id}`)).body.custom, Object.assign({}, ...changes))
})

test('sums, groups, exports and bulk actions know the fields', async () => {
  const ids: string[] = []
  for (const [cabin, deposit] of [
    ['economy', 10],
    ['economy', 5.5],
    ['first', 100],
  ] as const)
    ids.push((await lead('Sum', { cabin, deposit, speaks: ['arabic', 'english'], guide: agent.id })).id)
  const filter = 'last_name=Sum'
  const { body: sums } = await api.get(`/leads/summary?${filter}&group_by=custom.cabin&sum=custom.deposit`)
  assert.deepEqual(
    sums.groups.map(({ key, count, sum }: any) => [key, count, sum]),
    [
      ['economy', 2, 15.5],
      ['first', 1, 100],
    ],
  )
  assert.equal((await api.get(`/leads/summary?${filter}&group_by=custom.speaks`)).body.groups.length, 2)
  assert.equal((await api.get(`/leads/summary?${filter}&avg=custom.deposit`)).body.avg.toFixed(1), '38.5')
  assert.equal((await api.get(`/leads/summary?group_by=custom.unknown`)).status, 400)

  const { body: csv } = await api.get(
    `/leads/export?${filter}&columns=last_name,custom.cabin,custom.speaks,custom.deposit&sort_by=custom.deposit`,
  )
  assert.deepEqual(String(csv).replace('\ufeff', '').trim().split(/\r?\n/), [
    'last_name,custom.cabin,custom.speaks,custom.deposit',
    'Sum,economy,arabic; english,5.5',
    'Sum,economy,arabic; english,10',
    'Sum,first,arabic; english,100',
  ])
  const whole = String((await api.get(`/leads/export?${filter}`)).body)
    .split(/\r?\n/)[0]!
    .split(',')
  assert.ok(whole.includes('custom.nights') && !whole.includes('custom'))

  const { body: page } = await api.get(`/leads?${filter}&include=custom.guide`)
  assert.equal(page.items[0].included['custom.guide'].id, agent.id)

  const bulk = await api.post('/leads/bulk-action', {
    action: 'update',
    filter: { last_name: 'Sum', 'custom.cabin': 'economy' },
    changes: { custom: { cabin: 'First class' } },
  })
  assert.equal(bulk.body.done, 2, JSON.stringify(bulk.body))
  assert.equal((await names(`${filter}&custom.cabin=first`)).length, 3)
  assert.equal((await api.post(`/events/${bulk.body.operation_id}/undo`, {})).status, 200)
  assert.equal((await names(`${filter}&custom.cabin=first`)).length, 1)
  const each = await api.post('/leads/bulk-action', {
    action: 'set',
    items: [
      { id: ids[0], changes: { 'custom.nights': 12 } },
      { id: ids[1], changes: { custom: { nights: 'many' } } },
    ],
  })
  assert.equal(each.body.done, 1)
  assert.deepEqual(each.body.refused[0].errors[0].field, 'custom.nights')
})

test('a view filters and sorts by a field, and the field knows of it', async () => {
  const view = await api.post('/views', {
    record_type: 'lead',
    name: 'Long stays',
    query: { 'custom.nights_min': '5', sort_by: 'custom.nights', cols: 'full_name,custom.nights:120' },
  })
  assert.equal(view.status, 201, JSON.stringify(view.body))
  assert.equal((await api.get(`/leads?view=${view.body.id}`)).status, 200)
  assert.equal(
    (await api.post('/views', { record_type: 'lead', name: 'No', query: { 'custom.none': '5' } })).status,
    400,
  )
  const { body } = await api.get('/custom-fields?record_type=lead')
  const nights = body.items.find(({ key }: { key: string }) => key === 'nights')
  const usage = (await api.get(`/custom-fields/${nights.id}/usage`)).body
  assert.equal(usage.views, 1)
  assert.ok(usage.filled > 0 && usage.records > usage.filled)
})

test('only administrators define fields; everybody reads them', async () => {
  for (const one of [manager, agent]) {
    assert.equal(
      (await one.api.post('/custom-fields', { record_type: 'lead', label: 'Mine', type: 'text' })).status,
      403,
    )
    assert.equal((await one.api.patch(`/custom-fields/${visa.id}`, { label: 'Mine' })).status, 403)
    assert.equal((await one.api.delete(`/custom-fields/${visa.id}`)).status, 403)
    assert.equal((await one.api.get('/custom-fields')).body.items.length, 11)
  }
})

test('an archived field keeps its values and takes no new ones; so does a choice that is left out', async () => {
  const made = await lead('Archive', { nickname: 'Kept', cabin: 'first' })
  const { body: list } = await api.get('/custom-fields?record_type=lead')
  const nickname = list.items.find(({ key }: { key: string }) => key === 'nickname')
  assert.equal((await api.delete(`/custom-fields/${nickname.id}`)).status, 204)
  const refused = await api.patch(`/leads/${made.id}`, { custom: { nickname: 'New' } })
  assert.deepEqual([refused.status, wrongFields(refused.body)], [400, ['custom.nickname not_offered']])
  const same = await api.patch(`/leads/${made.id}`, { custom: { ...made.custom, nights: 1 } })
  assert.deepEqual(same.body.custom, { nickname: 'Kept', cabin: 'first', nights: 1 })
  assert.deepEqual(await names('custom.nickname=kept'), ['Archive'])
  assert.equal((await api.post(`/custom-fields/${nickname.id}/restore`, {})).body.archived, false)
  assert.equal((await api.patch(`/leads/${made.id}`, { custom: { nickname: 'New' } })).status, 200)

  const less = await api.patch(`/custom-fields/${cabin.id}`, { options: ['Economy', 'Suite'] })
  assert.deepEqual(
    less.body.options.map(({ value, archived }: any) => [value, archived ?? false]),
    [
      ['economy', false],
      ['suite', false],
      ['first', true],
    ],
  )
  assert.equal((await api.post('/leads', { last_name: 'x', custom: { cabin: 'first' } })).status, 400)
  assert.equal((await api.patch(`/leads/${made.id}`, { custom: { cabin: 'first', visa: true } })).status, 200)
  assert.ok((await names('custom.cabin=first')).includes('Archive'))
})

test('a required field is asked of new records and cannot be cleared', async () => {
  const { id: vat } = (
    await api.post('/custom-fields', { record_type: 'account', label: 'VAT number', type: 'text', required: true })
  ).body
  const without = await api.post('/accounts', { name: 'Atlas' })
  assert.deepEqual([without.status, wrongFields(without.body)], [400, ['custom.vat_number required']])
  const made = await api.post('/accounts', { name: 'Atlas', custom: { vat_number: 'MA-1' } })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const cleared = await api.patch(`/accounts/${made.body.id}`, { custom: { vat_number: '' } })
  assert.deepEqual([cleared.status, wrongFields(cleared.body)], [400, ['custom.vat_number required']])
  assert.equal((await api.patch(`/accounts/${made.body.id}`, { name: 'Atlas Voyages' })).status, 200)
  await api.patch(`/custom-fields/${vat}`, { required: false })
  assert.equal((await api.post('/accounts', { name: 'Rif' })).status, 201)
})

test('a new record begins with the defaults, unless something else is said of them', async () => {
  const account = (field: Record<string, unknown>) => define({ record_type: 'account', ...field })
  const tier = await account({
    label: 'Tier',
    type: 'choice',
    options: ['Small', { label: 'Very big', labels: { fr: 'Très grand' } }],
    required: true,
    default_value: 'Très grand',
  })
  assert.equal(tier.default_value, 'very_big')
  const pays = await account({ label: 'Pays late', type: 'yes_no', default_value: false })
  const speaks = await account({ label: 'Speaks', type: 'multi_choice', options: ['A', 'B'], default_value: ['B'] })
  const made = async (custom?: Record<string, unknown>) => {
    const { status, body } = await api.post('/accounts?allow_duplicate=true', {
      name: 'Begun',
      ...(custom ? { custom } : {}),
    })
    assert.equal(status, 201, JSON.stringify(body))
    return body.custom
  }
  assert.deepEqual(await made(), { tier: 'very_big', pays_late: false, speaks: ['b'] })
  assert.deepEqual(await made({ tier: 'small', pays_late: true, speaks: null }), { tier: 'small', pays_late: true })
  const cleared = await api.post('/accounts', { name: 'Begun', custom: { tier: null } })
  assert.deepEqual([cleared.status, wrongFields(cleared.body)], [400, ['custom.tier required']])
  const { body: document } = await api.get('/openapi.json')
  assert.equal(document.components.schemas.NewAccount.properties.custom.properties.tier.default, 'very_big')
  assert.ok(!('default' in document.components.schemas.Account.properties.custom.properties.tier))

  // What no record could have is no default, nor is a choice that is taken away.
  for (const [field, default_value] of [
    [pays, 'perhaps'],
    [tier, 'enormous'],
    [speaks, ['C']],
  ] as const) {
    const { status, body } = await api.patch(`/custom-fields/${field.id}`, { default_value })
    assert.equal(status, 422)
    assert.match(wrongFields(body)[0]!, /^default_value/)
  }
  const without = await api.patch(`/custom-fields/${tier.id}`, { options: ['Small'] })
  assert.deepEqual([without.status, wrongFields(without.body)], [422, ['default_value not_offered']])
  const other = await api.patch(`/custom-fields/${tier.id}`, { options: ['Small'], default_value: 'Small' })
  assert.equal(other.body.default_value, 'small')
  assert.deepEqual(await made(), { tier: 'small', pays_late: false, speaks: ['b'] })

  // Undone, the choice is back and with it the default; one that its choice has left gives nothing and stops nobody.
  await api.post(`/events/${String(other.headers['x-operation-id'])}/undo`, {})
  assert.deepEqual((await made()).tier, 'very_big')
  for (const { id } of [tier, pays, speaks]) assert.equal((await api.delete(`/custom-fields/${id}`)).status, 204)
  assert.deepEqual(await made(), {})
  assert.equal((await api.patch(`/custom-fields/${pays.id}`, { default_value: null, archived: false })).status, 200)
  assert.deepEqual(await made(), {})
  assert.equal((await api.delete(`/custom-fields/${pays.id}`)).status, 204)
})

test('key and record type stay, the type until it is used; keys are safe words', async () => {
  const field = (await api.post('/custom-fields', { record_type: 'contact', label: 'Numéro de client', type: 'text' }))
    .body
  assert.equal(field.key, 'numero_de_client')
  assert.equal((await api.patch(`/custom-fields/${field.id}`, { key: 'other' })).status, 400)
  assert.equal((await api.patch(`/custom-fields/${field.id}`, { type: 'number' })).body.type, 'number')
  const { status } = await api.post('/contacts', { first_name: 'A', last_name: 'B', custom: { numero_de_client: 7 } })
  assert.equal(status, 201)
  const used = await api.patch(`/custom-fields/${field.id}`, { type: 'date' })
  assert.deepEqual([used.status, wrongFields(used.body)], [422, ['type in_use']])
  for (const key of ['constructor', '__proto__', 'Big', 'size_max', '1st', "a'b", ''])
    assert.equal(
      (await api.post('/custom-fields', { record_type: 'contact', key, label: 'x', type: 'text' })).status,
      400,
      key,
    )
  const twice = await api.post('/custom-fields', {
    record_type: 'contact',
    key: 'numero_de_client',
    label: 'x',
    type: 'text',
  })
  assert.equal(twice.status, 409)
  assert.equal((await api.post('/custom-fields', { record_type: 'contact', label: 'C', type: 'choice' })).status, 422)
  assert.equal(
    (await api.post('/custom-fields', { record_type: 'contact', label: 'C', type: 'text', options: ['a'] })).status,
    422,
  )
  const other = await api.post('/custom-fields', { record_type: 'contact', label: 'Numéro de client', type: 'text' })
  assert.equal(other.body.key, 'numero_de_client_2')
})

test('the document of the tenant has its fields', async () => {
  const { status, body } = await api.get('/openapi.json')
  assert.equal(status, 200)
  const { custom } = body.components.schemas.NewLead.properties
  assert.equal(custom.properties.nights.description, 'Nights')
  assert.ok(custom.properties.cabin.anyOf[0].enum.includes('economy'))
  const list = body.paths['/api/v1/tenants/{tenant_id}/leads'].get.parameters.map(({ name }: { name: string }) => name)
  assert.ok(list.includes('custom.nights_min') && list.includes('custom.cabin'))
  const common = await api.get('/api/openapi.json')
  assert.equal(common.status, 200)
})

test('defining, changing and archiving a field can be taken back', async () => {
  const made = await api.post('/custom-fields', { record_type: 'opportunity', label: 'Coach', type: 'text' })
  const changed = await api.patch(`/custom-fields/${made.body.id}`, { label: 'Bus', position: 9 })
  assert.equal(changed.status, 200, JSON.stringify(changed.body))
  await api.post(`/events/${String(changed.headers['x-operation-id'])}/undo`, {})
  assert.equal((await api.get(`/custom-fields/${made.body.id}`)).body.label, 'Coach')
  const undone = await api.post(`/events/${String(made.headers['x-operation-id'])}/undo`, {})
  assert.equal(undone.status, 200, JSON.stringify(undone.body))
  assert.equal((await api.get(`/custom-fields/${made.body.id}`)).body.archived, true)
})

test('fields are put in another order in one operation, and back', async () => {
  const of = async () => {
    const { body } = await api.get('/custom-fields?record_type=account')
    const items = body.items as { id: string; label: string }[]
    return items.filter(({ label }) => label !== 'VAT number')
  }
  for (const label of ['One', 'Two', 'Three']) await define({ record_type: 'account', label, type: 'text' })
  const [one, two, three] = await of()
  const ids = [three!.id, one!.id]
  const ordered = await api.put('/custom-fields/order', { record_type: 'account', ids })
  assert.equal(ordered.status, 200, JSON.stringify(ordered.body))
  assert.deepEqual(
    (await of()).map(({ label }) => label),
    ['Three', 'One', 'Two'],
  )
  assert.equal((await api.post(`/events/${String(ordered.headers['x-operation-id'])}/undo`, {})).status, 200)
  assert.deepEqual(
    (await of()).map(({ id }) => id),
    [one!.id, two!.id, three!.id],
  )
  const strange = { record_type: 'account', ids: [visa.id] }
  assert.equal((await api.put('/custom-fields/order', strange)).status, 404)
  const refused = await manager.api.put('/custom-fields/order', { record_type: 'account', ids })
  assert.equal(refused.status, 403)
})
