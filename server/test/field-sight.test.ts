// A field that is for some roles leaves through no operation there is, whatever was done with it while it was for all.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CUSTOM_RECORDS } from '@rihla/contracts/customFields.ts'
import { connectAsSuperuser } from './superuser.ts'
import { operationsOf, type Served } from './document.ts'
import { run } from './importing.ts'
import { type Answer, type Person, testRihla } from './tenant.ts'

const { rihla, ...house } = await testRihla()
const { tenant, person } = await house.tenant()
const admin = await person('admin')
const { api } = admin
const lurkers = { manager: await person('manager'), agent: await person('agent'), viewer: await person('viewer') }
const { manager, agent } = lurkers
const asSuperuser = await connectAsSuperuser(house.admin)
await rihla.start()
const operations = operationsOf((await rihla.app.inject('/openapi.json')).json()).filter(
  ({ method, streams }) => method === 'GET' && !streams,
)

/** Stands in the key, the label, the choices and the values of what is hidden, and nowhere else. */
const HUSH = 'hushhush'
const WORD = `${HUSH}word`
const custom = { [`${HUSH}_text`]: WORD, [`${HUSH}_choice`]: `${HUSH}_yes`, [`${HUSH}_member`]: agent.id }
const NAME = `custom.${HUSH}_text`

async function ok(answer: Promise<Answer>, ...expected: number[]) {
  const { status, body } = await answer
  assert.ok((expected.length ? expected : [200, 201, 202, 204]).includes(status), JSON.stringify([status, body]))
  return body
}
const make = (path: string, body: object, who: Person = admin) => ok(who.api.post(path, body), 201)

await furnish()
async function furnish() {
  for (const record_type of CUSTOM_RECORDS) {
    const field = { record_type, visible_to: null, description: `${HUSH} it` }
    await make('/custom-fields', { ...field, key: `${HUSH}_text`, label: `${HUSH} text`, type: 'text' })
    const options = [{ value: `${HUSH}_yes`, label: `${HUSH} yes`, labels: { fr: `${HUSH} oui` } }]
    await make('/custom-fields', { ...field, key: `${HUSH}_choice`, label: `${HUSH} choice`, type: 'choice', options })
    await make('/custom-fields', { ...field, key: `${HUSH}_member`, label: `${HUSH} member`, type: 'member' })
  }
  const own = { assigned_to: agent.id, custom }
  const lead = await make('/leads', { ...own, last_name: 'One', email: 'one@lurk.example', tags: ['lurk'] })
  const like = await make('/leads', { assigned_to: agent.id, last_name: 'Like', email: 'one@lurk.example' })
  const people = [
    await make('/contacts', { ...own, first_name: 'Some', last_name: 'Body', email: 'body@lurk.example' }),
    await make('/contacts', {
      ...own,
      first_name: 'Any',
      last_name: 'Body',
      email: 'body@lurk.example',
      allow_duplicate: true,
    }),
  ]
  const account = await make('/accounts', { ...own, account_type: 'business', name: 'House' })
  await make('/opportunities', { ...own, name: 'Deal', account_id: account.id })
  // All that keeps what was, by somebody who sees it now and will not.
  for (const [path, { id }] of [
    ['/leads', lead],
    ['/contacts', people[0]],
    ['/accounts', account],
  ] as const)
    await ok(api.patch(`${path}/${id}`, { title: 'Changed', custom: { [`${HUSH}_text`]: `${WORD} again` } }), 200, 400)
  await ok(api.patch(`/accounts/${account.id}`, { description: 'Changed', custom: { [`${HUSH}_text`]: `${WORD} 2` } }))
  await ok(api.post(`/leads/${lead.id}/notes`, { content: 'A note' }), 201)
  await ok(api.post('/leads/merge', { keep: like.id, merge: [lead.id], values: { custom: {} } }))
  const converted = await make('/leads', { ...own, last_name: 'Won', company_name: 'Won house' })
  await ok(api.post(`/leads/${converted.id}/convert`, { contact: { first_name: 'W', last_name: 'Won', custom } }), 201)
  const gone = await make('/leads', { ...own, last_name: 'Gone' })
  await ok(api.delete(`/leads/${gone.id}`), 204)
  await ok(api.post('/leads/bulk-action', { action: 'update', ids: [like.id], changes: { custom } }))
  await ok(
    api.post(`/leads/${like.id}/files`, Buffer.from('file'), { 'content-type': 'application/octet-stream' }),
    201,
  )
  const query = { [`${NAME}_contains`]: WORD, sort_by: NAME, cols: `full_name,${NAME}`, group: `custom.${HUSH}_choice` }
  for (const who of [manager, admin])
    await make('/views', { record_type: 'lead', name: 'Kept', shared: true, query }, who)
  for (const who of [manager, admin])
    await ok(who.api.get(`/leads/export?columns=full_name,${NAME}&custom.${HUSH}_choice=${HUSH}_yes`), 200)
  await run(manager.api, 'lead', 'Last name,Mail,Remark\nBrought,brought@lurk.example,x\n', {
    columns: [{ index: 2, field: NAME }],
    rules: { match: ['email', NAME] },
  })
  await ok(api.put('/layouts/lead', { sections: [{ id: 'own-1', name: 'Own', fields: [NAME] }] }), 200)
  const { items } = await ok(api.get('/custom-fields'))
  for (const { id } of items) await ok(api.patch(`/custom-fields/${id}`, { visible_to: ['admin'] }))
  await asSuperuser.settled(tenant.schema, 'jobs')
}

