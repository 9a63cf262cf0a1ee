import assert from 'node:assert/strict'
import { test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person } = await testTenant()
const made = async (lead: object = {}) => (await api.post('/leads', { last_name: 'Noted', ...lead })).body
const find = async (id: string) => (await api.get(`/leads/${id}`)).body
const said = (lead: any) => lead.notes.map(({ type, content }: any) => `${type}: ${content}`)

test('notes come as text or as a list, on create and on update, and never replace what is there', async () => {
  const lead = await made({ notes: 'Called from the airport' })
  assert.deepEqual(said(lead), ['note: Called from the airport'])
  const { body } = await api.patch(`/leads/${lead.id}`, {
    notes: [{ content: 'Initial call completed', type: 'call' }, { content: 'Sends a passport copy' }],
  })
  assert.deepEqual(said(body), [
    'note: Sends a passport copy',
    'call: Initial call completed',
    'note: Called from the airport',
  ])
  assert.equal(body.version, 1, 'a note is no change of the lead')
  for (const note of body.notes) {
    assert.equal(note.created_by, admin.id)
    assert.ok(Date.parse(note.created_at))
  }
  const many = await made({
    notes: [
      { content: 'One', type: 'whatsapp' },
      { content: 'Two', type: 'meeting' },
    ],
  })
  assert.deepEqual(said(many), ['meeting: Two', 'whatsapp: One'])
})

test('a note is added on its own, of any type in any spelling', async () => {
  const lead = await made()
  const types: [sent: string | undefined, kept: string][] = [
    [undefined, 'note'],
    ['call', 'call'],
    ['PHONE', 'call'],
    ['Email', 'email'],
    ['meeting', 'meeting'],
    ['chat', 'chat'],
    ['WhatsApp', 'whatsapp'],
    ['sms', 'sms'],
    ['In-Person', 'in_person'],
  ]
  for (const [sent, kept] of types) {
    const { status, body } = await api.post(`/leads/${lead.id}/notes`, { content: `About ${kept}`, type: sent })
    assert.equal(status, 201, `${sent} ${JSON.stringify(body)}`)
    assert.deepEqual([body.type, body.content, body.created_by], [kept, `About ${kept}`, admin.id])
    const inLead = await api.patch(`/leads/${lead.id}`, { notes: [{ content: 'Again', type: sent }] })
    assert.deepEqual([inLead.status, inLead.body.notes[0].type], [200, kept])
  }
  for (const body of [
    {},
    { content: '' },
    { content: '  ' },
    { content: 'x', type: 'smoke' },
    { content: 5 },
    { text: 'x' },
    { content: 'a\0' },
    { content: '\ud800' },
  ])
    assert.equal((await api.post(`/leads/${lead.id}/notes`, body)).status, 400, JSON.stringify(body))
})

test('a long note has its first 80 characters as subject, and is answered whole', async () => {
  const lead = await made()
  const content = `😀${'word\n'.repeat(900)}end`
  const { body } = await api.post(`/leads/${lead.id}/notes`, { content })
  assert.equal(body.content, content)
  const { body: story } = await api.get(`/leads/${lead.id}/timeline?type=notes`)
  assert.equal(story.items[0].activity.description, content)
  assert.ok(story.items[0].activity.subject.length <= 80 && !story.items[0].activity.subject.includes('\n'))
  assert.equal((await api.post(`/leads/${lead.id}/notes`, { content: 'x'.repeat(20_001) })).status, 400)
})

test('the answer carries the latest 20, change notes included', async () => {
  const lead = await made({ notes: 'First' })
  await api.patch(`/leads/${lead.id}`, { phone: '0661234567', lead_status: 'contacted', reason: 'Answered' })
  const { notes } = await find(lead.id)
  assert.deepEqual([notes[0].type, notes[1].content], ['change', 'First'])
  assert.match(notes[0].content, /lead_status: new → contacted/)
  assert.match(notes[0].content, /phone: – → 0661234567/)
  assert.match(notes[0].content, /Answered/)
  for (let i = 0; i < 12; i += 1) {
    await api.post(`/leads/${lead.id}/notes`, { content: `Note ${i}` })
    await api.patch(`/leads/${lead.id}`, { city: `City ${i}` })
  }
  const { notes: latest } = await find(lead.id)
  assert.equal(latest.length, 20)
  assert.deepEqual(
    latest.slice(0, 2).map(({ content }: any) => content),
    ['city: City 10 → City 11', 'Note 11'],
  )
  assert.ok(!(await api.get('/leads?page_size=1')).body.items[0].notes, 'not in lists')
})

