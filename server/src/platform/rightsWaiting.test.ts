// Who waits for somebody else's write is judged by what they may do once it is their turn.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { DEFAULT_RULES } from '#modules/leads/score.ts'
import { scoreRules } from '#modules/leads/scoring.ts'
import { leads } from '#modules/leads/service.ts'
import { testTenant } from '#test/tenant.ts'
import { transaction } from './context.ts'

const { admin, api, person } = await testTenant()

/** So long that nobody who waits may take for granted any more what they could do before. */
const LONG = 1100

test('who was let go or has another role while waiting writes nothing they may not', async () => {
  const [gone, lowered, raised] = [await person('agent'), await person('manager'), await person('agent')]
  const made = async ({ id: assigned_to }: { id: string }) =>
    (await api.post('/leads', { last_name: 'Held', assigned_to })).body.id as string
  const theirs = [await made(gone), await made(lowered), await made(raised)]
  const change = (who: object, body: object) => api.patch(`/members/${(who as { id: string }).id}`, body)

  const { asked, changed } = await transaction(await admin.ctx(), async (ctx) => {
    for (const id of theirs.toSorted()) await leads.queries.lock(ctx, id, 'update')
    const asked = [gone, lowered, raised].map((who, at) => who.api.patch(`/leads/${theirs[at]}`, { city: 'Fès' }))
    await wait(100)
    const changed = [
      await change(gone, { active: false }),
      await change(lowered, { role: 'viewer' }),
      await change(raised, { role: 'manager' }),
    ]
    await wait(LONG)
    return { asked, changed }
  })
  const statuses = (answers: { status: number }[]) => answers.map(({ status }) => status)
  assert.deepEqual(statuses(changed), [200, 200, 200])
  assert.deepEqual(statuses(await Promise.all(asked)), [403, 403, 200])
  const versions = await Promise.all(theirs.map(async (id) => (await api.get(`/leads/${id}`)).body.version))
  assert.deepEqual(versions, [1, 1, 2])
})

test('what was demanded at the door is demanded again', async () => {
  const lowered = await person('agent')
  const asked = await transaction(await admin.ctx(), async (ctx) => {
    // Whoever scores a lead waits for it.
    await scoreRules.change(ctx, { ...DEFAULT_RULES, base: 40 })
    const asked = lowered.api.post('/leads', { last_name: 'Late' })
    await wait(100)
    assert.equal((await api.patch(`/members/${lowered.id}`, { role: 'viewer' })).status, 200)
    await wait(LONG)
    return { answer: asked }
  })
  const { status, body } = await asked.answer
  assert.deepEqual([status, body.permission], [403, 'leads:create'])
  assert.equal((await api.get('/leads?search=Late')).body.total, 0)
})