const rowsOf = async (table: string): Promise<string[]> => {
  const known = await asSuperuser.tablesOf(tenant.schema)
  const name = { views: 'saved_views', 'custom-fields': 'custom_fields' }[table] ?? table
  if (!known.includes(name)) return []
  return (await asSuperuser.ask(`select id from ${tenant.schema}.${name} limit 20`)).map(({ id }) => id)
}

/** Every address that an operation has for the records that there are, asked in the ways that its query offers. */
async function addressesOf({ path, resource, query }: Served): Promise<string[]> {
  const plain = path.replace('{tenant_id}', tenant.id).replace('{tag}', 'lurk')
  const kinds = plain.includes('{record_type}') ? [...CUSTOM_RECORDS] : ['']
  const ids = plain.includes('{id}') ? await rowsOf(resource) : ['']
  const asked = [
    '',
    ...('search' in query ? [`?search=${WORD}`] : []),
    ...('q' in query ? [`?q=${WORD}`] : []),
    ...('archived' in query ? ['?archived=true'] : []),
    ...('include' in query ? ['?include=assigned_to'] : []),
    ...('columns' in query ? ['?columns=full_name,custom', '?columns=name,custom'] : []),
    ...('group_by' in query ? ['?group_by=assigned_to'] : []),
    ...('field' in query ? [`?field=${NAME}`] : []),
    ...('email' in query ? ['?email=body@lurk.example', '?email=one@lurk.example'] : []),
    ...('record_type' in query
      ? [...CUSTOM_RECORDS, 'custom_field', 'export', 'import', 'view'].map((type) => `?record_type=${type}`)
      : []),
    ...('take' in query ? ['?take=100'] : []),
  ]
  return kinds.flatMap((kind) =>
    ids.flatMap((id) => asked.map((more) => plain.replace('{record_type}', kind).replace('{id}', id) + more)),
  )
}

const textOf = ({ body, headers }: Answer) => JSON.stringify([body, headers]).toLowerCase()
/** What an answer says of it, beyond what was asked. */
const tells = (answer: Answer, path = ''): string | undefined =>
  new RegExp(`.{0,200}${HUSH}.{0,60}`).exec(
    path ? textOf(answer).replaceAll(path.toLowerCase(), '') : textOf(answer),
  )?.[0]

test('who does see it, sees it wherever it is: so that what follows means something', async () => {
  const told = new Set<string>()
  for (const operation of operations)
    for (const path of await addressesOf(operation)) if (tells(await api.get(path), path)) told.add(operation.id)
  for (const id of [
    ...['leads', 'contacts', 'accounts', 'opportunities'].flatMap((name) =>
      ['list', 'find', 'timeline', 'export'].map((what) => `${name}.${what}`),
    ),
    'views.list',
    'custom_fields.list',
    'custom_fields.find',
    'custom_fields.document',
    'layouts.find',
    'imports.list',
    'imports.find',
    'events.list',
  ])
    assert.ok(told.has(id), `${id} does not tell it to anybody`)
})

test('no operation tells it to who does not see it', async () => {
  for (const [role, who] of Object.entries(lurkers)) {
    let answered = 0
    for (const operation of operations)
      for (const path of await addressesOf(operation)) {
        const answer = await who.api.get(path)
        assert.ok(answer.status < 500, `${role} ${path}: ${JSON.stringify(answer.body)}`)
        assert.equal(tells(answer, path), undefined, `${role} ${operation.id} ${path}`)
        if (answer.status === 200) answered += 1
        if (path.includes(WORD) && answer.status === 200)
          assert.deepEqual(answer.body.items ?? [], [], `${role} finds it by ${path}`)
      }
    assert.ok(answered > 100, `${role} was answered ${answered} times`)
  }
})

test('nor is there a word of it in what is answered to a change', async () => {
  const { items } = await ok(agent.api.get('/leads'))
  const { items: people } = await ok(agent.api.get('/contacts'))
  const answers = [
    await agent.api.patch(`/leads/${items[0].id}`, { title: 'Agent' }),
    await agent.api.patch(`/leads/${items[0].id}`, { title: 'Stale', version: 1 }),
    await manager.api.post('/leads/bulk-action', { action: 'add_tags', tags: ['seen'], ids: [items[0].id] }),
    await agent.api.post('/contacts/merge/preview', { keep: people[0].id, merge: [people[1].id] }),
    await agent.api.post('/contacts/merge', { keep: people[0].id, merge: [people[1].id] }),
    await agent.api.post('/contacts', { first_name: 'Any', last_name: 'Body', email: 'body@lurk.example' }),
    await agent.api.post(`/leads/${items.find((one: any) => !one.converted_at).id}/convert`, {}),
    await manager.api.patch(`/views/${(await ok(manager.api.get('/views'))).items[0].id}`, { name: 'Again' }),
  ]
  for (const [i, answer] of answers.entries()) assert.equal(tells(answer), undefined, String(i))
  assert.deepEqual(
    answers.map(({ status }) => status),
    [200, 412, 200, 200, 200, 409, 201, 200],
  )
})