test('being in touch moves last_contact_date, at once; a note to oneself does not', async () => {
  const lead = await made()
  const own = await api.patch(`/leads/${lead.id}`, { notes: 'Thinking' })
  assert.equal(own.body.last_contact_date, null)
  const called = await api.patch(`/leads/${lead.id}`, { notes: [{ content: 'Hello', type: 'call' }] })
  assert.ok(called.body.last_contact_date)
  assert.equal(called.body.days_since_last_contact, 0)
  assert.equal(called.body.version, 1)
  const fresh = await made({ notes: [{ content: 'Walked in', type: 'in_person' }] })
  assert.ok(fresh.last_contact_date)
  const { body: listed } = await api.get(`/leads?last_contact_date_from=today&id=${lead.id},${fresh.id}`)
  assert.equal(listed.total, 2)
})

test('tags are added, removed and compared without case', async () => {
  const lead = await made({ tags: ['VIP'] })
  const added = await api.post(`/leads/${lead.id}/tags`, { tags: ['vip', 'Desert', ' desert ', 'été/2026'] })
  assert.deepEqual([added.status, added.body.tags, added.body.version], [200, ['VIP', 'Desert', 'été/2026'], 2])
  const again = await api.post(`/leads/${lead.id}/tags`, { tags: ['DESERT'] })
  assert.deepEqual([again.body.tags.length, again.body.version], [3, 2])
  const removed = await api.delete(`/leads/${lead.id}/tags/${encodeURIComponent('ÉTÉ/2026')}`)
  assert.deepEqual([removed.status, removed.body.tags, removed.body.notes.length], [200, ['VIP', 'Desert'], 2])
  assert.equal((await api.delete(`/leads/${lead.id}/tags/unknown`)).body.version, 3)
  const long = 'ة'.repeat(60)
  await api.post(`/leads/${lead.id}/tags`, { tags: [long] })
  assert.equal((await api.delete(`/leads/${lead.id}/tags/${encodeURIComponent(long)}`)).body.version, 5)
  for (const tags of [[], [''], ['x'.repeat(61)], 'vip', [5], ['a\0'], ['\udfff']])
    assert.equal((await api.post(`/leads/${lead.id}/tags`, { tags })).status, 400, JSON.stringify(tags))
  await api.patch(`/leads/${lead.id}`, { tags: Array.from({ length: 50 }, (_, i) => `t${i}`) })
  const full = await api.post(`/leads/${lead.id}/tags`, { tags: ['one more'] })
  assert.deepEqual([full.status, full.body.errors[0].field], [422, 'tags'])
})

test('call attempts are counted, however many at once', async () => {
  const lead = await made()
  const { status, body } = await api.post(`/leads/${lead.id}/call-attempts`)
  assert.deepEqual([status, body.call_attempts], [200, 1])
  await Promise.all(Array.from({ length: 10 }, () => api.post(`/leads/${lead.id}/call-attempts`, {})))
  const noted = await api.post(`/leads/${lead.id}/call-attempts`, {
    note: 'Engaged',
    next_follow_up: '2030-01-02T09:00:00+01:00',
  })
  assert.deepEqual([noted.body.call_attempts, noted.body.next_follow_up], [12, '2030-01-02T08:00:00.000Z'])
  assert.match(noted.body.notes[0].content, /call_attempts: 11 → 12.*Engaged/)
  await api.patch(`/leads/${lead.id}`, { call_attempts: 100_000 })
  assert.equal((await api.post(`/leads/${lead.id}/call-attempts`)).body.call_attempts, 100_000, 'enough')
  for (const body of [{ next_follow_up: 'soon' }, { note: 'a\0b' }, { call_attempts: 3 }])
    assert.equal((await api.post(`/leads/${lead.id}/call-attempts`, body)).status, 400)
})

test('follow-ups are scheduled, listed, counted and cleared', async () => {
  const due = await made({ next_follow_up: '2020-01-01T00:00:00Z', last_name: 'Due' })
  const later = await made({ next_follow_up: '2150-01-01T00:00:00Z', last_name: 'Later' })
  const { body } = await api.get('/leads?next_follow_up_to=today&sort_by=next_follow_up')
  assert.deepEqual(
    body.items.map(({ id }: any) => id),
    [due.id],
  )
  const sorted = await api.get('/leads?next_follow_up_empty=false&sort_by=next_follow_up&sort_order=desc')
  assert.equal(sorted.body.items[0].id, later.id)
  assert.equal((await api.get('/leads/stats')).body.follow_ups_due, 1)
  const { body: done } = await api.patch(`/leads/${due.id}`, { next_follow_up: null })
  assert.equal(done.next_follow_up, null)
  assert.equal((await api.get('/leads/stats')).body.follow_ups_due, 0)
})

