// Everything that must hold, in one run: `npm test`, or a part of it: `npm test -- lint server`. Ends with one line
// that adds the counts of all parts: `N passed, N failed`.
import { globSync, readFileSync } from 'node:fs'
import { findChromium } from '../e2e/chromium.ts'
import { findPostgres } from './postgres.ts'
import { root, run } from './run.ts'
import { check, failure, nodeTests, playwright, type Results, skip, vitest } from './suites.ts'

const SETUP = '--test-global-setup=server/test/setup.ts'
const NODE_TESTS = ['contracts/**/*.test.ts', 'server/**/*.test.ts', 'scripts/**/*.test.ts']
/** Those that work on the database of the run; the others would only say the same once more. */
const databaseTests = () =>
  globSync('server/**/*.test.ts', { cwd: root, exclude: ['**/node_modules'] }).filter((path) =>
    /from '(#test|\.)\/(tenant|twoTenants|organization|superuser|database|prepare)\.ts'/.test(
      readFileSync(`${root}/${path}`, 'utf8'),
    ),
  )

const parts: Record<string, () => Promise<Results>> = {
  format: () => check(['oxfmt', '--check']),
  lint: () => check(['oxlint', '--deny-warnings']),
  types: () => check(['tsc', '-p', '.'], ['tsc', '-p', 'web']),
  arch: () => check(['depcruise', 'contracts', 'server', 'web', 'e2e', 'bench', 'scripts']),
  server: () => nodeTests(NODE_TESTS, { minutes: 20 }, [SETUP]),
  postgres,
  web: () => vitest({ cwd: `${root}/web`, minutes: 8 }),
  sizes,
  e2e,
}
const onRequest: Record<string, () => Promise<Results>> = {
  coverage: () =>
    nodeTests(NODE_TESTS, { minutes: 20 }, [
      SETUP,
      '--experimental-test-coverage',
      '--test-coverage-include={server,contracts}/src/**',
      '--test-coverage-exclude=**/*.test.ts',
    ]),
}

/** The tests that speak SQL, once more, on a PostgreSQL that is not ours. */
async function postgres(): Promise<Results> {
  const { url, version, why } = await findPostgres()
  if (url) {
    console.log(`On the PostgreSQL ${version} at TEST_PG_URL:`)
    return nodeTests(databaseTests(), { minutes: 20, env: { TEST_DATABASE_URL: url } }, [SETUP])
  }
  if (process.env['REQUIRE_SERVICES'] === '1') return failure(why)
  console.log(`Skipped, ${why}. These tests have run on the embedded PostgreSQL.`)
  return skip()
}

/** What a browser loads for each page. */
async function sizes(): Promise<Results> {
  const { ok } = await run([process.execPath, 'scripts/sizes.ts'], { minutes: 3 })
  return ok
    ? { passed: 1, failed: 0, skipped: 0, failures: [] }
    : failure('a page loads too much, or could not be built')
}

async function e2e(): Promise<Results> {
  const { path, why } = await findChromium()
  if (!path) return failure(why)
  const built = await run([process.execPath, 'scripts/build-web.ts'], { minutes: 5 })
  if (!built.ok) return failure('the web app could not be built')
  return playwright({ minutes: 30, env: { CHROMIUM_PATH: path } })
}

const line = ({ passed, failed, skipped }: Results) =>
  `${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`

const known = { ...parts, ...onRequest }
const wanted = process.argv.length > 2 ? process.argv.slice(2) : Object.keys(parts)
const unknown = wanted.filter((name) => !(name in known))
if (unknown.length) throw new Error(`No part ${unknown.join(', ')}; there are ${Object.keys(known).join(', ')}.`)

const total: Results = { passed: 0, failed: 0, skipped: 0, failures: [] }
for (const name of wanted) {
  const startedAt = performance.now()
  console.log(`\n── ${name}`)
  const results = await known[name]!()
  console.log(`── ${name}: ${line(results)}, ${((performance.now() - startedAt) / 1000).toFixed(1)} s`)
  total.passed += results.passed
  total.failed += results.failed
  total.skipped += results.skipped
  total.failures.push(...results.failures.map((test) => `  ${name}: ${test}`))
}

if (total.failures.length) console.log(`\nFailed:\n${total.failures.join('\n')}`)
console.log(`\n${line(total)}`)
process.exitCode = total.failed ? 1 : 0
