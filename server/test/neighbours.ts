import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { behindTheScenes } from './behind.ts'
import { operationsOf, type Served, specimen } from './document.ts'
import { type Answer, type Person, testRihla } from './tenant.ts'

/** A tenant that has one of everything, each text of it a canary. */
export interface House {
  id: string
  slug: string
  schema: string
  canary: string
  admin: Person
  /** By table, the id of one of its records. */
  ids: Record<string, string>
}

interface Asked {
  tenant?: string
  id?: string | undefined
  query?: string
  body?: unknown
  headers?: Record<string, string>
}

/** One place of a body that names what is another house's. */
interface Stolen {
  place: string
  from: House
}

/** Values of texts that are not free, though their schema says no more. */
const KNOWN = { custom: {}, lead_status: 'contacted', stage: 'proposal', allow_duplicate: true, industry: undefined }

const A_FILE = { 'content-type': 'application/octet-stream' }
/** A file that every upload takes, and what else it must be told. */
const TABLE = 'first_name,last_name\nAmal,Idrissi\n'
const UPLOADED: Record<string, string> = { 'imports.create': '?record_type=contact&name=table.csv' }

/** Names that no two records of a resource share. */
const unshared = (resource: string, canary: string) => {
  const name = `${canary} ${randomUUID()}`
  switch (resource) {
    case 'teams':
    case 'tags':
      return { name }
    case 'industries':
      return { name, code: name }
    case 'custom-fields':
      // Of a text, which has no options.
      return { key: `f_${randomUUID().slice(0, 8)}`, options: [], required: false }
    default:
      return {}
  }
}

