// How the page of a kind of record is arranged: kept whole, answered for the fields there are.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Arrangement, arrange, homesOf, isPart, LAYOUT_KINDS } from '@rihla/contracts/layoutShape.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { LAYOUTS } from '@rihla/contracts/usualLayouts.ts'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api, person, newRihlaTenant } = await testTenant()

async function ok(answer: Promise<Answer>, status = 200) {
  const { status: found, body } = await answer
  assert.equal(found, status, JSON.stringify(body))
  return body
}
type Sections = { id: string; name: string | null; fields: string[] }[]
const read = (kind = 'lead') => ok(api.get(`/layouts/${kind}`))
const put = (body: object, kind = 'lead', headers = {}) => api.put(`/layouts/${kind}`, body, headers)
const placeOf = ({ sections, aside }: { sections: Sections; aside: string[] }, field: string) =>
  sections.find(({ fields }) => fields.includes(field))?.id ?? (aside.includes(field) ? 'aside' : null)
const faults = async (body: object, kind = 'lead') =>
  (await ok(put(body, kind), 400)).errors.map(({ field, code }: { field: string; code: string }) => `${field} ${code}`)

test('the usual arrangement holds fields that exist', async () => {
  const resources = { lead: leadResource, contact: contactResource, account: accountResource }
  for (const kind of LAYOUT_KINDS) {
    const { sections, aside, arranged, version } = await read(kind)
    assert.deepEqual([aside, arranged, version], [[], false, 0])
    assert.deepEqual(
      sections.map(({ id }: { id: string }) => id),
      LAYOUTS[kind].map(({ id }) => id),
    )
    for (const { fields } of sections) for (const name of fields) assert.ok(name in resources[kind].fields, name)
  }
})

test('a field moves, a section of the tenant’s own is made, and a field is set aside', async () => {
  const sections = [
    { id: 'own-visa', name: '  Visa  ', fields: ['return_date', 'title'] },
    { id: 'trip', name: 'Journey', fields: ['destinations'] },
    { id: 'history', fields: ['tags'] },
  ]
  const kept = await ok(put({ sections, aside: ['utm_source'] }))
  assert.deepEqual(kept.sections[0], { id: 'own-visa', name: 'Visa', fields: ['return_date', 'title'] })
  assert.equal(kept.sections[1].name, 'Journey')
  assert.deepEqual([kept.arranged, kept.version, kept.aside], [true, 1, ['utm_source']])
  // Its section is gone, so it went to the last one before the history.
  assert.equal(placeOf(kept, 'email'), 'trip')
  assert.equal(placeOf(kept, 'created_at'), 'history')
  assert.deepEqual(await read(), kept)
  const agent = await person('agent')
  assert.deepEqual(await ok(agent.api.get('/layouts/lead')), kept)

  const reset = await ok(api.delete('/layouts/lead'))
  assert.deepEqual([reset.arranged, reset.version], [false, 2])
  assert.equal(placeOf(reset, 'email'), 'person')
})

test('who saves what somebody else arranged meanwhile is told so', async () => {
  const { version } = await read('account')
  const sections: Sections = []
  const first = await api.put('/layouts/account', { sections, aside: ['size'], version })
  assert.equal(first.headers['etag'], `"${version + 1}"`)
  const late = await ok(put({ sections }, 'account', { 'if-match': `"${version}"` }), 412)
  assert.deepEqual([late.code, late.current], ['version_conflict', first.body])
  assert.deepEqual((await read('account')).aside, ['size'])
  // Of those who come at once with one version, one is kept.
  const both = await Promise.all(
    ['contact', 'contact', 'contact'].map((kind) => put({ sections: [], version: 0 }, kind)),
  )
  assert.deepEqual(both.map(({ status }) => String(status)).toSorted(), ['200', '412', '412'])
  await ok(api.delete('/layouts/contact', undefined, { 'if-match': '"0"' }), 412)
})

