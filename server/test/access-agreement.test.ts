// The leads that somebody can read one by one are the leads that every other answer is about.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { Answer } from './tenant.ts'
import { type Colleague, idsIn, testOrganization, type Owned } from './organization.ts'

const { people, everybody, tenant, asSuperuser, may, make, walk } = await testOrganization()
const { admin, manager, agent, stranger } = people
const owners = [...everybody.map(({ id }) => id), null]

interface Linked extends Owned {
  email: string
  archived: boolean
  contact: string
}
/** Of every owner two leads, one of them archived; each about a contact of the next owner, which has an account of the one after. */
const leads: Linked[] = []
const others: Record<string, Owned[]> = { accounts: [], contacts: [], opportunities: [] }
for (const [i, owner] of owners.entries()) {
  const after = (n: number) => owners[(i + n) % owners.length]!
  const account_id = await make('accounts', after(2), { name: 'Office zebra' })
  const contact_id = await make('contacts', after(1), { account_id, last_name: 'zebra' })
  others.accounts!.push({ id: account_id, owner: after(2) })
  others.contacts!.push({ id: contact_id, owner: after(1) })
  for (const archived of [false, true]) {
    const email = `lead-${i}-${archived}@office.example`
    const id = await make('leads', owner, {
      contact_id,
      email,
      last_name: 'zebra',
      estimated_value: 100,
      notes: 'Called.',
    })
    if (archived) await admin.api.delete(`/leads/${id}`)
    leads.push({ id, owner, email, archived, contact: contact_id })
  }
  const lead_id = leads.at(-2)!.id
  const opportunity = await make('opportunities', after(3), { lead_id, contact_id, account_id, name: 'zebra' })
  others.opportunities!.push({ id: opportunity, owner: after(3) })
}

/** The set S: what `who` can read one by one. */
async function readable(who: Colleague, resource: string, records: readonly Owned[]): Promise<Set<string>> {
  const found = new Set<string>()
  for (const { id, owner } of records) {
    const { status } = await who.api.get(`/${resource}/${id}`)
    assert.equal(status, may(who, 'read', owner, resource) ? 200 : 404, `${who.name} ${resource} of ${owner}`)
    if (status === 200) found.add(id)
  }
  return found
}
const only = (records: readonly { id: string }[], set: ReadonlySet<string>) =>
  idsIn(records.filter(({ id }) => set.has(id)))
const get = async (who: Colleague, url: string) => {
  const { status, body } = await who.api.get(url)
  assert.equal(status, 200, `${url}: ${JSON.stringify(body)}`)
  return body
}

