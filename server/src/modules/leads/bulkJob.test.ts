import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { sql } from 'kysely'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person, rihla } = await testTenant()
const { body: model } = await api.post('/leads', { last_name: 'Model', campaign: 'Job', lead_status: 'contacted' })
const { db } = await admin.ctx()
// A thousand and more at once: the rows of a lead, copied.
const COPIES = 1049
await sql`
  insert into leads select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
  from leads l, generate_series(1, ${COPIES}) where l.id = ${model.id}`.execute(db)

/** Looks at a job until it ends; what was seen on the way. */
async function watch(id: string) {
  const seen: any[] = []
  for (let i = 0; i < 600; i += 1) {
    const { status, body: job } = await api.get(`/jobs/${id}`)
    // A busy machine may ask to come back later; nothing else is an answer.
    if (status !== 503) {
      assert.equal(status, 200, JSON.stringify(job))
      seen.push(job)
      if (job.state === 'done' || job.state === 'failed') return seen
    }
    await wait(100)
  }
  throw new Error('The job does not end.')
}

test('above a thousand leads a bulk action is a job with progress, done once and told', async () => {
  const { status, body: job } = await api.post('/leads/bulk-action', {
    action: 'update_status',
    filter: { campaign: 'Job' },
    status: 'lost',
    reason: 'The fair is over',
  })
  assert.deepEqual([status, job.state, job.done, job.total], [202, 'waiting', 0, COPIES + 1])
  assert.equal((await api.get('/leads/stats?status=lost')).body.total_leads, 0, 'nothing before the job runs')
  await rihla.start()
  const seen = await watch(job.id)
  const last = seen.at(-1)
  assert.deepEqual([last.state, last.done, last.total, last.result.done], ['done', 1050, 1050, 1050])
  assert.deepEqual(last.result.refused, [])
  const progress = seen.map(({ done }) => done)
  assert.deepEqual(
    progress,
    progress.toSorted((a, b) => a - b),
    'progress never steps back',
  )
  assert.equal((await api.get('/leads/stats?status=lost')).body.total_leads, 1050)
  const { body: lead } = await api.get(`/leads/${model.id}`)
  assert.deepEqual([lead.lost_reason, lead.version], ['The fair is over', 2])
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from events where operation_id = ${last.operation_id} and type = 'lead.status_changed'`.execute(
    db,
  )
  assert.equal(rows[0]!.n, 1050, 'one event each, all of one operation')
})

test('a job tells what it refused, and is read by who started it and by administrators', async () => {
  const manager = await person('manager')
  const { rows } = await sql<{ id: string }>`select id from leads where campaign = 'Job' limit 1000`.execute(db)
  const missing = randomUUID()
  const ids = [missing, ...rows.map(({ id }) => id)]
  const { status, body: job } = await manager.api.post('/leads/bulk-action', { action: 'add_tags', tags: ['m'], ids })
  assert.equal(status, 202)
  assert.equal((await manager.api.get(`/jobs/${job.id}`)).status, 200)
  assert.equal((await (await person('manager')).api.get(`/jobs/${job.id}`)).status, 404)
  const last = (await watch(job.id)).at(-1)
  // They are the administrator's, who is in no team of the manager's.
  assert.deepEqual([last.state, last.done, last.result.done, last.result.refused.length], ['done', 1001, 0, 1001])
  const codes = Object.fromEntries(last.result.refused.map(({ id, code }: any) => [id, code]))
  assert.equal(codes[missing], 'lead.not_found')
  assert.equal(codes[rows[0]!.id], 'permission_denied')
  assert.equal((await api.get(`/jobs/${randomUUID()}`)).status, 404)
  assert.equal((await api.get('/jobs/x')).status, 404)
})
