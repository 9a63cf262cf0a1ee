import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, type Api, testTenant } from '#test/tenant.ts'

const { api, newRihlaTenant } = await testTenant()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return body
}
const dayIn = (timeZone: string, days = 0) =>
  new Intl.DateTimeFormat('en-CA', { timeZone }).format(new Date(Date.now() + days * 86_400_000))
/** Morocco keeps one hour all year but for Ramadan, and no test runs in the minutes around its midnight twice. */
const day = (days: number) => {
  const at = new Date(`${dayIn('Africa/Casablanca')}T12:00:00Z`)
  at.setUTCDate(at.getUTCDate() + days)
  return at.toISOString().slice(0, 10)
}
let people = 0
async function traveller(documents: readonly object[], fields: object = {}, as: Api = api) {
  const named = { first_name: 'Salma', last_name: `Traveller ${(people += 1)}`, ...fields }
  const contact = await ok(as.post('/contacts', named), 201)
  const kept: any[] = []
  for (const document of documents)
    kept.push(await ok(as.post(`/contacts/${contact.id}/travel-documents`, { number: 'AB1234567', ...document }), 201))
  return { ...contact, documents: kept }
}
const passport = (days: number, country = 'MA') => ({ kind: 'passport', country, expires_on: day(days) })
const expiring = (query = '', as: Api = api) => ok(as.get(`/contacts/passport-expiring${query}`))
const whoOf = ({ items }: any) => items.map((item: any) => item.contact.id)

test('who, what and when: those that end within 180 days, the first to end at the top', async () => {
  const [late, soon, today, ended, far, never, visa] = [
    await traveller([passport(180)], { email: 'late@expiring.example', nationality: 'FR' }),
    await traveller([passport(30)]),
    await traveller([passport(0)]),
    await traveller([passport(-1)]),
    await traveller([passport(181)]),
    await traveller([{ kind: 'passport' }]),
    await traveller([{ ...passport(10), kind: 'visa', country: 'FR' }]),
  ]
  const found = await expiring()
  assert.deepEqual(whoOf(found), [today.id, soon.id, late.id])
  assert.deepEqual([found.total, found.days, found.page, found.page_size, found.next_cursor], [3, 180, 1, 20, null])
  assert.deepEqual(found.items[2], {
    contact: {
      id: late.id,
      full_name: late.full_name,
      email: 'late@expiring.example',
      phone: null,
      nationality: 'FR',
      account_id: null,
      assigned_to: late.assigned_to,
    },
    document: {
      id: late.documents[0].id,
      kind: 'passport',
      country: 'MA',
      holder_name: null,
      issued_on: null,
      expires_on: day(180),
    },
    days_left: 180,
    next_trip: null,
  })
  assert.deepEqual(whoOf(await expiring('?days=179')), [today.id, soon.id])
  assert.deepEqual(whoOf(await expiring('?days=0')), [today.id])
  assert.deepEqual(whoOf(await expiring('?days=181')), [today.id, soon.id, late.id, far.id])
  const all = await expiring('?expired=true')
  assert.deepEqual(whoOf(all), [ended.id, today.id, soon.id, late.id])
  assert.equal(all.items[0].days_left, -1)
  assert.deepEqual(whoOf(await expiring('?kind=visa')), [visa.id])
  assert.deepEqual(whoOf(await expiring('?kind=Visa,Passport&days=30')), [today.id, visa.id, soon.id])
  assert.deepEqual(whoOf(await expiring('?kind=visa&country=France')), [visa.id])
  assert.deepEqual(whoOf(await expiring('?country=es')), [])
  assert.ok(!whoOf(await expiring('?days=3650')).includes(never.id))
  for (const query of ['?days=-1', '?days=3651', '?days=soon', '?kind=library', '?soon=1', '?cursor=x', '?page=0'])
    await ok(api.get(`/contacts/passport-expiring${query}`), 400)
})

test('a document that a later one follows is not told, and neither is what is archived', async () => {
  const before = (await expiring('?expired=true')).total
  await traveller([passport(20), passport(2000)])
  await traveller([passport(-20), passport(700)])
  const two = await traveller([passport(20), passport(25)])
  const both = await traveller([passport(20, 'MA'), passport(2000, 'FR')])
  const gone = await traveller([passport(20)])
  await ok(api.delete(`/contacts/${gone.id}`), 204)
  const kept = await traveller([passport(20)])
  await ok(api.delete(`/contacts/${kept.id}/travel-documents/${kept.documents[0].id}`), 204)
  const found = await expiring('?expired=true')
  assert.equal(found.total, before + 2)
  const told = found.items.map(({ document }: any) => document.id)
  assert.ok(told.includes(two.documents[1].id) && !told.includes(two.documents[0].id))
  assert.ok(told.includes(both.documents[0].id), 'who has two countries has two passports')
})