for (const who of everybody)
  test(`for the ${who.name}, lists, counts, sums and searches are about the same leads`, async () => {
    const set = await readable(who, 'leads', leads)
    const live = only(
      leads.filter(({ archived }) => !archived),
      set,
    )
    const archived = only(
      leads.filter(({ archived }) => archived),
      set,
    )
    assert.deepEqual(idsIn(await walk(who, '/leads?page_size=3&sort_by=email')), live, 'by cursor')
    assert.deepEqual(idsIn(await walk(who, '/leads?page_size=2&archived=true')), archived, 'archived')
    assert.deepEqual(idsIn(await walk(who, '/leads?search=zebra&take=2')), live, 'search')
    assert.deepEqual(idsIn(await walk(who, '/leads?email_contains=office&take=2')), live, 'filter')
    const pages = [1, 2, 3, 4, 5].map((page) => get(who, `/leads?page=${page}&page_size=4`))
    assert.deepEqual(idsIn((await Promise.all(pages)).flatMap(({ items }) => items)), live, 'by page')
    for (const query of ['', '?count=exact', '?search=zebra', '?page=9', '?assigned_to_empty=false&search=zebra']) {
      const owned = leads.filter(({ id, owner }) => live.includes(id) && (!query.includes('empty') || owner !== null))
      assert.equal((await get(who, `/leads${query}`)).total, owned.length, `total ${query}`)
    }

    const stats = await get(who, '/leads/stats')
    const unassigned = leads.filter(({ id, owner }) => owner === null && live.includes(id)).length
    assert.deepEqual(
      [stats.total_leads, stats.leads_by_status.new ?? 0, stats.unassigned_count],
      [live.length, live.length, unassigned],
    )
    assert.equal((await get(who, '/leads/stats?archived=true')).total_leads, archived.length)

    const { columns } = await get(who, '/leads/pipeline?take=2')
    for (const { key, count, sum, items, next_cursor } of columns) {
      const expected = key === 'new' ? live : []
      assert.deepEqual([count, sum], [expected.length, 100 * expected.length], key)
      for (let cursor = next_cursor; cursor;) {
        const [column] = (await get(who, `/leads/pipeline?take=2&column=${key}&cursor=${cursor}`)).columns
        items.push(...column.items)
        cursor = column.next_cursor
      }
      assert.deepEqual(idsIn(items), expected, `cards of ${key}`)
    }

    const summary = await get(who, '/leads/summary?group_by=assigned_to&sum=estimated_value')
    const keys = new Set(leads.filter(({ id }) => live.includes(id)).map(({ owner }) => owner))
    assert.deepEqual(new Set(summary.groups.map(({ key }: { key: string }) => key)), keys)
    assert.deepEqual([summary.count, summary.sum ?? 0], [live.length, 100 * live.length])

    for (const { id, email, archived } of leads) {
      const { items } = await get(who, `/leads/duplicates?email=${email}`)
      assert.deepEqual(idsIn(items), set.has(id) && !archived ? [id] : [], 'duplicates')
      for (const story of ['timeline', 'score'])
        assert.equal((await who.api.get(`/leads/${id}/${story}`)).status, set.has(id) ? 200 : 404)
    }
    for (const [resource, records] of Object.entries(others)) {
      const readables = only(records, await readable(who, resource, records))
      assert.deepEqual(idsIn(await walk(who, `/${resource}?search=zebra&take=3`)), readables, resource)
      assert.equal((await get(who, `/${resource}/summary?search=zebra`)).count, readables.length, resource)
    }
  })

for (const who of everybody)
  test(`for the ${who.name}, what is embedded and what is told is theirs to read`, async () => {
    const set = await readable(who, 'leads', leads)
    const contacts = await readable(who, 'contacts', others.contacts!)
    const accounts = await readable(who, 'accounts', others.accounts!)
    const seen = { leads: set, contacts, accounts }
    for (const lead of await walk(who, '/leads?include=contact,assigned_to,created_by&take=4')) {
      assert.equal(lead.included.contact?.id ?? null, contacts.has(lead.contact_id) ? lead.contact_id : null)
      assert.equal(lead.included.assigned_to?.id ?? null, lead.assigned_to)
    }
    for (const { id } of leads.filter(({ id }) => set.has(id))) {
      const lead = await get(who, `/leads/${id}?include=contact`)
      assert.equal(lead.included.contact !== null, contacts.has(lead.contact_id))
    }
    for (const one of await walk(who, '/opportunities?include=lead,contact,account'))
      for (const [name, ids] of [
        ['lead', set],
        ['contact', contacts],
        ['account', accounts],
      ] as const)
        assert.equal(one.included[name]?.id ?? null, ids.has(one[`${name}_id`]) ? one[`${name}_id`] : null, name)

    const told = Map.groupBy(await walk(who, '/events?take=7'), ({ record_type }) => record_type)
    const about = (type: string) =>
      [...new Set((told.get(type) ?? []).map(({ record_id }) => record_id as string))].toSorted()
    for (const [type, resource] of [
      ['lead', 'leads'],
      ['contact', 'contacts'],
      ['account', 'accounts'],
    ] as const)
      assert.deepEqual(about(type), [...seen[resource]].toSorted(), `events of ${resource}`)
    const noted: string[] = (told.get('activity') ?? []).map(({ changes }) => changes.lead_id[1])
    assert.deepEqual(noted.toSorted(), [...set].toSorted(), 'notes')
    for (const { id, contact } of leads) {
      const { items } = await get(who, `/events?record_id=${id}`)
      assert.equal(items.length > 0, set.has(id), 'events of one lead')
      const [{ operation_id }] = await asSuperuser.ask(
        `select operation_id from ${tenant.schema}.events where record_id = $1 limit 1`,
        [contact],
      )
      const operation = await get(who, `/events?operation_id=${operation_id}`)
      assert.equal(operation.items.length > 0, contacts.has(contact), 'events of one operation')
    }
  })

