// What everybody sees is found by its words, and what some see by nobody's.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import type { LiveUpdate } from '@rihla/contracts/audit.ts'
import { leads } from '#modules/leads/service.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import { Live } from '#platform/live.ts'
import { connectAsSuperuser } from '#test/superuser.ts'
import { run } from '#test/importing.ts'
import { type Answer, type Person, testRihla } from '#test/tenant.ts'

const { rihla, ...house } = await testRihla()
const { tenant, person } = await house.tenant()
const [admin, agent] = [await person('admin'), await person('agent')]
const { api } = admin
const asSuperuser = await connectAsSuperuser(house.admin)
await rihla.start()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body, headers } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return { ...body, headers }
}
const define = (field: Record<string, unknown>) =>
  ok(api.post('/custom-fields', { record_type: 'lead', ...field }), 201)
const lead = (last_name: string, custom: object) =>
  ok(api.post('/leads', { last_name, custom, assigned_to: agent.id }), 201)
const undo = (who: Person, { headers }: { headers: object }) =>
  who.api.post(`/events/${(headers as Record<string, string>)['x-operation-id']}/undo`, {})
const customOf = async (id: string, who: Person) => (await ok(who.api.get(`/leads/${id}`))).custom
async function writtenAnew(id: string) {
  for (let tries = 0; !(await ok(api.get(`/custom-fields/${id}`))).searched; tries += 1) {
    assert.ok(tries < 100, 'the texts are not written')
    await new Promise((go) => setTimeout(go, 100))
  }
}

test('what comes to be for some is not found at once, and is found again when it is for everybody', async () => {
  const word = await define({ key: 'codename', label: 'Codename', type: 'text' })
  const { id } = await lead('Agentless', { codename: 'Zanzibarium' })
  const found = async (who: Person) =>
    (await ok(who.api.get('/search?q=zanzibarium'))).items.length +
    (await ok(who.api.get('/leads?search=zanzibarium'))).total
  const filtered = async () => (await ok(api.get('/leads?custom.codename=zanzibarium'))).total
  assert.deepEqual([await found(agent), await found(admin), await filtered()], [2, 2, 1])
  const hidden = await ok(api.patch(`/custom-fields/${word.id}`, { visible_to: ['manager'] }))
  assert.deepEqual([hidden.searched, await found(agent), await found(admin), await filtered()], [false, 0, 0, 1])
  assert.equal((await customOf(id, agent)).codename, undefined)
  // What is written meanwhile is found by its other words alone.
  await ok(api.patch(`/leads/${id}`, { custom: { codename: 'Zanzibarium the second' } }))
  assert.equal(await found(admin), 0)
  // Who sees a field is a change like others, and taken back like others.
  const [event] = (await ok(api.get(`/events?record_id=${word.id}`))).items
  assert.deepEqual(event.changes, { visible_to: [null, ['admin', 'manager']] })
  assert.deepEqual((await ok(agent.api.get(`/events?record_id=${word.id}`))).items, [])
  // That something changed they hear at once, so that nobody goes on with what is there no more.
  await asSuperuser.settled(tenant.schema)
  const heard: LiveUpdate[] = []
  const stop = await new Live().listen(await agent.ctx(), 0, { give: (one) => heard.push(one), end: () => undefined })
  stop()
  const { type, version } = heard.findLast(({ record_id }) => record_id === word.id)!
  assert.deepEqual([type, version], ['custom_field.updated', 2])
  await ok(undo(admin, hidden))
  assert.deepEqual([await found(agent), (await customOf(id, agent)).codename], [2, 'Zanzibarium the second'])
  await writtenAnew(word.id)
  assert.equal((await ok(api.get('/leads?custom.codename_contains=zanzibarium'))).total, 1)
})

test('the records of a full field follow behind the answer, there and back', async () => {
  const { id, key } = await define({
    key: 'cargo',
    label: 'Cargo',
    type: 'choice',
    options: ['Quetzalfeathers', 'Salt'],
  })
  const rows = Array.from({ length: 700 }, (_, i) => `Row ${i},Quetzalfeathers`)
  const { counts } = await run(api, 'lead', `Last name,Cargo\n${rows.join('\n')}\n`, {
    columns: [{ index: 1, field: `custom.${key}` }],
  })
  assert.equal(counts!.create, 700)
  const found = async () => (await ok(api.get('/leads?search=quetzalfeathers'))).total
  assert.equal(await found(), 700)
  const hidden = await ok(api.patch(`/custom-fields/${id}`, { visible_to: ['manager'] }))
  // It is no part of the change, which can be taken back while it goes on.
  await ok(undo(admin, hidden))
  await writtenAnew(id)
  assert.equal(await found(), 700)
  await ok(api.patch(`/custom-fields/${id}`, { visible_to: ['manager'] }))
  await asSuperuser.settled(tenant.schema, 'jobs')
  assert.equal(await found(), 0)
  assert.equal((await ok(api.get(`/leads?custom.${key}=quetzalfeathers`))).total, 700)
  await ok(api.patch(`/custom-fields/${id}`, { visible_to: null }))
  await writtenAnew(id)
  assert.equal(await found(), 700)
})

test('who was writing while a field came to be for some, or for everybody again, writes no text by what was', async () => {
  const { id: field } = await define({ key: 'alias', label: 'Alias', type: 'text' })
  const { id } = await lead('Slow', { alias: 'Xylophonist' })
  const found = async () => (await ok(api.get('/leads?search=xylophonist'))).total
  const show = (visible_to: string[] | null) => api.patch(`/custom-fields/${field}`, { visible_to })
  const retitle = (ctx: Ctx, title: string) => leads.update(ctx, id, { title } as never)
  const asked = async () => withCustom(await admin.ctx())

  // A request that read the definitions before, and comes to write only afterwards.
  const before = await asked()
  await ok(show(['manager']))
  await asSuperuser.settled(tenant.schema, 'jobs')
  await retitle(before, 'Hidden')
  assert.equal(await found(), 0)
  const hidden = await asked()
  await ok(show(null))
  await writtenAnew(field)
  await retitle(hidden, 'Shown')
  assert.equal(await found(), 1)

  // One that has written and goes on: who hides the field waits for it.
  let hiding: Promise<Answer> | undefined
  await transaction(await asked(), async (ctx) => {
    await retitle(ctx, 'Going on')
    hiding = show(['manager'])
    const first = await Promise.race([hiding, sleep(300).then(() => 'waits')])
    assert.equal(first, 'waits')
  })
  await ok(hiding!)
  assert.equal(await found(), 0)
  await asSuperuser.settled(tenant.schema, 'jobs')
  assert.equal(await found(), 0)

  // One that holds a record and has not written it: it does so by the definitions as they are then.
  await ok(show(null))
  await writtenAnew(field)
  await transaction(await asked(), async (ctx) => {
    await leads.queries.lock(ctx, id, 'update')
    await ok(show(['manager']))
    await retitle(ctx, 'Held')
  })
  await asSuperuser.settled(tenant.schema, 'jobs')
  assert.equal(await found(), 0)
})

test('what nobody is found by is nothing to write', async () => {
  const { id } = await define({ key: 'weight', label: 'Weight', type: 'number' })
  assert.equal((await ok(api.patch(`/custom-fields/${id}`, { visible_to: ['agent'] }))).searched, false)
  await ok(api.patch(`/custom-fields/${id}`, { visible_to: null }))
  assert.equal((await ok(api.get(`/custom-fields/${id}`))).searched, true)
})
