// Nothing of one tenant is ever linked to, filtered by or found through what is another's (`security.md` A2).
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { tableAt } from './bodies.ts'
import { twoTenants } from './twoTenants.ts'

const { a, b, asSuperuser, inTenant, ask, bodyOf, ...tenants } = await twoTenants()
const bulk = inTenant.filter(({ id }) => id.endsWith('.bulk'))

test('a body that names something of B is refused, and nothing is written', async () => {
  let tried = 0
  for (const operation of inTenant.filter((operation) => operation.body && !bulk.includes(operation))) {
    await tenants.quiet(a)
    const rows = await asSuperuser.checksum(a.schema)
    for (const branch of [0, 1])
      for (const place of tenants.idPlaces(operation, branch)) {
        const body = bodyOf(operation, a, {}, branch, { place, from: b })
        const { status, body: problem } = await ask(a, operation, { body })
        assert.equal(status, 422, `${operation.id} ${place}: ${JSON.stringify(problem)}`)
        assert.deepEqual(
          problem.errors.map(({ code }: { code: string }) => code),
          ['unknown_reference'],
          `${operation.id} ${place}`,
        )
        tried += 1
      }
    assert.equal(await asSuperuser.checksum(a.schema), rows, `${operation.id} wrote something`)
  }
  assert.ok(tried > 30, `only ${tried} places were tried`)
  await tenants.nothingCrossed()
})

test('a bulk action changes nothing of B, and links nothing to it', async () => {
  const links = [
    'contact_id',
    'account_id',
    'lead_id',
    'pipeline_id',
    'converted_account_id',
    'created_by',
    'assigned_to',
  ]
  for (const operation of bulk) {
    const absent = await ask(a, operation, { body: { action: 'archive', ids: [b.ids.events] } })
    const { code } = absent.body.refused[0]
    assert.match(code, /^[a-z_]+\.not_found$/)
    for (const action of tenants.actionsOf(operation)) {
      const id = b.ids[operation.resource]!
      const { status, body } = await ask(a, operation, { body: tenants.bulkOf(operation, a, action, id) })
      assert.deepEqual([status, body.done, body.refused[0].id, body.refused[0].code], [200, 0, id, code])
    }
    for (const link of [...links, 'tenant_id']) {
      const theirs = link === 'tenant_id' ? b.id : b.ids[tableAt([link], operation.resource)]
      const ids = [a.ids[operation.resource]]
      const update = await ask(a, operation, { body: { action: 'update', ids, changes: { [link]: theirs } } })
      const items = [{ id: ids[0], changes: { [link]: theirs } }]
      const set = await ask(a, operation, { body: { action: 'set', items } })
      const archive = await ask(a, operation, { body: { action: 'archive', filter: { [link]: theirs } } })
      for (const { status, body: answer } of [update, set, archive])
        assert.ok(status >= 400 || answer.done === 0, `${operation.id} ${link}: ${JSON.stringify(answer)}`)
    }
    const assign = { action: 'assign', ids: [a.ids[operation.resource]], assigned_to: b.admin.id }
    assert.equal((await ask(a, operation, { body: assign })).body.done, 0)
  }
  await tenants.nothingCrossed()
})

test('no filter, search or cursor finds B', async () => {
  for (const operation of inTenant.filter(({ method, streams }) => method === 'GET' && !streams)) {
    const names = Object.keys(operation.query)
    for (const name of names.filter((name) => /^(?:id|\w+_id|created_by|assigned_to)(?:_not)?$/.test(name))) {
      const { status, body } = await ask(a, operation, {
        query: `?${name}=${b.ids[tableAt([name], operation.resource)]}`,
      })
      assert.equal(status, 200, `${operation.id} ${name}`)
      if (!name.endsWith('_not')) assert.equal(found(body), 0, `${operation.id} ${name}`)
    }
    for (const name of names.filter((name) => /^(?:search|\w+_contains)$/.test(name))) {
      const { status, body } = await ask(a, operation, { query: `?${name}=${b.canary}` })
      assert.deepEqual([status, found(body)], [200, 0], `${operation.id} ${name}`)
      // What is exported is told to B's log, and then B would have been written.
      if (name !== 'search' || operation.id.endsWith('.export')) continue
      const own = await ask(b, operation, { query: `?${name}=${b.canary}` })
      assert.ok(found(own.body) > 0, `${operation.id}: B does not find its own`)
    }
    if (!names.includes('cursor')) continue
    const page = names.includes('page_size') ? 'page_size=1' : 'take=1'
    const { body } = await ask(b, operation, { query: `?${page}` })
    const column = body.columns?.find((column: { next_cursor: string | null }) => column.next_cursor)
    const cursor = body.next_cursor ?? column?.next_cursor
    if (!cursor) continue
    const further = await ask(a, operation, {
      query: `?cursor=${cursor}&${page}${column ? `&column=${column.key}` : ''}`,
    })
    for (const { next_cursor } of [further.body, ...(further.body.columns ?? [])])
      assert.ok(!Buffer.from(next_cursor ?? '', 'base64url').includes(b.canary), operation.id)
  }
  await tenants.nothingCrossed()
})

/** How many records an answer is about. */
function found(body: any): number {
  // A file: its first line has the names.
  if (typeof body === 'string') return body.split('\r\n').length - 2
  if (body.columns)
    return body.columns.reduce((sum: number, column: any) => sum + column.count + column.items.length, 0)
  return (
    (body.items ?? body.groups ?? []).length +
    (body.total ?? body.count ?? body.total_leads ?? body.total_contacts ?? body.total_accounts ?? 0)
  )
}
