// What is done with rows, by the rules, the rights and what is there.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, run, settled, undo, upload } from '#test/importing.ts'
import { testTenant } from '#test/tenant.ts'

const { api, admin, person, rihla, newRihlaTenant } = await testTenant({ alone: true })
await rihla.start()

const one = async (search: string) => (await api.get(`/contacts?search=${encodeURIComponent(search)}`)).body.items[0]
const counts = (create: number, update: number, unchanged: number, skip: number, error: number) => ({
  create,
  update,
  unchanged,
  skip,
  error,
})

test('on a match: update, fill what is empty, skip, or make another one', async () => {
  await api.post('/contacts', { first_name: 'Nadia', last_name: 'Rule', email: 'nadia@rule.example', city: 'Fès' })
  const file = 'Prénom;Nom;E-mail;Ville;Fonction\nNadia;Rule;NADIA@rule.example;Agadir;Guide\n'
  const skipped = await run(api, 'contact', file, { rules: { on_match: 'skip' } })
  assert.deepEqual(skipped.counts, counts(0, 0, 0, 1, 0))
  const filled = await run(api, 'contact', file, { rules: { on_match: 'fill_empty' } })
  assert.deepEqual(filled.counts, counts(0, 1, 0, 0, 0))
  assert.deepEqual([(await one('nadia')).city, (await one('nadia')).title], ['Fès', 'Guide'])
  const updated = await run(api, 'contact', file, { rules: { on_match: 'update' } })
  assert.deepEqual([updated.counts, (await one('nadia')).city], [counts(0, 1, 0, 0, 0), 'Agadir'])
  const doubled = await run(api, 'contact', file, { rules: { on_match: 'create' } })
  assert.deepEqual(doubled.counts, counts(1, 0, 0, 0, 0))
  const nobody = await run(api, 'contact', 'Prénom;Nom;E-mail\nNew;Body;new@rule.example\n', {
    rules: { on_missing: 'skip' },
  })
  assert.deepEqual(nobody.counts, counts(0, 0, 0, 1, 0))
})

test('an empty cell says nothing, or empties the field where the rules say so', async () => {
  await api.post('/contacts', { first_name: 'Empty', last_name: 'Cell', email: 'empty@rule.example', city: 'Fès' })
  const file = 'Prénom;Nom;E-mail;Ville\nEmpty;Cell;empty@rule.example;\n'
  assert.deepEqual((await run(api, 'contact', file)).counts, counts(0, 0, 1, 0, 0))
  assert.deepEqual((await run(api, 'contact', file, { rules: { empty_clears: true } })).counts, counts(0, 1, 0, 0, 0))
  assert.equal((await one('empty@rule')).city, null)
})

test('rows of a file that say the same record twice are found, and why is told', async () => {
  const file = [
    'Prénom;Nom;E-mail;Téléphone',
    'A;Twice;twice@rule.example;',
    'B;Other;other@rule.example;0655 00 00 01',
    'C;Twice;Twice@Rule.example;',
    'D;Other;;+212655000001',
  ].join('\n')
  const checked = await check(api, 'contact', file)
  assert.deepEqual(checked.counts, counts(2, 0, 0, 2, 0))
  const { body } = await api.get(`/imports/${checked.id}/faults`)
  assert.deepEqual(
    body.items.map(({ row, code, message }: any) => [row, code, message]),
    [
      [4, 'repeated', 'Row 2 is the same record.'],
      [5, 'repeated', 'Row 3 is the same record.'],
    ],
  )
})

