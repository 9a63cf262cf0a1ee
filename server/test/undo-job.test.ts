import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'kysely'
import { transaction } from '#platform/context.ts'
import { testTenant } from '#test/tenant.ts'
import { ok, operationOf, undoing } from './undoing.ts'

const { api, admin, rihla, tenant } = await testTenant()
await rihla.start()
const { db } = await admin.ctx()
const { manyLeads, snapshot, undo } = undoing({ api, db })

async function jobEnded(id: string) {
  for (const end = Date.now() + 60_000; Date.now() < end; await sleep(50)) {
    const { body } = await api.get(`/jobs/${id}`)
    if (body.state === 'done' || body.state === 'failed') return body
  }
  assert.fail('The job does not end.')
}

test('an operation of more than 1,000 changes is undone as one by a job', async () => {
  const ids = await manyLeads(1201, { campaign: 'many' })
  const before = await snapshot()
  const done = ok(await api.post('/leads/bulk-action', { action: 'update', changes: { title: 'Many' }, ids }))
  assert.equal(done.status, 202)
  const early = await undo(operationOf(done))
  assert.deepEqual([early.status, early.body.code], [409, 'undo_unfinished'])
  assert.equal((await jobEnded(done.body.id)).result.done, 1201)

  // One of them was changed: nothing is begun, and the job says what is in the way.
  ok(await api.patch(`/leads/${ids[1000]}`, { title: 'Other' }))
  const changed = await snapshot()
  const refused = ok(await undo(operationOf(done)))
  assert.equal(refused.status, 202)
  const failed = await jobEnded(refused.body.id)
  assert.deepEqual([failed.state, failed.error, failed.done], ['failed', 'undo_conflict', 0])
  assert.deepEqual(
    failed.result.refused.map(({ id, code }: { id: string; code: string }) => [id, code]),
    [[ids[1000], 'undo_conflict']],
  )
  assert.match(failed.result.refused[0].message, /title/)
  assert.deepEqual(await snapshot(), changed)

  ok(await api.patch(`/leads/${ids[1000]}`, { title: 'Many' }))
  const undone = ok(await undo(operationOf(done)))
  assert.deepEqual([undone.status, undone.body.total, undone.body.operation_id], [202, 1201, operationOf(undone)])
  const ended = await jobEnded(undone.body.id)
  assert.deepEqual([ended.state, ended.result.done, ended.result.refused], ['done', 1201, []])
  assert.deepEqual(await snapshot(), before)

  const redone = ok(await undo(operationOf(undone)))
  assert.equal((await jobEnded(redone.body.id)).result.done, 1201)
  assert.equal((await api.get('/leads?title=Many')).body.total, 1201)
})

test('a step of a job is done by one worker only', async () => {
  const ctx = await admin.ctx()
  const ids = await manyLeads(1001, { campaign: 'workers' })
  const done = ok(await api.post('/leads/bulk-action', { action: 'add_tags', tags: ['w'], ids }))
  const { type } = done.body
  const work = rihla.platform.jobs.get(type)!
  await Promise.all([work(ctx, done.body.id), work(ctx, done.body.id)])
  const ended = await jobEnded(done.body.id)
  assert.deepEqual([ended.done, ended.result.done, ended.result.refused], [1001, 1001, []])
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from events where operation_id = ${operationOf(done)} and type = 'lead.updated'`.execute(db)
  assert.equal(rows[0]!.n, 1001)
  await transaction(ctx, async () => assert.equal(ctx.tenant.id, tenant.id))
})