/** Table whose ids belong at a place of a body, a query or a path. */
export function tableAt(place: readonly string[], resource: string): string {
  const name = place.at(-1)!.replace(/_not$/, '')
  if (name === 'assigned_to' || name === 'created_by') return 'members'
  if (name === 'operation_id' || name === 'record_id') return name
  if (name === 'merged_into_id') return resource
  // Into the last one made goes the first.
  if (name === 'merge') return `first ${resource}`
  const noun =
    /^(?:converted_|primary_)?(\w+)_id$/.exec(name)?.[1] ?? (place.length > 1 && name === 'id' ? place.at(-2)! : '')
  if (name === 'reports_to_id') return 'contacts'
  // What is above or below a record is of its own kind.
  if (noun === 'parent' && place.length > 1 && place.at(-2) !== 'values') return `${place.at(-2)}s`
  if (!noun || noun === 'parent' || name === 'move_to') return resource
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

/** Two tenants of one shape, and every operation of the document to try on them. */
export async function neighbours() {
  const test = await testRihla()
  const { rihla } = test
  const behind = await behindTheScenes(test.admin)
  const document = (await rihla.app.inject('/openapi.json')).json()
  const operations = operationsOf(document)
  const inTenant = operations.filter(({ path }) => path.includes('{tenant_id}'))
  const named = (id: string) => operations.find((operation) => operation.id === id)
  await rihla.start()
  /** By contact, the id of a travel document of theirs. */
  const documents = new Map<string, string>()
  const [a, b] = [await furnish('a'), await furnish('b')]
  const sumOfB = await checksumOfB()

  async function furnish(name: string): Promise<House> {
    const { tenant, person, team } = await test.tenant()
    const canary = `canary-${name}-${randomUUID().slice(0, 8)}`
    const admin = await person('admin')
    const house: House = { ...tenant, canary, admin, ids: { members: admin.id } }
    const made = operations.filter(({ id, method, body }) => id.endsWith('.create') && method === 'POST' && body)
    // First alone, then each linked to all the others.
    for (const linked of [false, true])
      for (const { id, body, resource } of made) {
        const choose = (place: readonly string[]) =>
          linked && place.join() !== 'id' ? house.ids[tableAt(place, resource)] : undefined
        const values = { ...KNOWN, ...unshared(resource, canary) }
        const record = specimen(document, body!, { text: canary, values, id: choose })
        const answer = await admin.api.post(`/${resource}`, record, { 'idempotency-key': `${canary} ${id} ${linked}` })
        assert.equal(answer.status, 201, `${id}: ${JSON.stringify(answer.body)}`)
        house.ids[resource] = answer.body.id
        house.ids[`first ${resource}`] ??= answer.body.id
      }
    await addDocument(house, house.ids.contacts!)
    const file = await admin.api.post(`/leads/${house.ids.leads}/files`, Buffer.from(canary), A_FILE)
    assert.equal(file.status, 201, JSON.stringify(file.body))
    const table = await admin.api.post('/imports?record_type=contact&name=table.csv', Buffer.from(TABLE), A_FILE)
    assert.equal(table.status, 201, JSON.stringify(table.body))
    house.ids.imports = table.body.id
    // A job, a setting, a team, and a member who works in it.
    const rules = specimen(document, named('leads.setScoring')!.body!, { text: canary, id: () => undefined })
    await admin.api.put('/leads/scoring', rules)
    await person('agent', await team(canary))
    await admin.api.post('/invitations', { emails: [`${canary}@test.example`], role: 'agent' })
    await behind.settled(tenant.schema, 'jobs')
    const [event] = await behind.ask(`select id, operation_id, record_id from ${tenant.schema}.events
      where record_type = 'lead' limit 1`)
    const { id: events, operation_id, record_id } = event
    return { ...house, ids: { ...(await behind.idsOf(tenant.schema)), ...house.ids, events, operation_id, record_id } }
  }

  /** Gives a contact a travel document. */
  async function addDocument({ admin, canary }: House, contact: string) {
    const body = { number: 'AB1234567', holder_name: canary, expires_on: '2199-12-31' }
    const answer = await admin.api.post(`/contacts/${contact}/travel-documents`, body)
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    documents.set(contact, answer.body.id)
  }

  /** A body that an operation accepts, linked to records of `house`. */
  const bodyOf = (operation: Served, house: House, values: object = {}, branch = 0, stolen?: Stolen): any =>
    operation.body &&
    specimen(document, operation.body, {
      text: house.canary,
      branch,
      values: {
        ...KNOWN,
        version: undefined,
        filter: undefined,
        items: undefined,
        changes: {},
        ...unshared(operation.resource, house.canary),
        ...(operation.id === 'imports.update' && { columns: [], sheet: undefined }),
        ...(operation.id === 'duplicates.dismiss' && { ids: [house.ids.contacts, house.ids['first contacts']] }),
        ...values,
      },
      id: (place) => {
        if (place.join() === 'id') return undefined
        const owner = place.join('.') === stolen?.place ? stolen.from : house
        const table = tableAt(place, operation.resource)
        // No record is above itself.
        const above = /^(?:reports_to|parent)_id$/.test(place.at(-1)!)
        const id = owner.ids[above ? `first ${table}` : table]
        assert.ok(id, `${operation.id}: what belongs at ${place.join('.')}?`)
        return id
      },
    })

  /** The body of a bulk action on one record. */
  const bulkOf = (operation: Served, house: House, action: string, id: string) =>
    action === 'set' ? { action, items: [{ id, changes: {} }] } : bodyOf(operation, house, { action, ids: [id] })

  /** Calls an operation as the admin of `who`, and looks for the other house in the answer. */
  async function ask(who: House, operation: Served, asked: Asked = {}): Promise<Answer> {
    const { tenant = who.id, id = who.ids[operation.resource], query = '', body, headers = {} } = asked
    const path = operation.path
      .replace('{tenant_id}', tenant)
      .replace('{id}', id ?? 'none')
      .replace('{tag}', encodeURIComponent(who.canary))
      .replace('{row}', '2')
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

  /** The values that choose among the actions of a bulk operation. */
  function actionsOf({ body }: Served): string[] {
    const schema = body!.$ref ? document.components.schemas[body!.$ref.split('/').at(-1)] : body
    return schema.properties.action?.enum ?? []
  }

  /** Every place of an operation's body that holds an id. */
  function idPlaces(operation: Served, branch: number): string[] {
    const places = new Set<string>()
    const note = (place: readonly string[]) => void (place.join() !== 'id' && places.add(place.join('.')))
    specimen(document, operation.body!, {
      text: '',
      branch,
      values: { ids: undefined, filter: undefined, items: undefined },
      id: note,
    })
    return [...places]
  }

  async function checksumOfB() {
    const registered = `select t::text, m::text from platform.tenants t join platform.memberships m on m.tenant_id = t.id
      where t.id = $1 order by m.user_id`
    return JSON.stringify([await behind.checksum(b.schema), await behind.ask(registered, [b.id])])
  }

  /** Nothing of B was written, and A holds nothing of B. */
  async function nothingCrossed() {
    assert.equal(await checksumOfB(), sumOfB, 'B was written')
    const rows = await behind.rowsOf(a.schema)
    for (const [table, id] of Object.entries(b.ids)) assert.ok(!rows.includes(id), `A holds an id of B's ${table}`)
    assert.ok(!rows.includes(b.canary), 'A holds text of B')
  }

  return {
    ...test,
    behind,
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
    addDocument,
  }
}

/** What a caller can compare of two answers. */
export function shape({ status, body, headers }: Answer) {
  const { 'x-request-id': _, 'x-operation-id': __, date: ___, ...rest } = headers
  return { status, body: { ...body, request_id: undefined }, headers: rest }
}