test('a bulk action by filter is about the leads in sight, and changes those that are theirs', async () => {
  for (const who of [manager, admin]) {
    const set = await readable(who, 'leads', leads)
    const live = leads.filter(({ id, archived }) => !archived && set.has(id))
    const body = { action: 'add_tags', tags: [`by ${who.name}`], filter: { search: 'zebra' } }
    const { body: answer } = await who.api.post('/leads/bulk-action', body)
    const theirs = live.filter(({ owner }) => may(who, 'update', owner))
    assert.equal(answer.done + answer.refused.length, live.length)
    assert.deepEqual(idsIn(answer.refused), idsIn(live.filter((lead) => !theirs.includes(lead))))
    assert.deepEqual(idsIn(await walk(admin, `/leads?tags=${body.tags[0]}`)), idsIn(theirs))
  }
  for (const who of everybody.filter(({ role }) => role === 'agent' || role === 'viewer'))
    assert.equal((await who.api.post('/leads/bulk-action', { action: 'archive', filter: {} })).status, 403)
})

const operationOf = ({ headers }: Pick<Answer, 'headers'>) => String(headers['x-operation-id'])

test('undo takes back what is theirs: 404 out of sight, 403 in sight, and nothing is written', async () => {
  for (const who of everybody)
    for (const { id, owner } of leads.filter(({ archived }) => !archived)) {
      const { headers } = await admin.api.patch(`/leads/${id}`, { city: crypto.randomUUID() })
      await asSuperuser.settled(tenant.schema)
      const rows = await asSuperuser.checksum(tenant.schema)
      const { status, body } = await who.api.post(`/events/${operationOf({ headers })}/undo`, {})
      const [read, update] = [may(who, 'read', owner), may(who, 'update', owner)]
      assert.equal(status, update ? 200 : read ? 403 : 404, `${who.name} of ${owner}: ${JSON.stringify(body)}`)
      if (!read) assert.equal(body.code, 'event.not_found')
      if (!update) assert.equal(await asSuperuser.checksum(tenant.schema), rows)
    }
  // What is gone for good cannot come back: who could not see it is not told even that.
  const { headers } = await admin.api.delete(`/leads/${await make('leads', stranger.id)}?hard=true`)
  const undo = `/events/${operationOf({ headers })}/undo`
  assert.deepEqual([(await agent.api.post(undo, {})).status, (await admin.api.post(undo, {})).status], [404, 422])
  // A lead that was given to somebody does not go back without the right to assign.
  const given = await make('leads', stranger.id)
  const assigned = await admin.api.patch(`/leads/${given}`, { assigned_to: agent.id })
  assert.equal((await agent.api.post(`/events/${operationOf(assigned)}/undo`, {})).status, 403)
  const free = await make('leads', null)
  const taken = await agent.api.patch(`/leads/${free}`, { assigned_to: agent.id })
  assert.equal((await agent.api.post(`/events/${operationOf(taken)}/undo`, {})).status, 200)
})

test('who reads everything also reads the story of what is gone for good; others do not', async () => {
  const id = await make('leads', agent.id, { notes: 'A note.' })
  await admin.api.delete(`/leads/${id}?hard=true`)
  const seen = await Promise.all(
    everybody.map(async (who) => (await get(who, `/events?record_id=${id}`)).items.length > 0),
  )
  assert.deepEqual(
    seen,
    everybody.map(({ role }) => role !== 'agent'),
  )
})

test('a job is its starter’s and the administrators’', async () => {
  const rules = await get(admin, '/leads/scoring')
  await admin.api.put('/leads/scoring', { ...rules, base: rules.base + 1 })
  const [{ id }] = await asSuperuser.ask(`select id from ${tenant.schema}.jobs limit 1`)
  for (const who of everybody) {
    assert.equal((await who.api.get(`/jobs/${id}`)).status, who === admin ? 200 : 404, who.name)
    assert.equal((await get(who, `/events?record_id=${id}`)).items.length > 0, who === admin, who.name)
  }
})
