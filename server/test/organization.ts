import assert from 'node:assert/strict'
import { type Role, scopesOf } from '@rihla/contracts/permissions.ts'
import { connectAsSuperuser } from './superuser.ts'
import { operationsOf, type Served, specimen } from './document.ts'
import { type Answer, type Person, testRihla } from './tenant.ts'

/** Where a record stands towards somebody. */
export type Place = 'own' | 'team' | 'other' | 'unassigned'
/** A member of the organization; their team is all who have the same, oneself without one. */
export interface Colleague extends Person {
  name: string
  role: Role
  team: string | null
}
/** A record, and whose it is. */
export interface Owned {
  id: string
  owner: string | null
}

const RESOURCES = ['accounts', 'contacts', 'leads', 'opportunities'] as const
export type Resource = (typeof RESOURCES)[number]

/** Values of texts that are not free, though their schema says no more; and what is said by other operations. */
const KNOWN = {
  custom: {},
  lead_status: 'contacted',
  stage: 'proposal',
  allow_duplicate: true,
  industry: undefined,
  version: undefined,
  filter: undefined,
  items: undefined,
}

const A_FILE = { 'content-type': 'application/octet-stream' }

/** One tenant with two teams, every role in it, and records of everybody and of nobody. */
export async function testOrganization() {
  const test = await testRihla()
  const { rihla } = test
  const { tenant, person, team } = await test.tenant()
  const asSuperuser = await connectAsSuperuser(test.admin)
  const document = (await rihla.app.inject('/openapi.json')).json()
  const operations = operationsOf(document)
  const [one, two] = [await team('One'), await team('Two')]

  async function hire(name: string, role: Role, team: string | null = null): Promise<Colleague> {
    return { ...(await person(role, team ?? undefined)), name, role, team }
  }
  const people = {
    admin: await hire('admin', 'admin'),
    manager: await hire('manager', 'manager', one),
    agent: await hire('agent', 'agent', one),
    mate: await hire('mate', 'agent', one),
    stranger: await hire('stranger', 'agent', two),
    loner: await hire('loner', 'agent'),
    viewer: await hire('viewer', 'viewer', two),
  }
  const everybody = Object.values(people)

  /** Where a record of `owner` stands towards `who`. */
  function placeOf(who: Colleague, owner: string | null): Place {
    if (owner === null) return 'unassigned'
    if (owner === who.id) return 'own'
    const { team } = everybody.find(({ id }) => id === owner)!
    return team !== null && team === who.team ? 'team' : 'other'
  }

  /** What `permissions.ts` says, read in our own way. */
  function may(who: Colleague, action: string, owner: string | null, resource = 'leads'): boolean {
    const scopes = scopesOf(who.role, resource, action)
    const place = placeOf(who, owner)
    const reached = {
      own: ['own', 'team', 'all'],
      team: ['team', 'all'],
      other: ['all'],
      unassigned: ['unassigned', 'all'],
    }
    return reached[place].some((scope) => scopes.has(scope as 'all'))
  }

  /** A record of `owner`, made by the admin. */
  async function make(resource: Resource, owner: string | null, more: object = {}): Promise<string> {
    const named = resource === 'accounts' || resource === 'opportunities'
    const called = named ? { name: 'Office' } : { first_name: 'Amal', last_name: 'Office' }
    // All of them have one name.
    const body = { ...called, ...((resource === 'accounts' || resource === 'contacts') && { allow_duplicate: true }) }
    const answer = await people.admin.api.post(`/${resource}`, { ...body, assigned_to: owner, ...more })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    if (resource === 'contacts') await addDocument(answer.body.id)
    return answer.body.id
  }

  /** By contact, the id of a travel document of theirs. */
  const documents = new Map<string, string>()
  async function addDocument(contact: string) {
    const answer = await people.admin.api.post(`/contacts/${contact}/travel-documents`, { number: 'AB1234567' })
    assert.equal(answer.status, 201, JSON.stringify(answer.body))
    documents.set(contact, answer.body.id)
  }

  /** A body that an operation accepts. Ids in it are left out, but for `values`. */
  const bodyOf = (operation: Served, values: object = {}): any =>
    operation.body &&
    specimen(document, operation.body, { text: 'office', id: () => undefined, values: { ...KNOWN, ...values } })

  async function call(
    who: Colleague,
    operation: Served,
    id = 'none',
    values: object = {},
    query = '',
  ): Promise<Answer> {
    const path = operation.path
      .replace('{tenant_id}', tenant.id)
      .replace('{id}', id)
      .replace('{tag}', 'office')
      .replace('{document_id}', documents.get(id) ?? 'none')
    const method = operation.method.toLowerCase() as 'get'
    if (operation.uploads) return who.api[method](path + query, Buffer.from('office'), A_FILE)
    return who.api[method](path + query, bodyOf(operation, values))
  }

  /** Every item of a list, by cursor. */
  async function walk(who: Person, url: string): Promise<any[]> {
    const items: unknown[] = []
    const join = url.includes('?') ? '&' : '?'
    for (let cursor: string | null = ''; cursor !== null;) {
      const { status, body }: Answer = await who.api.get(cursor ? `${url}${join}cursor=${cursor}` : url)
      assert.equal(status, 200, `${url}: ${JSON.stringify(body)}`)
      items.push(...body.items)
      cursor = body.next_cursor
    }
    return items
  }

  return {
    ...test,
    tenant,
    /** Makes another tenant. */
    another: test.tenant,
    asSuperuser,
    operations,
    people,
    everybody,
    hire,
    teams: { one, two },
    may,
    make,
    call,
    bodyOf,
    walk,
    RESOURCES,
  }
}

export const idsIn = (items: readonly { id: string }[]) => items.map(({ id }) => id).toSorted()