test('the timeline is newest first, by cursor, and its kinds add up', async () => {
  const lead = await made()
  for (let i = 0; i < 5; i += 1) {
    await api.post(`/leads/${lead.id}/notes`, { content: `N${i}` })
    await api.patch(`/leads/${lead.id}`, { city: `C${i}` })
  }
  const all = (await api.get(`/leads/${lead.id}/timeline`)).body.items
  assert.equal(all.length, 11)
  assert.deepEqual(
    all,
    all.toSorted((a: any, b: any) => (a.at === b.at ? 0 : a.at < b.at ? 1 : -1)),
  )
  const walked: any[] = []
  let cursor: string | null = ''
  while (cursor !== null) {
    const { body } = await api.get(`/leads/${lead.id}/timeline?take=4&cursor=${cursor}`)
    walked.push(...body.items)
    cursor = body.next_cursor
  }
  assert.deepEqual(walked, all)
  assert.equal((await api.get(`/leads/${lead.id}/timeline?type=notes`)).body.items.length, 5)
  assert.equal((await api.get(`/leads/${lead.id}/timeline?type=changes`)).body.items.length, 6)
  for (const query of [
    'take=0',
    'type=other',
    'cursor=x',
    'colour=red',
    `cursor=${Buffer.from('Sat 2026').toString('base64url')}`,
  ])
    assert.equal((await api.get(`/leads/${lead.id}/timeline?${query}`)).status, 400, query)
})

test('a timeline is of one kind of activity, or of one field and every value it had', async () => {
  const lead = await made({ city: 'Fes' })
  for (const [i, type] of (['call', 'phone', 'whatsapp', 'note', 'email'] as const).entries()) {
    await api.post(`/leads/${lead.id}/notes`, { content: type, type })
    await api.patch(`/leads/${lead.id}`, { lead_status: i % 2 ? 'new' : 'contacted', campaign: `c${i}` })
  }
  const timeline = async (query: string) => (await api.get(`/leads/${lead.id}/timeline?${query}`)).body
  const about = async (type: string) =>
    (await timeline(`type=${type}`)).items.map((one: any) => one.activity.description)
  assert.deepEqual(await about('call'), ['phone', 'call'])
  assert.deepEqual([await about('note'), await about('sms')], [['note'], []])
  assert.equal((await about('notes')).length, 5)

  const statuses = (await timeline('field=lead_status')).items
  assert.deepEqual(
    statuses.map(({ type, changes }: any) => [type, changes.lead_status]),
    [
      ['lead.status_changed', ['new', 'contacted']],
      ['lead.status_changed', ['contacted', 'new']],
      ['lead.status_changed', ['new', 'contacted']],
      ['lead.status_changed', ['contacted', 'new']],
      ['lead.status_changed', ['new', 'contacted']],
    ],
  )
  assert.deepEqual((await timeline('field=status&type=changes')).items, statuses)
  const [first] = (await timeline('field=city')).items
  assert.deepEqual([first.type, first.changes.city], ['lead.created', [null, 'Fes']])
  assert.deepEqual((await timeline('field=country')).items, [])
  const page = await timeline('field=campaign&take=2')
  const rest = await timeline(`field=campaign&take=3&cursor=${page.next_cursor}`)
  assert.deepEqual(
    [...page.items, ...rest.items].map(({ changes }: any) => changes.campaign[1]),
    ['c4', 'c3', 'c2', 'c1', 'c0'],
  )
  assert.equal(rest.next_cursor, null)
  for (const query of [
    'field=mood',
    'field=full_name',
    'field=version',
    'field=city&type=notes',
    'field=city&type=call',
  ])
    assert.equal((await api.get(`/leads/${lead.id}/timeline?${query}`)).status, 400, query)
})

test('a viewer may read notes and write none', async () => {
  const lead = await made({ notes: 'Seen' })
  const viewer = await person('viewer')
  assert.deepEqual(said((await viewer.api.get(`/leads/${lead.id}`)).body), ['note: Seen'])
  assert.equal((await viewer.api.post(`/leads/${lead.id}/notes`, { content: 'x' })).status, 403)
})
