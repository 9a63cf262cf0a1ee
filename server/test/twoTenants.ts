import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { countWaiting } from '#modules/duplicates/queries/progress.ts'
import { systemContext } from '#platform/context.ts'
import { connectAsSuperuser } from './superuser.ts'
import { bodiesOf, KNOWN, tableAt, unshared } from './bodies.ts'
import { operationsOf, type Served, specimen } from './document.ts'
import { type Answer, type Person, testRihla } from './tenant.ts'

/** A tenant that has one of everything, each text of it a canary. */
export interface FilledTenant {
  id: string
  slug: string
  schema: string
  canary: string
  admin: Person
  /** By table, the id of one of its records. */
  ids: Record<string, string>
}

interface CallOptions {
  tenant?: string
  id?: string | undefined
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

const A_FILE = { 'content-type': 'application/octet-stream' }
/** A file that every upload takes, and what else it must be told. */
const TABLE = 'first_name,last_name\nAmal,Idrissi\n'
const UPLOADED: Record<string, string> = { 'imports.create': '?record_type=contact&name=table.csv' }

/** Two tenants of one shape, and every operation of the document to try on them. */
export async function twoTenants() {
  const test = await testRihla()
  const { rihla } = test
  const asSuperuser = await connectAsSuperuser(test.admin)
  const document = (await rihla.app.inject('/openapi.json')).json()
  const operations = operationsOf(document)
  const inTenant = operations.filter(({ path }) => path.includes('{tenant_id}'))
  const { bodyOf, bulkOf, actionsOf, idPlaces } = bodiesOf(document)
  const named = (id: string) => operations.find((operation) => operation.id === id)
  await rihla.start()
  /** By contact, the id of a travel document of theirs. */
  const documents = new Map<string, string>()
  const [a, b] = [await fill('a'), await fill('b')]
  await quiet(b)
  const sumOfB = await checksumOfB()

  async function fill(name: string): Promise<FilledTenant> {
    const { tenant, person, team } = await test.tenant()
    const canary = `canary-${name}-${randomUUID().slice(0, 8)}`
    const admin = await person('admin')
    const filled: FilledTenant = { ...tenant, canary, admin, ids: { members: admin.id } }
    const made = operations.filter(({ id, method, body }) => id.endsWith('.create') && method === 'POST' && body)
    // First alone, then each linked to all the others.
    for (const linked of [false, true])
      for (const { id, body, resource } of made) {
        const choose = (place: readonly string[]) =>
          linked && place.join() !== 'id' ? filled.ids[tableAt(place, resource)] : undefined
        const values = { ...KNOWN, ...unshared(resource, canary) }
        const record = specimen(document, body!, { text: canary, values, id: choose })
        const answer = await admin.api.post(`/${resource}`, record, { 'idempotency-key': `${canary} ${id} ${linked}` })
        assert.equal(answer.status, 201, `${id}: ${JSON.stringify(answer.body)}`)
        filled.ids[resource] = answer.body.id
        filled.ids[`first ${resource}`] ??= answer.body.id
      }
    await addDocument(filled, filled.ids.contacts!)
    const file = await admin.api.post(`/leads/${filled.ids.leads}/files`, Buffer.from(canary), A_FILE)
    assert.equal(file.status, 201, JSON.stringify(file.body))
    const table = await admin.api.post('/imports?record_type=contact&name=table.csv', Buffer.from(TABLE), A_FILE)
    assert.equal(table.status, 201, JSON.stringify(table.body))
    filled.ids.imports = table.body.id
    // A job, a setting, a team, and a member who works in it.
    const rules = specimen(document, named('leads.setScoring')!.body!, { text: canary, id: () => undefined })
    await admin.api.put('/leads/scoring', rules)
    await person('agent', await team(canary))
    await admin.api.post('/invitations', { emails: [`${canary}@test.example`], role: 'agent' })
    await asSuperuser.settled(tenant.schema, 'jobs')
    const [event] = await asSuperuser.ask(`select id, operation_id, record_id from ${tenant.schema}.events
      where record_type = 'lead' limit 1`)
    const { id: events, operation_id, record_id } = event
    return {
      ...filled,
      ids: { ...(await asSuperuser.idsOf(tenant.schema)), ...filled.ids, events, operation_id, record_id },
    }
  }

  /** Gives a contact a travel document. */
  async function addDocument({ admin, canary }: FilledTenant, contact: string) {
    const body = { number: 'AB1234567', holder_name: canary, expires_on: '2199-12-31' }
    const answer = await admin.api.post(`/contacts/${contact}/travel-documents`, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    documents.set(contact, answer.body.id)
  }

  /** Calls an operation as the admin of `who`, and looks for the other tenant in the answer. */
  async function ask(who: FilledTenant, operation: Served, options: CallOptions = {}): Promise<Answer> {
    const { tenant = who.id, id = who.ids[operation.resource], query = '', body, headers = {} } = options
    const path = operation.path
      .replace('{tenant_id}', tenant)
      .replace('{id}', id ?? 'none')
      .replace('{tag}', encodeURIComponent(who.canary))
      .replace('{row}', '2')
      .replace('{record_type}', 'lead')
      .replace('{document_id}', documents.get(id ?? '') ?? randomUUID())
    const method = operation.method.toLowerCase() as 'get'
    const answer = operation.uploads
      ? await who.admin.api[method](path + (query || UPLOADED[operation.id] || ''), Buffer.from(TABLE), {
          ...A_FILE,
          ...headers,
        })
      : await who.admin.api[method](path + query, body, headers)
    const text = JSON.stringify([answer.body, answer.headers])
    const told = `${operation.id} ${path}${query}: ${text}`
    assert.ok(!text.includes((who.id === a.id ? b : a).canary), told)
    assert.ok(answer.status < 500, told)
    return answer
  }

  /** Lets a tenant's own sweeps follow what was written there: they have nothing to write afterwards. */
  async function quiet({ id, schema }: FilledTenant) {
    await asSuperuser.settled(schema, 'jobs')
    const tenant = (await rihla.platform.findTenant(id))!
    const ctx = () => systemContext(rihla.platform, tenant)
    for (let patience = 0; patience < 100; patience += 1) {
      for (const sweep of rihla.platform.sweeps) await sweep(ctx())
      if ((await countWaiting(ctx(), 1, 100_000)) === 0) return
      await sleep(100)
    }
    throw new Error('A log is not followed after 10 s.')
  }

  async function checksumOfB() {
    const registered = `select t::text, m::text from platform.tenants t join platform.memberships m on m.tenant_id = t.id
      where t.id = $1 order by m.user_id`
    return JSON.stringify([await asSuperuser.checksum(b.schema), await asSuperuser.ask(registered, [b.id])])
  }

  /** Nothing of B was written, and A holds nothing of B. */
  async function nothingCrossed() {
    assert.equal(await checksumOfB(), sumOfB, 'B was written')
    const rows = await asSuperuser.rowsOf(a.schema)
    for (const [table, id] of Object.entries(b.ids)) assert.ok(!rows.includes(id), `A holds an id of B's ${table}`)
    assert.ok(!rows.includes(b.canary), 'A holds text of B')
  }

  return {
    ...test,
    asSuperuser,
    operations,
    inTenant,
    named,
    a,
    b,
    ask,
    bodyOf,
    bulkOf,
    actionsOf,
    idPlaces,
    nothingCrossed,
    quiet,
    addDocument,
  }
}

/** What a caller can compare of two answers. */
export function shape({ status, body, headers }: Answer) {
  const { 'x-request-id': _, 'x-operation-id': __, date: ___, ...rest } = headers
  return { status, body: { ...body, request_id: undefined }, headers: rest }
}
