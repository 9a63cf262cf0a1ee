// What is not there for somebody is told by no guess, no page, no undo and no earlier answer.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CompiledQuery } from 'kysely'
import { startRun } from '#modules/imports/service.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import { check, settled } from '#test/importing.ts'
import { ok, testSight, told, undo } from '#test/sight.ts'
import type { Answer, Person } from '#test/tenant.ts'
import { updateField } from './service.ts'

const { api, admin, manager, agent, define, lead, customOf } = await testSight()

test('who guesses what a field holds that is not there for them is told what is told of a field that never was', async () => {
  const custom = { margin: 12, secret: 'hush' }
  const more = { email: 'guess@sight.example' }
  const [{ id }, other] = [await lead('Guessed', custom, more), await lead('Also', custom)]
  const plain = ({ status, body }: Answer, key: string) =>
    JSON.stringify([status, body])
      .replaceAll(/[\da-f]{8}-[\da-f-]{27}/g, 'id')
      .replaceAll(key, 'key')
  for (const [key, right, wrong] of [
    ['margin', 12, 13],
    ['secret', 'hush', 'other'],
    ['begun', 'yes', 'no'],
  ] as const)
    for (const ask of [
      (custom: object) => manager.api.post('/leads/bulk-action', { action: 'update', ids: [id], changes: { custom } }),
      (custom: object) =>
        manager.api.post('/leads/bulk-action', { action: 'set', items: [{ id, changes: { custom } }] }),
      (custom: object) => agent.api.patch(`/leads/${id}`, { custom }),
      (custom: object) => agent.api.post('/leads', { last_name: 'New', custom }),
      (custom: object) => agent.api.post('/leads/merge/preview', { keep: id, merge: [other.id], values: { custom } }),
      (custom: object) => agent.api.post('/leads/merge', { keep: id, merge: [other.id], values: { custom } }),
      (custom: object) => agent.api.post(`/leads/${id}/convert`, { contact: { last_name: 'C', custom } }),
      (custom: object) => agent.api.post(`/leads/${id}/convert`, { account: { name: 'A', custom } }),
      (custom: object) => agent.api.post(`/leads/${id}/convert`, { opportunity: { name: 'O', custom } }),
    ]) {
      // Managers see but the secret.
      if (String(ask).includes('manager') && key !== 'secret') continue
      const never = plain(await ask({ nothing: right }), 'nothing')
      for (const value of [right, wrong, null])
        assert.equal(plain(await ask({ [key]: value }), key), never, `${key} ${value} ${String(ask)}`)
    }
  assert.deepEqual(await customOf(id), { begun: 'yes', ...custom })
})

test('history tells only what is there for the reader, and a change of nothing else is none', async () => {
  const { id } = await lead('Story', { margin: 1 })
  await ok(api.patch(`/leads/${id}`, { custom: { margin: 2 } }))
  await ok(api.patch(`/leads/${id}`, { custom: { margin: 3, open: 'x' } }))
  const changesFor = async (who: Person, path: string) =>
    (await ok(who.api.get(path))).items.map(({ changes }: { changes: object }) => Object.keys(changes).join())
  for (const path of [`/leads/${id}/timeline`, `/events?record_id=${id}`]) {
    assert.equal((await changesFor(manager, path)).length, 3)
    const [last, first, ...rest] = await changesFor(agent, path)
    assert.deepEqual([last, rest], ['custom.open', []])
    assert.ok(!first!.includes('custom'))
  }
  // Pages go on behind what is not told.
  const { items, next_cursor } = await ok(agent.api.get(`/events?record_id=${id}&take=1`))
  const rest = await ok(agent.api.get(`/events?record_id=${id}&take=5&cursor=${next_cursor}`))
  assert.deepEqual([items.length, rest.items.at(-1).type], [1, 'lead.created'])
  const { notes } = await ok(agent.api.get(`/leads/${id}`))
  assert.deepEqual(
    notes.map(({ content }: { content: string }) => content),
    ['custom.open: – → x'],
  )
})

test('undo of what others did is for who sees all of it; of what nobody tells them, there is nothing', async () => {
  const { id } = await lead('Back', { margin: 1, open: 'a' })
  const both = await ok(api.patch(`/leads/${id}`, { custom: { margin: 2, open: 'b' } }))
  const { status, body } = await undo(agent, both)
  assert.deepEqual([status, body.code], [403, 'undo_unseen'])
  const { operation_id } = await ok(
    api.post('/leads/bulk-action', { action: 'update', ids: [id], changes: { custom: { margin: 3, open: 'c' } } }),
  )
  assert.equal((await agent.api.post(`/events/${operation_id}/undo`, {})).body.code, 'undo_unseen')
  assert.deepEqual(await customOf(id), { begun: 'yes', margin: 3, open: 'c' })
  await ok(api.post(`/events/${operation_id}/undo`, {}))
  const unseen = await ok(api.patch(`/leads/${id}`, { custom: { margin: 4 } }))
  const [known, never] = [await undo(agent, unseen), await agent.api.post(`/events/${id}/undo`, {})]
  assert.deepEqual([known.status, told(known, '')], [404, told(never, '')])
  assert.deepEqual(await customOf(id), { begun: 'yes', margin: 4, open: 'b' })
  await ok(undo(admin, unseen))
  assert.equal((await customOf(id)).margin, 2)
})