test('the next trip: the first departure to come of a sale that is not lost', async () => {
  const contact = await traveller([passport(100)])
  const trip = async () =>
    (await expiring('?days=365')).items.find((item: any) => item.contact.id === contact.id).next_trip
  const sell = (fields: object) =>
    ok(api.post('/opportunities', { name: 'Omra', contact_id: contact.id, ...fields }), 201)
  await sell({ name: 'Past', departure_date: day(-1), return_date: day(5) })
  await sell({ name: 'Undated' })
  await sell({ name: 'Lost', departure_date: day(1), stage: 'closed_lost' })
  assert.equal(await trip(), null)
  const later = await sell({ departure_date: day(60) })
  assert.deepEqual(await trip(), {
    opportunity_id: later.id,
    name: 'Omra',
    destinations: [],
    departure_date: day(60),
    return_date: null,
    days_valid_after: 40,
  })
  const next = await sell({ name: 'Dakhla', departure_date: day(0), return_date: day(110), destinations: ['Dakhla'] })
  const { opportunity_id, days_valid_after, destinations } = await trip()
  assert.deepEqual([opportunity_id, days_valid_after, destinations], [next.id, -10, ['Dakhla']])
  await ok(api.delete(`/opportunities/${next.id}`), 204)
  assert.equal((await trip()).opportunity_id, later.id)
})

test('everybody is told of whom they may read, and of trips that they may', async () => {
  const house = await newRihlaTenant()
  const [one, two] = [await house.team(), await house.team()]
  const [admin, agent, mate, stranger] = [
    await house.person('admin'),
    await house.person('agent', one),
    await house.person('agent', one),
    await house.person('agent', two),
  ]
  const of = (assigned_to: string | null) => traveller([passport(9)], { assigned_to }, admin.api)
  const [mine, theirs, foreign, free] = [await of(agent.id), await of(mate.id), await of(stranger.id), await of(null)]
  const sale = { name: 'Hajj', departure_date: day(3), assigned_to: stranger.id }
  for (const contact of [mine, foreign])
    await ok(admin.api.post('/opportunities', { ...sale, contact_id: contact.id }), 201)
  const told = async (query: string, as: Api) => whoOf(await expiring(query, as)).toSorted()
  const sorted = (...contacts: { id: string }[]) => contacts.map(({ id }) => id).toSorted()
  assert.deepEqual(await told('', admin.api), sorted(mine, theirs, foreign, free))
  assert.deepEqual(await told('', agent.api), sorted(mine, theirs, free))
  assert.deepEqual(await told('?assigned_to=me', agent.api), sorted(mine))
  assert.deepEqual(await told(`?assigned_to=${mate.id},${stranger.id}`, agent.api), sorted(theirs))
  assert.equal((await expiring('', agent.api)).total, 3)
  const trips = ({ items }: any) => items.map(({ next_trip }: any) => next_trip?.name)
  assert.deepEqual(trips(await expiring('?assigned_to=me', agent.api)), [undefined])
  assert.deepEqual(trips(await expiring('?assigned_to=me', stranger.api)), ['Hajj'])
})

test('it is read page by page, and by cursor while others are added', async () => {
  const house = await newRihlaTenant()
  const admin = await house.person('admin')
  for (let n = 0; n < 7; n += 1) await traveller([passport(10 + (n % 3))], {}, admin.api)
  const whole = whoOf(await expiring('', admin.api))
  assert.equal(whole.length, 7)
  const pages = [1, 2, 3].map(async (page) => whoOf(await expiring(`?page=${page}&page_size=3`, admin.api)))
  assert.deepEqual((await Promise.all(pages)).flat(), whole)
  assert.deepEqual(whoOf(await expiring('?skip=2&take=2', admin.api)), whole.slice(2, 4))
  const walked: string[] = []
  for (let cursor: string | null = ''; cursor !== null;) {
    const page: any = await expiring(`?take=2${cursor && `&cursor=${cursor}`}`, admin.api)
    walked.push(...whoOf(page))
    cursor = page.next_cursor
    if (walked.length === 4) await traveller([passport(1)], {}, admin.api)
  }
  assert.deepEqual(walked, whole)
})

test('days are those of where the tenant is: what ends today there ended yesterday elsewhere', async () => {
  const zones = ['Pacific/Kiritimati', 'Pacific/Pago_Pago', 'Asia/Kolkata', 'America/St_Johns']
  const endsOn = dayIn('Pacific/Pago_Pago')
  const left: Record<string, number | undefined> = {}
  for (const timezone of zones) {
    const house = await newRihlaTenant({ timezone })
    const admin = await house.person('admin')
    await traveller([{ kind: 'passport', expires_on: endsOn }], {}, admin.api)
    const found = await expiring('?days=0', admin.api)
    left[timezone] = found.items[0]?.days_left
    const today = dayIn(timezone)
    assert.equal(found.total, today === endsOn ? 1 : 0, timezone)
    const { items } = await expiring('?days=0&expired=true', admin.api)
    assert.equal(items[0].days_left, (Date.parse(endsOn) - Date.parse(today)) / 86_400_000, timezone)
  }
  assert.deepEqual([left['Pacific/Pago_Pago'], left['Pacific/Kiritimati']], [0, undefined])
})
