import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { test } from 'node:test'
import { fileURLToPath } from 'node:url'
import { Validator } from '@seriousme/openapi-schema-validator'
import type { Operation } from '@rihla/contracts/operation.ts'
import { testRihla } from '#test/tenant.ts'

const { rihla } = await testRihla()
const response = await rihla.app.inject({ url: '/openapi.json' })
const document = response.json()
type Entry = {
  operationId: string
  parameters: any[]
  responses: any
  requestBody?: any
  security?: unknown[]
  summary: string
  'x-permission': string
}
const entries: [path: string, method: string, entry: Entry][] = Object.entries(document.paths).flatMap(([path, item]) =>
  Object.entries(item as Record<string, Entry>).map(
    ([method, entry]) => [path, method, entry] as [string, string, Entry],
  ),
)

/** Every operation that a contract file declares. */
async function declared(): Promise<Operation[]> {
  const folder = fileURLToPath(new URL('../../../contracts/src/', import.meta.url))
  const found = new Map<string, Operation>()
  const isOperation = (value: any): value is Operation =>
    typeof value?.id === 'string' && typeof value?.method === 'string' && typeof value?.path === 'string'
  for (const file of globSync('*.ts', { cwd: folder }).filter((name) => !name.includes('.test.')))
    for (const exported of Object.values((await import(folder + file)) as object))
      if (typeof exported === 'object' && exported !== null)
        for (const value of [exported, ...Object.values(exported as object)])
          if (isOperation(value)) found.set(value.id, value)
  return [...found.values()]
}

test('the document is valid OpenAPI 3.1, and every reference in it leads somewhere', async () => {
  assert.deepEqual([response.statusCode, document.openapi], [200, '3.1.0'])
  const validator = new Validator()
  const { valid, errors } = await validator.validate(structuredClone(document))
  assert.ok(valid, JSON.stringify(errors)?.slice(0, 2000))
  assert.equal(validator.version, '3.1')
  let references = 0
  const walk = (value: unknown) => {
    if (typeof value !== 'object' || value === null) return
    const { $ref } = value as { $ref?: string }
    if (typeof $ref === 'string') {
      references += 1
      const target = $ref
        .slice(2)
        .split('/')
        .reduce<any>((at, key) => at?.[key], document)
      assert.ok($ref.startsWith('#/components/') && target !== undefined, $ref)
    }
    for (const inner of Object.values(value)) walk(inner)
  }
  walk(document)
  assert.ok(references > 50)
})

test('every operation of the contracts is there, and nothing besides', async () => {
  const operations = await declared()
  assert.ok(operations.length > 50)
  const line = (method: string, path: string, id: string) => `${method.toUpperCase()} ${path} ${id}`
  assert.deepEqual(
    entries.map(([path, method, { operationId }]) => line(method, path, operationId)).toSorted(),
    operations.map(({ method, path, id }) => line(method, path, id)).toSorted(),
  )
})

test('an entry says what it takes, what it gives, who may, and how it fails', () => {
  assert.equal(new Set(entries.map(([, , { operationId }]) => operationId)).size, entries.length)
  for (const [path, method, entry] of entries) {
    const where = `${method} ${path}`
    assert.ok(entry.summary.length > 5, where)
    assert.ok(entry['x-permission'], where)
    assert.deepEqual(entry.responses.default, { $ref: '#/components/responses/Problem' }, where)
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const inPath = entry.parameters.filter((parameter) => parameter.in === 'path')
    assert.deepEqual(new Set(inPath.map(({ name }) => name)), new Set(named), where)
    assert.ok(
      inPath.every(({ required }) => required === true),
      where,
    )
    for (const parameter of entry.parameters) assert.ok(parameter.schema, `${where} ${parameter.name}`)
    const success = Object.keys(entry.responses).filter((status) => status.startsWith('2'))
    assert.ok(success.length >= 1, where)
    assert.equal(Boolean(entry.requestBody), ['post', 'put', 'patch'].includes(method), where)
    assert.equal(entry['x-permission'] === 'public', JSON.stringify(entry.security) === '[]', where)
  }
})

test('records and their writes are described field by field', () => {
  const { Lead, NewLead, LeadChanges } = document.components.schemas
  assert.equal(Lead.properties.lead_score.maximum, 100)
  assert.ok(NewLead.properties.lead_status.enum.includes('qualified'))
  assert.equal(NewLead.additionalProperties, false)
  assert.ok(
    !('created_at' in NewLead.properties) && !('id' in LeadChanges.properties) && 'version' in LeadChanges.properties,
  )
  const list = document.paths['/api/v1/tenants/{tenant_id}/leads'].get.parameters.map(({ name }: any) => name)
  for (const name of [
    'lead_status',
    'lead_status_not',
    'lead_score_min',
    'created_at_from',
    'tags',
    'search',
    'archived',
    'sort_by',
    'cursor',
    'page_size',
  ])
    assert.ok(list.includes(name), name)
})
