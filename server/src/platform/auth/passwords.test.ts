import assert from 'node:assert/strict'
import { argon2Sync } from 'node:crypto'
import { test } from 'node:test'
import { Gate } from '../gate.ts'
import { hashPassword, verifyPassword } from './passwords.ts'

test('a password opens its own hash and no other', async () => {
  const password = 'سر المدينة 2026'
  const [one, other] = await Promise.all([hashPassword(password), hashPassword(password)])
  assert.match(one, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  assert.notEqual(one, other)
  assert.equal(await verifyPassword({ hash: one, password }), true)
  assert.equal(await verifyPassword({ hash: one, password: `${password} ` }), false)
})

test('a hash made with other costs still opens', async () => {
  const costs = { memory: 64, passes: 3, parallelism: 2, tagLength: 24 }
  const nonce = Buffer.from('some salt, twelve')
  const tag = argon2Sync('argon2id', { message: 'open', nonce, ...costs })
  const [salt, text] = [nonce, tag].map((bytes) => bytes.toString('base64').replaceAll('=', ''))
  const hash = `$argon2id$v=19$m=64,t=3,p=2$${salt}$${text}`
  assert.equal(await verifyPassword({ hash, password: 'open' }), true)
  assert.equal(await verifyPassword({ hash, password: 'wrong' }), false)
})

test('what is no Argon2id hash opens for nobody', async () => {
  for (const hash of ['', 'plain', '$2b$10$abcdefghijklmnopqrstuv', '$argon2id$v=19$m=1,t=1,p=1$AA$AA'])
    assert.equal(await verifyPassword({ hash, password: '' }), false, hash)
})

test('few hash at a time, a few wait, the rest are told to come back', async () => {
  const gate = new Gate(2, 3)
  let running = 0
  let most = 0
  const work = async () => {
    most = Math.max(most, (running += 1))
    await new Promise((resolve) => setTimeout(resolve, 5))
    running -= 1
  }
  const results = await Promise.allSettled(Array.from({ length: 8 }, () => gate.run(work)))
  const refused = results.filter((result) => result.status === 'rejected').map(({ reason }) => reason)
  assert.equal(most, 2)
  assert.equal(refused.length, 3)
  for (const problem of refused) {
    assert.deepEqual([problem.status, problem.code], [503, 'overloaded'])
    assert.ok(problem.details.headers['retry-after'])
  }
  await assert.rejects(
    gate.run(() => Promise.reject(new Error('broken'))),
    /broken/,
  )
  await Promise.all(Array.from({ length: 5 }, () => gate.run(work)))
})
