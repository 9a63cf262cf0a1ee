import { prepareDatabase, type ScratchDatabase } from './prepare.ts'

let database: ScratchDatabase | undefined

/** Run once before all test files: `node --test --test-global-setup=server/test/setup.ts`. */
export async function globalSetup() {
  database = await prepareDatabase()
}

export async function globalTeardown() {
  await database?.remove()
}