test('who arranged a page is known, all hear of it, and it can be taken back as long as nobody did since', async () => {
  const logged = async (by = api) => (await ok(by.get('/events?record_type=layout&take=2'))).items
  const before = await read('contact')
  const put1 = await put({ sections: [], aside: ['notes'] }, 'contact')
  const [event] = await logged()
  assert.deepEqual([event.type, event.actor.type], ['layout.updated', 'member'])
  assert.deepEqual(event.changes.arrangement[1], { sections: [], aside: ['notes'] })
  // What differs in nothing changes nothing.
  assert.equal((await put({ sections: [], aside: ['notes'] }, 'contact')).body.version, put1.body.version)
  const agent = await person('agent')
  assert.deepEqual(await logged(agent.api), [])
  assert.equal((await agent.api.post(`/events/${event.id}/undo`, {})).status, 404)

  const undone = await ok(api.post(`/events/${event.id}/undo`, {}))
  assert.deepEqual({ ...(await read('contact')), version: 0 }, { ...before, version: 0 })
  await ok(api.post(`/events/${undone.operation_id}/undo`, {}))
  assert.deepEqual((await read('contact')).aside, ['notes'])
  await ok(put({ sections: [], aside: ['tags'] }, 'contact'))
  const conflict = await ok(api.post(`/events/${event.id}/undo`, {}), 409)
  assert.deepEqual([conflict.code, conflict.fields], ['undo_conflict', ['arrangement']])
})

test('what cannot be arranged is named', async () => {
  const own = { id: 'own-a', name: 'A' }
  assert.deepEqual(
    await faults({
      sections: [
        { ...own, fields: ['title', 'nonsense', 'title'] },
        { ...own, fields: [] },
        { id: 'own-b', fields: [] },
        { id: 'documents', fields: [] },
        { id: 'trip', fields: ['custom.unknown'] },
      ],
      aside: ['title', 'lead_status'],
    }),
    [
      'sections[0].fields[1] unknown_field',
      'sections[0].fields[2] twice',
      'sections[1].id twice',
      'sections[2].name required',
      'sections[3].id unknown_section',
      'sections[4].fields[0] unknown_field',
      'aside[0] twice',
      'aside[1] unknown_field',
    ],
  )
  assert.deepEqual(await faults({ sections: [{ id: 'documents', fields: ['email'] }] }, 'contact'), [
    'sections[0] fixed_section',
  ])
  const many = Array.from({ length: 31 }, (_, at) => ({ id: `own-${at}`, name: 'One', fields: [] }))
  assert.deepEqual(await faults({ sections: many }), ['sections too_big'])
  assert.deepEqual(await faults({ sections: [{ ...own, name: 'x\u0000', fields: [] }] }), ['sections[0].name bad_text'])
  assert.deepEqual(await faults({ sections: [], hidden: ['title'] }), ['hidden unknown_field'])
  assert.deepEqual(await faults({}), ['sections required'])
  assert.equal((await api.get('/layouts/opportunity')).status, 400)
  assert.equal((await read()).arranged, false)
})

test('a field made later has a place, an archived one has none, and a restored one has its own again', async () => {
  const make = (label: string) => ok(api.post('/custom-fields', { record_type: 'lead', type: 'text', label }), 201)
  const cabin = await make('Cabin')
  assert.equal(placeOf(await read(), 'custom.cabin'), 'own')
  const sections = [{ id: 'sale', fields: ['tags', 'custom.cabin'] }]
  await ok(put({ sections }))
  await make('Meal plan')
  // The section it belongs to is gone.
  const later = await read()
  assert.deepEqual(later.sections[0].fields.slice(0, 2), ['tags', 'custom.cabin'])
  assert.equal(placeOf(later, 'custom.meal_plan'), 'sale')
  await ok(api.delete(`/custom-fields/${cabin.id}`), 204)
  assert.equal(placeOf(await read(), 'custom.cabin'), null)
  assert.equal((await put({ sections })).status, 200)
  // Whoever arranges meanwhile does not see it, and names it not.
  await ok(
    put({
      sections: [
        { id: 'trip', fields: [] },
        { id: 'sale', fields: ['lost_reason', 'tags', 'currency'] },
      ],
    }),
  )
  await ok(api.post(`/custom-fields/${cabin.id}/restore`, {}))
  const { sections: again } = await read()
  assert.deepEqual(again[1].fields.slice(0, 4), ['lost_reason', 'tags', 'custom.cabin', 'currency'])
  await ok(put({ sections: [], aside: ['custom.cabin'] }))
  await ok(api.delete(`/custom-fields/${cabin.id}`), 204)
  await ok(put({ sections: [] }))
  await ok(api.post(`/custom-fields/${cabin.id}/restore`, {}))
  assert.deepEqual((await read()).aside, ['custom.cabin'])
  // Also where the page was given its usual arrangement back meanwhile, and that was taken back.
  await ok(api.delete(`/custom-fields/${cabin.id}`), 204)
  const reset = await api.delete('/layouts/lead')
  await ok(api.post(`/events/${String(reset.headers['x-operation-id'])}/undo`, {}))
  await ok(api.post(`/custom-fields/${cabin.id}/restore`, {}))
  assert.deepEqual((await read()).aside, ['custom.cabin'])
  // A field of another kind of record is none of this one.
  assert.deepEqual(await faults({ sections: [{ id: 'travel', fields: ['custom.cabin'] }] }, 'contact'), [
    'sections[0].fields[0] unknown_field',
  ])
})

