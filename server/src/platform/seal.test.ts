import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { test } from 'node:test'
import fc from 'fast-check'
import type { Ctx } from './context.ts'
import { Problem } from './errors.ts'
import { mask, seal, sealAnew, sealedUnder, unseal } from './seal.ts'

const SECRET = 'a secret of these tests, long enough for anything'
const ctxOf = (id: string, secret = SECRET, ...old_secrets: string[]) =>
  ({ tenant: { id }, platform: { config: { secret, old_secrets } } }) as unknown as Ctx
const ctx = ctxOf(randomUUID())
const place = { table: 'travel_documents', column: 'number', id: randomUUID() }
const isSealed = (error: unknown) => error instanceof Problem && error.status === 503 && error.code === 'sealed'

test('what is sealed comes back as it was, and never looks the same twice', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 100 }), (text) => {
      const [one, two] = [seal(ctx, place, text), seal(ctx, place, text)]
      assert.notEqual(one, two)
      assert.deepEqual([unseal(ctx, place, one), unseal(ctx, place, two)], [text, text])
      if (text.length > 3) assert.ok(!Buffer.from(one.slice(3), 'base64url').includes(text))
    }),
  )
})

test('it opens in its own place alone: not in another row, column, table or tenant, nor under another secret', () => {
  const sealed = seal(ctx, place, 'AB1234567')
  for (const other of [
    { ...place, id: randomUUID() },
    { ...place, column: 'holder_name' },
    { ...place, table: 'contacts' },
  ])
    assert.throws(() => unseal(ctx, other, sealed), isSealed)
  for (const stranger of [ctxOf(randomUUID()), ctxOf(ctx.tenant.id, `${SECRET}.`)])
    assert.throws(() => unseal(stranger, place, sealed), isSealed)
})

test('whatever is changed in it, it does not open', () => {
  const sealed = seal(ctx, place, 'AB1234567')
  const bytes = Buffer.from(sealed.slice(3), 'base64url')
  fc.assert(
    fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = Buffer.from(bytes)
      changed[at]! ^= by
      assert.throws(() => unseal(ctx, place, `v1.${changed.toString('base64url')}`), isSealed)
    }),
  )
  for (const broken of ['', 'v1.', 'v1.AAAA', sealed.slice(0, -4), sealed.replace('v1', 'v2'), 'AB1234567'])
    assert.throws(() => unseal(ctx, place, broken), isSealed)
})

test('former secrets open what they sealed, and what is sealed anew opens under the present one alone', () => {
  const { id } = ctx.tenant
  const sealed = seal(ctx, place, 'AB1234567')
  const later = ctxOf(id, 'another one', 'yet another', SECRET)
  assert.equal(unseal(later, place, sealed), 'AB1234567')
  const anew = sealAnew(later, place, sealed)!
  assert.equal(unseal(ctxOf(id, 'another one'), place, anew), 'AB1234567')
  assert.throws(() => unseal(ctx, place, anew), isSealed)
  assert.equal(sealAnew(later, place, anew), undefined, 'it is already')
  for (const [where, what] of [
    [{ ...place, id: randomUUID() }, sealed],
    [place, 'v1.AAAA'],
  ] as const) {
    assert.equal(sealAnew(later, where, what), null)
    assert.throws(() => unseal(later, where, what), isSealed)
  }
  const aims = [ctx, later, ctxOf(id, 'another one', SECRET), ctxOf(id, 'another one')].map(sealedUnder)
  assert.equal(new Set(aims).size, aims.length)
  assert.ok(!sealedUnder(ctx).includes(SECRET))
})

test('a mask shows the end, two to four characters, never more than half, and not how long it was', () => {
  for (const [text, shown] of [
    ['AB12', '12'],
    ['AB123', '23'],
    ['AB1234', '234'],
    ['AB 123 456', '456'],
    ['AB1234567', '4567'],
    ['ا12345678', '5678'],
    ['A'.repeat(40), 'AAAA'],
  ])
    assert.equal(mask(text!), `••••${shown}`)
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 4, maxLength: 40 }), (text) => {
      const characters = Array.from(text.replace(/[^\p{L}\p{N}]/gu, ''))
      const shown = Array.from(mask(text)).slice(4)
      assert.equal(mask(text), mask(text))
      assert.ok(shown.length <= 4 && shown.length <= characters.length / 2)
      assert.deepEqual(shown, shown.length ? characters.slice(-shown.length) : [])
    }),
  )
})
