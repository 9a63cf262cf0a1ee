import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactResource } from '@rihla/contracts/contacts.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { type Tenant, transaction } from '#platform/context.ts'
import { testRihla } from '#test/tenant.ts'
import { addContacts, addLeads } from './bulk.ts'
import { ATLAS, type DemoTenant, SAHARA } from './data/tenants.ts'
import { demoIsDue, demoLogins, makeDemo, systemContext } from './demo.ts'
import { writeMark } from './queries.ts'
import { storiesOf } from './stories.ts'

const { rihla, databases } = await testRihla()
const parts = { ...rihla, databases }
const now = new Date()
/** The demo as it is, under names of this test's own: the database is shared. */
const own = (demo: DemoTenant): DemoTenant => {
  const slug = `${demo.slug}-${process.pid}-${now.getTime().toString(36)}`
  return { ...demo, slug, domain: `${slug}.example` }
}
const demo = [own(ATLAS), own(SAHARA)]
const begun = performance.now()
const made = await makeDemo(parts, demo, now)
const seconds = (performance.now() - begun) / 1000
const [atlas, sahara] = (await Promise.all(demo.map(({ slug }) => rihla.platform.findTenant(slug)))) as [Tenant, Tenant]
const db = systemContext(parts, atlas).db
const leads = await db.selectFrom('leads').selectAll().execute()

async function post(url: string, payload: object): Promise<{ access_token: string }> {
  return JSON.parse((await rihla.app.inject({ method: 'POST', url, payload })).body)
}

test('a first start makes its leads while one reads the address', (t) => {
  t.diagnostic(`${made.map(({ leads }) => leads).join(' + ')} leads with histories in ${seconds.toFixed(1)} s`)
  assert.equal(leads.filter(({ archived_at }) => !archived_at).length, 402)
  assert.deepEqual(
    made.map(({ leads }) => leads),
    [414, 64],
  )
  assert.ok(seconds < 60)
})

test('every lead could have been entered by hand', () => {
  for (const tenant of demo)
    for (const [first] of storiesOf(tenant, now)) {
      assert.equal(first!.deed.do, 'create')
      leadResource.create.parse((first!.deed as { lead: unknown }).lead)
    }
})

test('the same moment tells the same stories', () => {
  assert.deepEqual(storiesOf(ATLAS, now), storiesOf(ATLAS, now))
})

test('leads speak Arabic, French and English, each in its own letters', () => {
  const speaking = (language: string) => leads.filter((lead) => lead.language === language)
  for (const language of ['ar', 'fr', 'en']) assert.ok(speaking(language).length > 40, language)
  const text = (lead: (typeof leads)[number]) =>
    [lead.first_name, lead.title, lead.description].filter(Boolean).join(' ')
  assert.ok(
    speaking('ar').every((lead) => /\p{Script=Arabic}/u.test(text(lead)) && !/\p{Script=Latin}{3}/u.test(text(lead))),
  )
  assert.ok(speaking('en').every((lead) => !/\p{Script=Arabic}/u.test(text(lead))))
  assert.ok(speaking('fr').some((lead) => /[éèêàç]/.test(text(lead))))
})

test('no address can be anybody’s', async () => {
  const told = JSON.stringify([...demo.flatMap((tenant) => storiesOf(tenant, now)), demo])
  const hosts = [...told.matchAll(/(?:@|https?:\/\/)([\w.-]+\.\w+)/g)].map(([, host]) => host!)
  assert.ok(hosts.length > 200)
  assert.deepEqual(
    hosts.filter((host) => !host.endsWith('.example')),
    [],
  )
})

test('what happened to a lead leads to what it is', async () => {
  const events = await db
    .selectFrom('events')
    .selectAll()
    .where('record_type', '=', 'lead')
    .orderBy('record_version')
    .execute()
  const histories = Map.groupBy(events, ({ record_id }) => record_id)
  for (const lead of leads) {
    const history = histories.get(lead.id)!
    const versions = history.map(({ record_version }) => record_version)
    assert.deepEqual(
      versions,
      versions.map((_, i) => i + 1),
    )
    assert.equal(versions.at(-1), lead.version)
    const moments = history.map(({ at }) => at.getTime())
    assert.deepEqual(
      moments,
      moments.toSorted((a, b) => a - b),
    )
    assert.ok(moments.at(-1)! <= now.getTime() && +lead.created_at === moments[0])
    const statuses = history.flatMap(({ changes }) => (changes as Record<string, unknown[]>).lead_status?.[1] ?? [])
    assert.equal(statuses.at(-1) ?? 'new', lead.lead_status)
  }
})

