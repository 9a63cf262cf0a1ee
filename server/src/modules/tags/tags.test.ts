import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import { transaction } from '#platform/context.ts'
import { testTenant } from '#test/tenant.ts'

const { admin, person, api, rihla } = await testTenant()
await rihla.start()
const agent = await person('agent')

const lead = async (last_name: string, tags: string[]) =>
  (await api.post('/leads', { last_name, tags })).body as { id: string }
const tagsOf = async (id: string) => (await api.get(`/leads/${id}`)).body.tags
const undo = (id: unknown) => api.post(`/events/${String(id)}/undo`, {})
const listed = async (query = '') => {
  const { body } = await api.get(`/tags?${query}`)
  return new Map<string, any>(body.items.map((tag: { name: string }) => [tag.name, tag]))
}

test('tags in use stand beside declared ones, with their use by kind, in every spelling one tag', async () => {
  await lead('A', ['Umrah'])
  await lead('B', ['umrah', 'Golf'])
  await lead('C', ['Umrah'])
  await api.post('/contacts', { first_name: 'D', last_name: 'D', tags: ['UMRAH'] })
  assert.equal((await api.post('/tags', { name: 'Desert', color: 'amber' })).status, 201)
  const tags = await listed()
  assert.deepEqual([tags.get('Umrah').total, tags.get('Umrah').counts], [4, { lead: 3, contact: 1 }])
  assert.deepEqual([tags.get('Umrah').id, tags.get('Umrah').color], [null, null])
  assert.deepEqual([tags.get('Desert').total, tags.get('Desert').color], [0, 'amber'])
  assert.deepEqual([...(await listed('search=umr')).keys()], ['Umrah'])
  assert.deepEqual([...(await listed('record_type=contact')).keys()], ['UMRAH'])
  const [declared, ...others] = [...(await listed('declared=true')).values()]
  assert.deepEqual([declared.name, declared.color, declared.counts, others], ['Desert', 'amber', {}, []])
  const mine = (await agent.api.get('/tags?record_type=lead')).body.items
  assert.deepEqual(mine, [], 'counts are of what the caller may read')
})

test('lists find a tag in any spelling', async () => {
  await lead('Folded', ['Été À Fès'])
  for (const tag of ['été à fès', 'ÉTÉ À FÈS'])
    assert.equal((await api.get(`/leads?tags=${encodeURIComponent(tag)}`)).body.total, 1, tag)
  assert.equal((await api.get(`/leads?tags=${encodeURIComponent('ÉTÉ À FÈS')}&tags=umrah`)).body.total, 0)
})

test('a colour declares a tag; only administrators give one', async () => {
  const { body } = await api.patch('/tags/golf', { color: 'green' })
  assert.deepEqual([body.name, body.color, body.total, body.id !== null], ['Golf', 'green', 1, true])
  assert.equal((await api.patch('/tags/golf', { color: 'transparent' })).status, 400)
  assert.equal((await api.patch('/tags/nothing', { color: 'green' })).status, 404)
  assert.equal((await api.post('/tags', { name: 'GOLF' })).status, 409)
  for (const change of [
    agent.api.post('/tags', { name: 'Mine' }),
    agent.api.patch('/tags/golf', { color: 'red' }),
    agent.api.post('/tags/golf/rename', { name: 'Mine' }),
    agent.api.post('/tags/merge', { tags: ['golf'], into: 'Mine' }),
    agent.api.delete('/tags/golf'),
  ])
    assert.equal((await change).status, 403)
})

test('renaming changes every record, archived ones too, and is taken back as one', async () => {
  const one = await lead('R1', ['Honey', 'Moon'])
  const two = await lead('R2', ['honey', 'Sea'])
  await api.patch('/tags/honey', { color: 'pink' })
  await api.delete(`/leads/${two.id}`)
  const renamed = await api.post('/tags/HONEY/rename', { name: 'Honeymoon' })
  assert.deepEqual(
    [renamed.status, renamed.body.done, renamed.body.refused],
    [200, 2, []],
    JSON.stringify(renamed.body),
  )
  assert.deepEqual(await tagsOf(one.id), ['Honeymoon', 'Moon'])
  assert.deepEqual(await tagsOf(two.id), ['Honeymoon', 'Sea', 'archived'])
  assert.equal((await listed()).get('Honeymoon').color, 'pink')
  assert.equal((await api.post('/tags/honeymoon/rename', { name: 'golf' })).status, 409)
  assert.equal((await undo(renamed.body.operation_id)).status, 200)
  assert.deepEqual(await tagsOf(one.id), ['Honey', 'Moon'])
  assert.equal((await listed()).get('Honey').color, 'pink')
  // The same tag, spelled otherwise.
  assert.equal((await api.post('/tags/honey/rename', { name: 'HONEY' })).body.done, 2)
  assert.deepEqual(await tagsOf(one.id), ['HONEY', 'Moon'])
})

