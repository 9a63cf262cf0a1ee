// On a server that asks for passwords, as any but the embedded one does.
import assert from 'node:assert/strict'
import * as fs from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import pg from 'pg'
import { createDatabase } from '#platform/database.ts'
import { startEmbedded } from '#platform/embedded.ts'
import { ensureRoles, roleLogins } from '#platform/roles.ts'
import { SECRET } from './prepare.ts'

const folder = fs.mkdtempSync(join(tmpdir(), 'rihla-scram-'))
const server = await startEmbedded(folder)
after(async () => {
  await server.close()
  fs.rmSync(folder, { recursive: true, force: true })
})

async function login(config: pg.ClientConfig): Promise<string> {
  const client = new pg.Client(config)
  client.on('error', () => undefined)
  try {
    await client.connect()
    return (await client.query('select current_user')).rows[0].current_user
  } finally {
    await client.end()
  }
}

test('the three roles log in with passwords made from the secret, which a new secret changes', async () => {
  fs.writeFileSync(join(folder, 'postgres/pg_hba.conf'), 'local all postgres trust\nlocal all all scram-sha-256\n')
  const superuser = new pg.Client(server.admin)
  await superuser.connect()
  await superuser.query('select pg_reload_conf()')
  await superuser.end()
  await createDatabase(server.admin, 'rihla')
  const admin = { ...server.admin, database: 'rihla' }

  const first = await ensureRoles(admin, SECRET)
  const names = ['rihla_owner', 'rihla_app', 'rihla_jobs']
  assert.deepEqual(await Promise.all(Object.values(first).map(login)), names)
  const second = await ensureRoles(admin, `${SECRET}, but another`)
  assert.deepEqual(await Promise.all(Object.values(second).map(login)), names)
  for (const config of Object.values(roleLogins(admin, SECRET))) await assert.rejects(login(config), { code: '28P01' })
})