test('the funnel is one that a sales manager would believe', () => {
  const listed = leads.filter(({ archived_at }) => !archived_at)
  const share = (test: (lead: (typeof leads)[number]) => unknown) => listed.filter(test).length / listed.length
  const within = (name: string, value: number, least: number, most: number) =>
    assert.ok(value >= least && value <= most, `${name}: ${value}`)
  within(
    'won',
    share(({ lead_status }) => lead_status === 'won'),
    0.1,
    0.2,
  )
  within(
    'lost',
    share(({ lead_status }) => lead_status === 'lost'),
    0.1,
    0.3,
  )
  within(
    'new',
    share(({ lead_status }) => lead_status === 'new'),
    0.1,
    0.25,
  )
  within(
    'hot',
    share(({ lead_score }) => lead_score > 70),
    0.2,
    0.5,
  )
  within(
    'unassigned',
    share(({ assigned_to }) => assigned_to === null),
    0.05,
    0.15,
  )
  within(
    'overdue',
    share(({ next_follow_up }) => next_follow_up && next_follow_up < now),
    0.05,
    0.25,
  )
  within(
    'ahead',
    share(({ next_follow_up }) => next_follow_up && next_follow_up > now),
    0.2,
    0.5,
  )
  assert.ok(listed.every(({ lead_status, converted_at }) => (lead_status === 'won') === (converted_at !== null)))
  assert.ok(listed.every(({ lead_status, lost_reason }) => (lead_status === 'lost') === (lost_reason !== null)))
})

test('companies have trades and terms, people passports of which some end soon', async () => {
  const companies = await db.selectFrom('accounts').selectAll().where('account_type', '=', 'business').execute()
  assert.ok(companies.length > 1)
  assert.ok(companies.every(({ industry_id }) => industry_id))
  assert.ok(companies.some(({ parent_id }) => parent_id))
  assert.ok(companies.some(({ billing_address }) => billing_address))
  const flying = await db.selectFrom('contacts').select('frequent_flyer').execute()
  assert.ok(flying.some(({ frequent_flyer }) => (frequent_flyer as unknown[]).length))
  assert.ok(companies.some(({ last_interaction_at }) => last_interaction_at))
  const people = await db.selectFrom('accounts').selectAll().where('account_type', '=', 'individual').execute()
  assert.ok([...companies, ...people].some(({ lifetime_value }) => lifetime_value > 0))
  assert.ok(people.every(({ primary_contact_id }) => primary_contact_id))
  const passports = await db.selectFrom('travel_documents').select('expires_on').execute()
  const soon = new Date(now.getTime() + 180 * 86_400_000).toISOString().slice(0, 10)
  const ending = passports.filter(({ expires_on }) => expires_on! < soon).length
  assert.ok(ending > 3 && ending < passports.length / 2, `${ending} of ${passports.length}`)
})

test('the queues of duplicates are not empty, and not long', async () => {
  for (const { domain, password, slug } of demo) {
    const { access_token } = await post('/api/v1/auth/login', { email: `admin@${domain}`, password })
    for (const record_type of ['contact', 'account', 'lead']) {
      const { body } = await rihla.app.inject({
        url: `/api/v1/tenants/${slug}/duplicates?record_type=${record_type}`,
        headers: { authorization: `Bearer ${access_token}` },
      })
      const { items } = JSON.parse(body) as { items: { confidence: number }[] }
      assert.ok(items.length > 0 && items.length < 20, `${record_type}: ${items.length}`)
    }
  }
})