test('merging makes several tags one, once on each record; deleting takes it off', async () => {
  const all = await lead('M1', ['Bus', 'Coach', 'VIP'])
  const one = await lead('M2', ['coach'])
  await api.patch('/tags/coach', { color: 'teal' })
  const merged = await api.post('/tags/merge', { tags: ['bus', 'Coach'], into: 'Minibus' })
  assert.equal(merged.body.done, 2, JSON.stringify(merged.body))
  assert.deepEqual([await tagsOf(all.id), await tagsOf(one.id)], [['Minibus', 'VIP'], ['Minibus']])
  assert.equal((await listed()).get('Minibus').color, 'teal')
  const gone = await api.delete('/tags/minibus')
  assert.deepEqual([gone.status, gone.body.done], [200, 2])
  assert.deepEqual([await tagsOf(all.id), await tagsOf(one.id)], [['VIP'], []])
  assert.equal((await listed()).has('Minibus'), false)
  assert.equal((await undo(gone.body.operation_id)).status, 200)
  assert.equal((await undo(merged.body.operation_id)).status, 200)
  assert.deepEqual([await tagsOf(all.id), await tagsOf(one.id)], [['Bus', 'Coach', 'VIP'], ['coach']])
  assert.equal((await api.delete('/tags/never%20seen')).status, 404)
})

test('a tag on more records than a request changes goes on as a job', async () => {
  const { id } = await lead('Many', ['Crowd'])
  await transaction(await admin.ctx(), async ({ db }) => {
    await sql`insert into leads select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
      from leads l, generate_series(1, 1100) where l.id = ${id}`.execute(db)
  })
  const started = await api.post('/tags/crowd/rename', { name: 'Group' })
  assert.deepEqual([started.status, started.body.total], [202, 1101], JSON.stringify(started.body))
  let job = started.body
  for (let i = 0; i < 200 && job.state !== 'done' && job.state !== 'failed'; i += 1) {
    await new Promise((resolve) => setTimeout(resolve, 50))
    job = (await api.get(`/jobs/${job.id}`)).body
  }
  assert.deepEqual([job.state, job.done, job.result.done], ['done', 1101, 1101], JSON.stringify(job))
  const tags = await listed()
  assert.deepEqual([tags.get('Group').total, tags.has('Crowd')], [1101, false])
})

test('a score follows the tags it counts, whichever way they change everywhere, and only that', async () => {
  const scoreOf = async (id: string) => {
    const { body } = await api.get(`/leads/${id}`)
    return [body.lead_score, body.version]
  }
  const one = await lead('Warm', ['Lukewarm'])
  const { body: locked } = await api.post('/leads', { last_name: 'Set', tags: ['Lukewarm'], lead_score: 33 })
  assert.deepEqual(await scoreOf(one.id), [50, 1])
  const renamed = await api.post('/tags/lukewarm/rename', { name: 'Hot' })
  assert.equal(renamed.status, 200)
  assert.deepEqual([await scoreOf(one.id), (await scoreOf(locked.id))[0]], [[65, 2], 33])
  const told = (await api.get(`/leads/${one.id}/timeline?type=changes`)).body.items[0]
  assert.deepEqual(told.changes, { tags: [['Lukewarm'], ['Hot']], lead_score: [50, 65] })
  await undo(renamed.headers['x-operation-id'])
  assert.deepEqual(await scoreOf(one.id), [50, 3])
  await api.post('/tags/merge', { tags: ['lukewarm'], into: 'Urgent' })
  assert.deepEqual(await scoreOf(one.id), [65, 4])
  await api.delete('/tags/urgent')
  assert.deepEqual([await scoreOf(one.id), (await scoreOf(locked.id))[0]], [[50, 5], 33])
})

test('a lead that takes over a tag that counts is scored with it', async () => {
  const [keep, other] = [await lead('Kept', []), await lead('Gone', ['hot'])]
  const merged = await api.post('/leads/merge', { keep: keep.id, merge: [other.id] })
  assert.deepEqual([merged.status, merged.body.lead_score], [200, 65])
  await undo(merged.headers['x-operation-id'])
  assert.equal((await api.get(`/leads/${keep.id}`)).body.lead_score, 50)
})
