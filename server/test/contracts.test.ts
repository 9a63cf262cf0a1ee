// One declaration makes route, document and client; without it they are gone (`architecture.md` 7).
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { cpSync, globSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import type { Operation } from '@rihla/contracts/operation.ts'
import { createLog } from '#platform/log.ts'
import { buildApp } from '../src/app.ts'
import { operationsOf } from './document.ts'
import { gadgets } from './gadgets/contract.ts'
import { gadgetsModule } from './gadgets/queries.ts'
import { testRihla } from './tenant.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const { rihla, config, databases } = await testRihla()
const document = (await rihla.app.inject('/openapi.json')).json()
const served = operationsOf(document)

/** Every operation that a file of contracts exports, by its own name or in a group. */
async function declared(): Promise<Map<string, Operation>> {
  const isOperation = (value: any): value is Operation =>
    typeof value?.id === 'string' && typeof value.path === 'string'
  const found = new Map<string, Operation>()
  for (const path of globSync('contracts/src/*.ts', { cwd: root })) {
    const exported = (await import(join(root, path))) as Record<string, object>
    for (const group of Object.values(exported))
      for (const value of [group, ...Object.values(group ?? {})]) if (isOperation(value)) found.set(value.id, value)
  }
  return found
}

test('what is declared is served, and what is served is declared', async () => {
  const all = await declared()
  assert.ok(all.size > 50)
  const spell = ({ id, method, path }: Pick<Operation, 'id' | 'method' | 'path'>) => `${id} ${method} ${path}`
  assert.deepEqual(served.map(spell).toSorted(), [...all.values()].map(spell).toSorted())
  for (const { id, permission } of served) assert.equal(permission, all.get(id)!.permission, id)
})

test('an operation that is taken out has no route, no entry and no count', async (t) => {
  const left = gadgetsModule.routes.filter(({ operation }) => operation.id !== 'gadgets.restore')
  const path = gadgets.restore.path.replace('{tenant_id}', '~').replace('{id}', crypto.randomUUID())
  for (const routes of [gadgetsModule.routes, left]) {
    const extra = [{ ...gadgetsModule, routes }]
    const { app, stop } = await buildApp({ config, databases, log: createLog(config), extra })
    t.after(() => app.close().then(stop))
    const has = routes !== left
    assert.equal((await app.inject({ method: 'POST', url: path })).statusCode, has ? 401 : 404)
    const { paths } = (await app.inject('/openapi.json')).json()
    assert.equal(gadgets.restore.path in paths, has)
    const { modules } = (await app.inject('/api/v1/modules/status')).json()
    assert.equal(modules.find(({ name }: { name: string }) => name === 'gadgets').operations, routes.length)
  }
})

test('without its declaration neither the server nor the web app compiles: the compiler names each use', async () => {
  const place = mkdtempSync(join(tmpdir(), 'rihla-contracts-'))
  try {
    cpSync(join(root, 'contracts/src'), join(place, 'contracts'), { recursive: true })
    symlinkSync(join(root, 'node_modules'), join(place, 'node_modules'))
    const file = join(place, 'contracts/leadScoring.ts')
    const whole = readFileSync(file, 'utf8')
    const without = whole.replace(/^ {2}explain: operation\(\{[\s\S]*?^ {2}\}\),\n/m, '')
    assert.ok(without.length < whole.length - 100)
    writeFileSync(file, without)

    const uses = globSync(['server/src/modules/**/*.ts', 'web/src/**/*.{ts,tsx}'], { cwd: root }).filter(
      (path) => !path.includes('.test.') && /\bscoring\.explain\b/.test(code(join(root, path))),
    )
    assert.deepEqual([...new Set(uses.map((path) => path.split('/')[0]!))].toSorted(), ['server', 'web'])
    const settings = {
      extends: join(root, 'web/tsconfig.json'),
      compilerOptions: {
        paths: { '@rihla/contracts/*': [join(place, 'contracts/*')] },
        types: ['node'],
        typeRoots: [join(root, 'node_modules/@types')],
      },
      include: uses.map((path) => join(root, path)),
    }
    writeFileSync(join(place, 'tsconfig.json'), JSON.stringify(settings))
    const tsc = join(root, 'node_modules/.bin/tsc')
    const { stdout } = await promisify(execFile)(process.execPath, [tsc, '-p', place], { cwd: root }).then(
      () => assert.fail('it compiles'),
      (error: { stdout: string }) => error,
    )
    const named = [...stdout.matchAll(/^(\S+?)\(\d+,\d+\): error TS2339: Property 'explain' does not exist/gm)]
    assert.deepEqual([...new Set(named.map(([, path]) => path!))].toSorted(), uses.toSorted(), stdout)
  } finally {
    rmSync(place, { recursive: true, force: true })
  }
})

/** Source without what stands in quotes. */
const code = (path: string) => readFileSync(path, 'utf8').replace(/(['"`])(?:\\.|(?!\1).)*\1/g, '')

test('the document stands by itself: every reference leads somewhere, every name is its own', () => {
  const schemas = Object.keys(document.components.schemas)
  for (const [name, schema] of Object.entries(document.components.schemas as Record<string, { $ref?: string }>))
    assert.equal(schema.$ref, undefined, `${name} is but another name`)
  for (const [, name] of JSON.stringify(document).matchAll(/"#\/components\/schemas\/([^"]+)"/g))
    assert.ok(schemas.includes(name!), name)
  assert.doesNotMatch(JSON.stringify(document), /"#\/\$defs/)
  assert.equal(new Set(served.map(({ id }) => id)).size, served.length)
  for (const { id, path, permission, method, body } of served) {
    const { parameters, responses, security } = document.paths[path][method.toLowerCase()]
    const named: string[] = parameters.filter((one: any) => one.in === 'path').map((one: any) => one.name)
    assert.deepEqual(named.toSorted(), [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!).toSorted(), id)
    assert.deepEqual(security, permission === 'public' ? [] : undefined, id)
    assert.ok('default' in responses, id)
    if (body) assert.notEqual(method, 'GET', id)
  }
})
