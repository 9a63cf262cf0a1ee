// What is archived stays linked where it is, but nothing is newly linked to it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { run } from '#test/importing.ts'
import { type Answer, testTenant } from '#test/tenant.ts'
import { transaction } from './context.ts'

const { admin, api, rihla } = await testTenant()
await rihla.start()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return body
}
async function refuses(answer: Promise<Answer>, field: string) {
  const { status, body } = await answer
  const errors = body.errors?.map((error: { field: string; code: string }) => [error.field, error.code])
  assert.deepEqual([status, errors], [422, [[field, 'is_archived']]], JSON.stringify(body))
}

const resources = [accountResource, contactResource, leadResource, opportunityResource]
const KINDS: Record<string, [path: string, body: object]> = {
  account: ['/accounts', { name: 'Old House' }],
  contact: ['/contacts', { first_name: 'Old', last_name: 'Friend' }],
  lead: ['/leads', { last_name: 'Old' }],
  opportunity: ['/opportunities', { name: 'Old Trip' }],
  industry: ['/industries', { name: 'Old Trade' }],
}
let count = 0
async function made(kind: string, fields: object = {}) {
  const [path, body] = KINDS[kind]!
  const own = kind === 'industry' ? { name: `Old Trade ${(count += 1)}` } : { allow_duplicate: true }
  const record = await ok(
    api.post(path, { ...body, ...(kind === 'lead' || kind === 'opportunity' ? {} : own), ...fields }),
    201,
  )
  return { id: record.id as string, path: `${path}/${record.id}` }
}
async function archived(kind: string) {
  const record = await made(kind)
  await ok(api.delete(record.path), 204)
  return record
}

const links = resources.flatMap(({ record_type, fields }) =>
  Object.entries(fields as Fields).flatMap(([field, { kind, to, read_only }]) =>
    kind === 'reference' && !read_only && to !== 'pipeline' ? [{ record_type, field, to: to! }] : [],
  ),
)

for (const { record_type, field, to } of links)
  test(`${field} of a ${record_type}: nothing archived is newly put there, what was archived since stays`, async () => {
    const [gone, target] = [await archived(to), await made(to)]
    const [path, body] = KINDS[record_type]!
    await refuses(api.post(path, { ...body, allow_duplicate: undefined, [field]: gone.id }), field)
    const record = await made(record_type)
    await refuses(api.patch(record.path, { [field]: gone.id }), field)
    const { refused } = await ok(
      api.post(`${path}/bulk-action`, { action: 'update', ids: [record.id], changes: { [field]: gone.id } }),
    )
    assert.deepEqual(
      refused[0].errors.map((error: any) => [error.field, error.code]),
      [[field, 'is_archived']],
    )

    await ok(api.patch(record.path, { [field]: target.id }))
    const away = await api.patch(record.path, { [field]: null })
    await ok(api.delete(target.path), 204)
    await refuses(api.patch(record.path, { [field]: target.id }), field)
    // Taking back is not linking anew.
    await ok(api.post(`/events/${String(away.headers['x-operation-id'])}/undo`, {}))
    const same = await ok(api.patch(record.path, { [field]: target.id, tags: ['kept'] }))
    assert.deepEqual([same[field], same.tags], [target.id, ['kept']])
  })

test('of a link and an archiving at once, the second sees the first', async () => {
  const ctx = await admin.ctx()
  const contact = await made('contact')
  const link = (id: string) => api.patch(contact.path, { account_id: id })
  const first = await made('account')
  const linking = transaction(ctx, async (ctx) => {
    // It is held from here on, archived and not committed.
    await accounts.archive(ctx, first.id)
    const asked = link(first.id)
    await wait(200)
    return { asked }
  })
  await refuses((await linking).asked, 'account_id')

  const second = await made('account')
  const archiving = transaction(ctx, async (ctx) => {
    await contacts.update(ctx, contact.id, { account_id: second.id } as never)
    const asked = api.delete(second.path).then(() => Date.now())
    await wait(200)
    return { asked, linked: Date.now() }
  })
  const { asked, linked } = await archiving
  assert.ok((await asked) >= linked, 'it waits for the link')
  assert.equal((await ok(api.get(contact.path))).account_id, second.id)
})

test('a conversion links nothing archived, whoever names it', async () => {
  const [account, contact] = [await archived('account'), await archived('contact')]
  const lead = await made('lead')
  await refuses(api.post(`${lead.path}/convert`, { account: { id: account.id } }), 'account.id')
  await refuses(api.post(`${lead.path}/convert`, { contact: { id: contact.id } }), 'contact.id')
  const known = await made('contact')
  const theirs = await made('lead', { contact_id: known.id })
  await ok(api.delete(known.path), 204)
  await refuses(api.post(`${theirs.path}/convert`, {}), 'contact.id')
})

test('what happened with an archived record is told of it', async () => {
  const lead = await archived('lead')
  await ok(api.post(`${lead.path}/notes`, { content: 'Called after all' }), 201)
})

test('a file links nothing archived, and leaves what was linked before', async () => {
  const account = await made('account')
  const contact = await made('contact', { account_id: account.id })
  await ok(api.delete(account.path), 204)
  const { counts } = await run(
    api,
    'contact',
    `id,first_name,last_name,account_id,city
${contact.id},Old,Friend,${account.id},Fès
,New,Friend,${account.id},Fès
`,
  )
  assert.deepEqual(counts, { create: 0, update: 1, unchanged: 0, skip: 0, error: 1 })
  const { city, account_id } = await ok(api.get(contact.path))
  assert.deepEqual([city, account_id], ['Fès', account.id])
})

test('a merge takes over what the other had, archived or not, and links nothing else', async () => {
  const [account, other] = [await made('account'), await archived('account')]
  const [keep, gone] = [await made('contact'), await made('contact', { account_id: account.id })]
  await ok(api.delete(account.path), 204)
  const merge = (values: object) => api.post('/contacts/merge', { keep: keep.id, merge: [gone.id], values })
  await refuses(merge({ account_id: other.id }), 'account_id')
  await ok(merge({}))
  assert.equal((await ok(api.get(keep.path))).account_id, account.id)
})
