import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setTimeout as wait } from 'node:timers/promises'
import { testDatabase } from '#test/database.ts'
import { Lanes } from './lanes.ts'

const { databases } = await testDatabase()
/** Sockets that keep this process alive. */
const sockets = () => process.getActiveResourcesInfo().filter((name) => /^(Pipe|TCPSocket)Wrap$/.test(name)).length

test('a connection that is just opening is closed with the rest', async () => {
  const before = sockets()
  for (const turns of [0, 1, 3, 10]) {
    const lanes = new Lanes(databases.app, 2)
    const asked = lanes.read({ text: 'select 1', values: [] }, null).catch(() => undefined)
    for (let i = 0; i < turns; i += 1) await new Promise(setImmediate)
    await lanes.close()
    await asked
    await wait(50)
    assert.equal(sockets(), before, `after ${turns} turns`)
  }
})
