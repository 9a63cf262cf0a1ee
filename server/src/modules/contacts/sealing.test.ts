// Numbers of documents survive another secret: read under the former one, then sealed anew.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { sealedUnder } from '#platform/seal.ts'
import { testTenant } from '#test/tenant.ts'
import { revealNumber } from './documents.ts'
import { sealOlder } from './sealing.ts'

const { api, admin, newRihlaTenant } = await testTenant()
const { body: person } = await api.post('/contacts', { first_name: 'Amina', last_name: 'Tazi' })
const numbers = ['AB1234567', 'CD1234567', 'EF1234567']
const made: string[] = []
for (const number of numbers) {
  const { status, body } = await api.post(`/contacts/${person.id}/travel-documents`, { kind: 'passport', number })
  assert.equal(status, 201, JSON.stringify(body))
  made.push(body.id)
}
const ctx = await admin.ctx()
const { config } = ctx.platform
const under = (secret: string, ...old_secrets: string[]): Ctx => ({
  ...ctx,
  platform: { ...ctx.platform, config: { ...config, secret, old_secrets } },
})
const stored = async () => {
  const { rows } = await sql<{ id: string; number: string; version: number }>`
    select id, number, version from travel_documents order by id`.execute(ctx.db)
  return rows
}
const later = (ctx: Ctx): Ctx => ({ ...ctx, now: new Date(ctx.now.getTime() + 6 * 60_000) })
const walked = async () => {
  const { rows } = await sql<{ value: string }>`
    select value from settings where key = 'documents_sealed_under'`.execute(ctx.db)
  return rows[0]?.value
}
const revealed = async (ctx: Ctx) => {
  const found: string[] = []
  for (const id of made) found.push((await revealNumber(ctx, person.id, id, 'A visa is asked for')).number)
  return found
}

test('with the former secret beside the new one they are read, and sealed anew without a version', async () => {
  const before = await stored()
  const rotated = under('a new secret of these tests, long enough', config.secret)
  assert.deepEqual(await revealed(rotated), numbers)
  assert.deepEqual(await stored(), before)
  await sealOlder(rotated)
  const after = await stored()
  assert.ok(after.every(({ number, version }, i) => number !== before[i]!.number && version === before[i]!.version))
  assert.deepEqual(await revealed(under(rotated.platform.config.secret)), numbers)
  await assert.rejects(revealed(ctx), { code: 'sealed' })
  await sealOlder(later(rotated))
  assert.deepEqual(await stored(), after, 'nothing is left to do')
  assert.equal(await walked(), sealedUnder(rotated))
})

test('while a number is left that nothing opens, it is not said to be done', async () => {
  const { api, ctx: ours } = await (await newRihlaTenant()).person('admin')
  const { body: person } = await api.post('/contacts', { first_name: 'Amina', last_name: 'Tazi' })
  await api.post(`/contacts/${person.id}/travel-documents`, { kind: 'passport', number: 'GH1234567' })
  const theirs = await ours()
  const missing = { ...theirs, platform: under('yet another secret of these tests', 'not the one').platform }
  const aims = async () =>
    (await sql`select 1 from settings where key = 'documents_sealed_under'`.execute(theirs.db)).rows
  await sealOlder(missing)
  await sealOlder(later(missing))
  assert.deepEqual(await aims(), [])
})