test('who does not configure reads it and changes nothing, and another tenant has its own', async () => {
  for (const role of ['manager', 'agent', 'viewer'] as const) {
    const { api: theirs } = await person(role)
    assert.equal((await theirs.get('/layouts/lead')).status, 200)
    assert.equal((await theirs.put('/layouts/lead', { sections: [] })).status, 403)
    assert.equal((await theirs.delete('/layouts/lead')).status, 403)
  }
  const other = await (await newRihlaTenant()).person('admin')
  assert.deepEqual((await other.api.get('/layouts/lead')).body.version, 0)
})

test('a section that holds only what somebody does not see tells them no name', async () => {
  const hidden = { record_type: 'account', type: 'text', visible_to: ['admin'] }
  await ok(api.post('/custom-fields', { ...hidden, label: 'Margin' }), 201)
  await ok(api.post('/custom-fields', { ...hidden, label: 'Rebate' }), 201)
  const sections = [
    { id: 'own-money', name: 'Our margins', fields: ['custom.margin'] },
    { id: 'own', name: 'Rebates', fields: ['custom.rebate'] },
    { id: 'own-empty', name: 'For later', fields: [] },
  ]
  const kept = await ok(put({ sections: [...sections, { id: 'about', fields: [] }] }, 'account'))
  assert.deepEqual(kept.sections.slice(0, 3), sections)
  const agent = await person('agent')
  const told = await ok(agent.api.get('/layouts/account'))
  assert.deepEqual(
    told.sections.slice(0, 2).map(({ id, name }: Sections[number]) => [id, name]),
    [
      ['own', null],
      ['own-empty', 'For later'],
    ],
  )
  assert.doesNotMatch(JSON.stringify(told), /margin|rebate/i)
})

test('whatever was kept, each field there is stands in exactly one place', () => {
  const own = ['custom.a', 'custom.b', 'custom.c']
  const arrangements = (kind: (typeof LAYOUT_KINDS)[number]) => {
    const name = fc.constantFrom(...homesOf(kind, own).keys(), 'custom.gone', 'of_a_later_version')
    const id = fc.constantFrom(...LAYOUTS[kind].map((section) => section.id), 'own-1', 'own-2')
    const section = fc.record({ id, name: fc.constantFrom(null, 'Ours'), fields: fc.array(name, { maxLength: 12 }) })
    return fc.record({ sections: fc.array(section, { maxLength: 8 }), aside: fc.array(name, { maxLength: 12 }) })
  }
  for (const kind of LAYOUT_KINDS)
    fc.assert(
      fc.property(fc.option(arrangements(kind)), fc.subarray(own), (kept: Arrangement | null, present) => {
        const now = arrange(kind, kept, present)
        const held = [...now.sections.flatMap(({ fields }) => fields), ...now.aside]
        assert.deepEqual(held.toSorted(), [...homesOf(kind, present).keys()].toSorted())
        const ids = now.sections.map(({ id }) => id)
        assert.equal(new Set(ids).size, ids.length)
        for (const { id, fields } of now.sections) assert.ok(!isPart(kind, id) || fields.length === 0)
        for (const { id, fields } of LAYOUTS[kind]) if (!fields) assert.ok(ids.includes(id))
        assert.deepEqual(arrange(kind, now, present), now, 'arranged again it stays as it is')
      }),
      { numRuns: 300 },
    )
})
