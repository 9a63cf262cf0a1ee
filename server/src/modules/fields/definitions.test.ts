import assert from 'node:assert/strict'
import { test } from 'node:test'
import { leadsWithFields, wrongFields } from '#test/customFields.ts'
import { testTenant } from '#test/tenant.ts'

const { person, api } = await testTenant()
const manager = await person('manager')
const agent = await person('agent')
const { cabin, define, lead, names, visa } = await leadsWithFields(api, agent.id)

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