test('every fault of every row is told by the validator of the write, grouped and paged; the others are written', async () => {
  const rows = Array.from(
    { length: 60 },
    (_, i) => `P${i};Fault;${i % 2 ? 'nonsense' : `f${i}@rule.example`};${i % 3 ? `06610000${10 + i}` : 'abc'}`,
  )
  const checked = await check(
    api,
    'contact',
    ['Prénom;Nom;E-mail;Tél', ...rows, 'too;many;;;cells', ';;;0661'].join('\n'),
  )
  assert.equal(checked.counts!.error, 42)
  const first = (await api.get(`/imports/${checked.id}/faults?take=5`)).body
  const groups = Object.fromEntries(first.groups.map(({ field, code, count }: any) => [`${field} ${code}`, count]))
  assert.deepEqual(groups, {
    'email invalid_format': 30,
    'phone bad_phone': 20,
    'null ragged': 1,
    'first_name required': 1,
    'last_name required': 1,
  })
  assert.equal(first.total, 53)
  const seen = [...first.items]
  for (let cursor = first.next_cursor; cursor;) {
    const page = (await api.get(`/imports/${checked.id}/faults?take=20&cursor=${cursor}`)).body
    seen.push(...page.items)
    cursor = page.next_cursor
  }
  assert.equal(seen.length, 53)
  assert.equal((await api.get(`/imports/${checked.id}/faults?code=ragged`)).body.items.length, 1)
  const refused = await api.post('/contacts', { first_name: 'P1', last_name: 'Fault', email: 'nonsense' })
  const told = seen.find(({ row, field }) => row === 3 && field === 'email')
  assert.deepEqual([told.code, told.message], [refused.body.errors[0].code, refused.body.errors[0].message])

  const file = String((await api.get(`/imports/${checked.id}/error-file`)).body)
  assert.equal(file.split('\r\n').filter(Boolean).length, 43)
  assert.match(file, /^\uFEFFPrénom,Nom,E-mail,Tél,row,reason\r\n/)

  const fixed = await api.patch(`/imports/${checked.id}/rows/3`, { cells: [{ index: 2, value: 'fixed@rule.example' }] })
  assert.deepEqual([fixed.status, fixed.body.faults, fixed.body.counts.error], [200, [], 41])
  await api.post(`/imports/${checked.id}/run`, {})
  const ran = await settled(api, checked.id)
  assert.deepEqual(ran.counts, counts(21, 0, 0, 0, 41))
  assert.equal((await one('fixed@rule')).first_name, 'P1')
})

test('owner, tags, source and consent come from the rules where the file says nothing', async () => {
  const agent = await person('agent')
  const file = 'Prénom;Nom;E-mail;Tags\nGiven;Rules;given@rule.example;old\n'
  await run(api, 'contact', file, {
    rules: {
      assigned_to: agent.id,
      tags: ['Salon 2026'],
      lead_source: 'event',
      consent: { channels: ['email'], basis: 'Signed at the fair' },
    },
  })
  const { assigned_to, tags, lead_source, consent } = await one('given@rule')
  assert.deepEqual([assigned_to, tags, lead_source], [agent.id, ['old', 'Salon 2026'], 'event'])
  assert.deepEqual([consent.email.state, consent.email.source], ['granted', 'Signed at the fair'])
})

test('an agent imports for themselves, and changes what is theirs alone', async () => {
  const agent = await person('agent')
  const file = 'Prénom;Nom;E-mail;Commercial\nOf;Agent;agent@rule.example;\nOf;Admin;admin@rule.example;'
  const mine = await run(agent.api, 'contact', file)
  assert.deepEqual(mine.counts, counts(2, 0, 0, 0, 0))
  assert.equal((await one('agent@rule')).assigned_to, agent.id)
  const given = await check(
    agent.api,
    'contact',
    `Prénom;Nom;E-mail;Commercial\nTo;Other;other2@rule.example;${(await admin.ctx()).actor.name}\nTo;Ghost;ghost@rule.example;nobody`,
  )
  const { items } = (await agent.api.get(`/imports/${given.id}/faults`)).body
  assert.deepEqual(
    items.map(({ row, code }: any) => [row, code]),
    [
      [2, 'permission_denied'],
      [3, 'unknown_member'],
    ],
  )
  assert.equal((await (await person('viewer')).api.get('/imports')).status, 403)
})

test('whose import it is sees it, and administrators; in another workspace it is not there', async () => {
  const agent = await person('agent')
  const { body } = await upload(agent.api, 'contact', 'Nom\nX\n')
  const other = await person('agent')
  const manager = await person('manager')
  const stranger = await newRihlaTenant().then((made) => made.person('admin'))
  for (const { api: asked } of [other, manager, stranger]) {
    for (const answer of [
      await asked.get(`/imports/${body.id}`),
      await asked.patch(`/imports/${body.id}`, { name: 'mine' }),
      await asked.post(`/imports/${body.id}/check`, {}),
      await asked.post(`/imports/${body.id}/run`, {}),
      await asked.post(`/imports/${body.id}/cancel`, {}),
      await asked.post(`/imports/${body.id}/undo`, {}),
      await asked.get(`/imports/${body.id}/faults`),
      await asked.get(`/imports/${body.id}/error-file`),
      await asked.patch(`/imports/${body.id}/rows/2`, { cells: [{ index: 0, value: 'y' }] }),
    ])
      assert.equal(answer.status, 404)
    assert.ok(!(await asked.get('/imports')).body.items.some(({ id }: any) => id === body.id))
  }
  assert.equal((await api.get(`/imports/${body.id}`)).status, 200)
  assert.ok((await agent.api.get('/imports')).body.items.some(({ id }: any) => id === body.id))
})