test('a newcomer sees own fields filled in, kept lists, files, what was archived and what was read in', async () => {
  for (const tenant of [atlas, sahara]) {
    const { db } = systemContext(parts, tenant)
    const definitions = await db.selectFrom('custom_fields').select(['record_type', 'key']).execute()
    for (const table of ['contacts', 'accounts'] as const) {
      const rows = await db.selectFrom(table).select(['custom', 'archived_at']).execute()
      const filled = new Set(rows.flatMap(({ custom }) => Object.keys(custom as object)))
      const known = definitions.flatMap(({ record_type, key }) => (`${record_type}s` === table ? [key] : []))
      assert.ok(filled.size > 0 && [...filled].every((key) => known.includes(key)), [...filled].join())
      assert.ok(rows.some(({ archived_at }) => archived_at))
    }
    const views = await db.selectFrom('saved_views').select(['record_type', 'shared']).execute()
    for (const kind of ['lead', 'contact', 'account'])
      assert.ok(views.filter(({ record_type, shared }) => record_type === kind && shared).length >= 2)
    assert.ok(views.some(({ shared }) => !shared))
    assert.equal((await db.selectFrom('files').select('id').execute()).length, 3)
    const imports = await db.selectFrom('imports').select(['state', 'counts']).execute()
    assert.deepEqual(
      imports.map(({ state, counts }) => [state, (counts as { create: number }).create]),
      [['done', 5]],
    )
  }
})

test('people of two teams sign in and see their share', async () => {
  const members = await db.selectFrom('members').select(['id', 'team_id', 'role', 'language']).execute()
  assert.equal(new Set(members.map(({ team_id }) => team_id).filter(Boolean)).size, 2)
  const owners = new Set(leads.map(({ assigned_to }) => assigned_to).filter(Boolean))
  assert.ok(owners.size >= 6)
  const { domain, password } = demo[0]!
  for (const login of ['admin', 'manager', 'agent', 'viewer']) {
    const { access_token } = await post('/api/v1/auth/login', { email: `${login}@${domain}`, password })
    assert.ok(access_token, login)
  }
})

test('a second run changes nothing, also after a start that was cut off', async () => {
  const figures = async () => {
    const of = (table: 'leads' | 'events' | 'members' | 'teams' | 'pipelines') =>
      db
        .selectFrom(table)
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow()
    return Promise.all([of('leads'), of('events'), of('members'), of('teams'), of('pipelines')])
  }
  const before = await figures()
  assert.equal(await demoIsDue(parts, demo), false)
  await transaction(systemContext(parts, sahara), (ctx) => writeMark(ctx, false))
  assert.equal(await demoIsDue(parts, demo), true)
  const again = await makeDemo(parts, demo)
  assert.deepEqual(
    again.map(({ leads }) => leads),
    [0, 0],
  )
  assert.deepEqual(await figures(), before)
  assert.equal(await demoIsDue(parts, demo), false)
  assert.equal((await demoLogins(parts, demo)).length, 2)
})

test('many contacts and leads come with what their creation would have written', async () => {
  const system = systemContext(parts, sahara)
  await addContacts(system, 60, () => undefined)
  await addLeads(system, 40, () => undefined)
  const contacts = await system.db.selectFrom('contacts').selectAll().execute()
  const events = await system.db.selectFrom('events').selectAll().where('request_id', '=', system.request_id).execute()
  const added = contacts.filter(({ id }) => events.some(({ record_id }) => record_id === id))
  assert.equal(added.length, 60)
  assert.ok(added.some(({ account_id }) => account_id))
  for (const contact of added) {
    assert.ok(contact.search.includes(contact.phone_e164!.replace('+', '')))
    const { changes, at, actor_id } = events.find(({ record_id }) => record_id === contact.id)!
    assert.equal(+at, +contact.created_at)
    assert.equal(actor_id, contact.created_by)
    // Replayed over the blanks, the event is the record.
    for (const [field, [old, value]] of Object.entries(changes as Record<string, [unknown, unknown]>)) {
      assert.equal(old, null)
      assert.deepEqual(contact[field as keyof typeof contact], value, field)
    }
    assert.ok(Object.keys(changes as object).every((field) => field in contactResource.fields))
  }
  const { n } = await system.db
    .selectFrom('leads')
    .select((eb) => eb.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow()
  assert.equal(n, 104)
})