test('what is not told has no place in a page, nor in where it ends', async () => {
  const { id } = await lead('Paged', { margin: 0 })
  for (let margin = 1; margin < 60; margin += 1) await ok(api.patch(`/leads/${id}`, { custom: { margin } }))
  await ok(api.patch(`/leads/${id}`, { title: 'Seen' }))
  for (const path of [`/leads/${id}/timeline?`, `/events?record_id=${id}&`]) {
    const first = await ok(agent.api.get(`${path}take=1`))
    const rest = await ok(agent.api.get(`${path}take=1&cursor=${first.next_cursor}`))
    assert.deepEqual(
      [first, rest].map(({ items }) => items.map(({ type }: { type: string }) => type)),
      [['lead.updated'], ['lead.created']],
    )
    assert.equal(rest.next_cursor, null)
    const [at, event] = Buffer.from(first.next_cursor, 'base64url').toString().split(' ')
    assert.deepEqual([at, event], [first.items[0].at, first.items[0].id])
  }
})

test('a page that would take too long to fill ends where nobody can read', async () => {
  const { id } = await lead('Long', { margin: 0 })
  const ctx = await admin.ctx()
  await ctx.db.executeQuery(
    CompiledQuery.raw(
      `insert into events (id, operation_id, undoes, type, record_type, record_id, record_version, actor_type, actor_id, at,
         changes, request_id, note)
       select gen_random_uuid(), gen_random_uuid(), null, 'lead.updated', 'lead', $1, n, 'member', $2,
         now() + n * interval '1 second', '{"custom.margin": [1, 2]}', 'r', null from generate_series(1, 2500) n`,
      [id, admin.id],
    ),
  )
  const path = `/leads/${id}/timeline?take=10`
  const first = await ok(agent.api.get(path))
  assert.deepEqual(first.items, [])
  assert.doesNotMatch(Buffer.from(first.next_cursor, 'base64url').toString(), /20\d\d-/)
  const rest = await ok(agent.api.get(`${path}&cursor=${first.next_cursor}`))
  assert.deepEqual([rest.items.length, rest.next_cursor], [1, null])
  await ok(agent.api.get(`${path}&cursor=${first.next_cursor.slice(0, -2)}`), 400)
  assert.equal((await ok(api.get(path))).items.length, 10)
})

test('an import that was checked with a field does not run as something else once that is hidden', async () => {
  const { id } = await define({ key: 'ref', label: 'Ref', type: 'text' })
  const show = (visible_to: string[] | null, ctx?: Ctx) =>
    ctx ? updateField(ctx, id, { visible_to } as never, {}) : ok(api.patch(`/custom-fields/${id}`, { visible_to }))
  const known = await lead('Referred', { ref: 'R-1' }, { assigned_to: manager.id })
  const total = async () => (await ok(api.get('/leads?search=referred'))).total
  const checked = () =>
    check(manager.api, 'lead', 'Last name,Ref,City\nReferred,R-1,Fes\n', {
      columns: [{ index: 1, field: 'custom.ref' }],
      rules: { match: ['custom.ref'] },
    })
  const first = await checked()
  assert.equal(first.counts!.update, 1)
  await show(['admin'])
  const refused = await ok(manager.api.post(`/imports/${first.id}/run`, {}), 409)
  assert.deepEqual([refused.code, await total()], ['import.unseen', 1])
  // What is checked again is what runs.
  await ok(manager.api.post(`/imports/${first.id}/check`, {}), 202)
  assert.deepEqual((await settled(manager.api, first.id)).counts!.create, 1)
  await show(null)
  await ok(manager.api.post(`/imports/${first.id}/run`, {}), 202)
  assert.deepEqual((await settled(manager.api, first.id)).state, 'done')
  const { items } = await ok(api.get('/leads?search=referred&sort_by=city&sort_order=asc'))
  assert.deepEqual(
    items.map((one: any) => [one.custom.ref, one.city]),
    [
      [undefined, 'Fes'],
      ['R-1', null],
    ],
  )
  for (const one of items) if (one.id !== known.id) await ok(api.delete(`/leads/${one.id}`), 204)
  // Hidden when it has begun, it stops and says so.
  const second = await checked()
  const ctx = await manager.ctx()
  const owner = await withCustom(await admin.ctx())
  await transaction(ctx, async (ctx) => {
    await startRun(ctx, second.id)
    await show(['admin'], { ...owner, db: ctx.db, tx: ctx.tx! })
  })
  const ended = await settled(manager.api, second.id)
  assert.deepEqual([ended.state, ended.error, ended.counts, await total()], ['failed', 'import.unseen', null, 1])
})

test('an answer that is given again says no more than is there for the caller by then', async () => {
  const fee = await define({ key: 'fee', label: 'Fee', type: 'number', default_value: 4321 })
  const cut = await define({ key: 'cut', label: 'Cut', type: 'number' })
  const post = async (path: string, key: string, body: object, status: number) =>
    ok(agent.api.post(path, body, { 'idempotency-key': key }), status)
  const made = () => post('/leads', 'made', { last_name: 'Once', custom: { open: 'o' } }, 201)
  const { id, custom } = await made()
  const other = await ok(agent.api.post('/leads', { last_name: 'Twice', custom: { cut: 5, open: 'p' } }), 201)
  const preview = () => post('/leads/merge/preview', 'previewed', { keep: id, merge: [other.id] }, 200)
  assert.deepEqual([custom, (await preview()).changes['custom.cut']], [{ fee: 4321, open: 'o' }, [null, 5]])
  assert.deepEqual((await made()).custom, custom)
  for (const field of [fee, cut]) await ok(api.patch(`/custom-fields/${field.id}`, { visible_to: ['manager'] }))
  const again = await made()
  assert.deepEqual([again.id, again.custom, again.headers['idempotent-replayed']], [id, { open: 'o' }, 'true'])
  const { changes, headers } = await preview()
  assert.deepEqual([changes['custom.cut'], headers['idempotent-replayed']], [undefined, 'true'])
})