test('an undo takes back what nobody changed since, and tells the rest', async () => {
  const file = 'Prénom;Nom;E-mail;Ville\nU1;Undo;u1@rule.example;Fès\nU2;Undo;u2@rule.example;Fès\n'
  const first = await run(api, 'contact', file)
  const second = await run(api, 'contact', file.replaceAll('Fès', 'Safi'))
  await api.patch(`/contacts/${(await one('u2@rule')).id}`, { city: 'Oujda' })
  const undone = await undo(api, second.id)
  assert.deepEqual([undone.state, undone.undone!.done], ['undone', 1])
  assert.deepEqual(
    undone.undone!.refused.map(({ code, fields }) => [code, fields]),
    [['undo_conflict', ['city']]],
  )
  assert.deepEqual([(await one('u1@rule')).city, (await one('u2@rule')).city], ['Fès', 'Oujda'])
  await undo(api, first.id)
  assert.equal(await one('u1@rule'), undefined)
  assert.equal((await one('u2@rule')).city, 'Oujda')
  assert.deepEqual((await api.post(`/imports/${first.id}/undo`, {})).body.code, 'import.not_run')
})

test('an import that has ended or is at work is not begun again', async () => {
  const { body } = await upload(api, 'contact', 'Prénom;Nom;E-mail\nA;Cancel;cancel@rule.example\n')
  assert.equal((await api.post(`/imports/${body.id}/run`, {})).body.code, 'import.unchecked')
  assert.equal((await api.post(`/imports/${body.id}/cancel`, {})).body.state, 'cancelled')
  for (const step of ['check', 'run', 'cancel'])
    assert.equal((await api.post(`/imports/${body.id}/${step}`, {})).body.code, 'import.ended', step)
  assert.equal((await api.patch(`/imports/${body.id}`, { name: 'x' })).body.code, 'import.ended')
  const bare = await upload(api, 'contact', 'x1,y2\nfoo,bar\n')
  assert.equal((await api.post(`/imports/${bare.body.id}/check`, {})).body.code, 'import.unmapped')
  const wrong = await api.patch(`/imports/${bare.body.id}`, { columns: [{ index: 0, field: 'nonsense' }] })
  assert.deepEqual([wrong.status, wrong.body.errors[0].field], [400, 'columns[0].field'])
})

test('leads bring notes and scores, accounts their industry; fields of one’s own come along', async () => {
  const made = await api.post('/custom-fields', {
    record_type: 'lead',
    key: 'visa',
    label: 'Visa demandé',
    type: 'yes_no',
  })
  assert.equal(made.status, 201, JSON.stringify(made.body))
  const file =
    'Nom complet;E-mail;Notes;Provenance;custom.visa;Budget\nSalma Own;salma@own.example;Rappeler lundi;site web;oui;12 500,00 €\n'
  const ran = await run(api, 'lead', file)
  assert.deepEqual(
    ran.counts,
    counts(1, 0, 0, 0, 0),
    JSON.stringify((await api.get(`/imports/${ran.id}/faults`)).body.items),
  )
  const { body: lead } = await api.get(`/leads/${(await api.get('/leads?search=salma')).body.items[0].id}`)
  assert.deepEqual(
    [
      lead.first_name,
      lead.last_name,
      lead.lead_source,
      lead.custom,
      lead.estimated_value,
      lead.currency,
      lead.lead_score,
    ],
    ['Salma', 'Own', 'website', { visa: true }, 12500, 'EUR', 75],
  )
  assert.deepEqual(
    lead.notes.map(({ content }: any) => content),
    ['Rappeler lundi'],
  )
  assert.deepEqual((await run(api, 'lead', file)).counts, counts(0, 0, 1, 0, 0))
  const accounts = await run(api, 'account', 'Raison sociale;Type;Secteur;Ville\nAtlas Own;Entreprise;Tourisme;Rabat\n')
  assert.deepEqual(
    accounts.counts,
    counts(1, 0, 0, 0, 0),
    JSON.stringify((await api.get(`/imports/${accounts.id}/faults`)).body.items),
  )
})
