import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { test } from 'node:test'
import { DB_TYPES, dbTypes } from '../scripts/db-types.ts'
import { testDatabase } from './database.ts'

test('db.types.ts says what the migrations make', async () => {
  const { admin, newTenant } = await testDatabase()
  const { schema } = await newTenant()
  assert.equal(readFileSync(DB_TYPES, 'utf8'), await dbTypes(admin, schema), 'run `npm run db:types`')
})
