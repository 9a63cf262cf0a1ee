import assert from 'node:assert/strict'
import { test } from 'node:test'
import { type Answer, testTenant } from '#test/tenant.ts'

const { api } = await testTenant()

const A_FILE = { 'content-type': 'application/octet-stream' }
const ok = ({ status, body }: Answer, expected: number) => {
  assert.equal(status, expected, JSON.stringify(body))
  return body
}
const contact = async (fields: object = {}): Promise<string> =>
  ok(await api.post('/contacts?allow_duplicate=true', { first_name: 'Salma', last_name: 'Tazi', ...fields }), 201).id
const read = async (path: string) => ok(await api.get(path), 200)
const hanging = async (id: string) => {
  const [notes, documents, files] = await Promise.all([
    read(`/contacts/${id}/timeline?type=notes`),
    read(`/contacts/${id}/travel-documents`),
    read(`/contacts/${id}/files`),
  ])
  return { notes: notes.items.length, documents: documents.items.length, files: files.items.length }
}

test('what went into another record takes no note and no file, and says where it went', async () => {
  const keep = await contact()
  const gone = await contact()
  ok(await api.post('/contacts/merge', { keep, merge: [gone] }), 200)
  for (const answer of [
    await api.post(`/contacts/${gone}/notes`, { content: 'Called back.' }),
    await api.post(`/contacts/${gone}/files?name=visa.txt`, 'a visa', A_FILE),
  ]) {
    const { code, merged_into_id } = ok(answer, 409)
    assert.deepEqual([code, merged_into_id], ['archived', keep])
  }
  // What is only archived is still spoken of.
  const old = await contact()
  ok(await api.delete(`/contacts/${old}`), 204)
  ok(await api.post(`/contacts/${old}/notes`, { content: 'Moved away.' }), 201)
})

test('whatever is written beside a merge is on the record that stays, or was refused', async () => {
  for (let round = 0; round < 5; round += 1) {
    const keep = await contact()
    const gone = await contact({ title: 'Guide' })
    const [merged, ...beside] = await Promise.all([
      api.post('/contacts/merge', { keep, merge: [gone] }),
      api.post(`/contacts/${gone}/notes`, { content: 'Called back.' }),
      api.post(`/contacts/${gone}/files?name=visa.txt`, 'a visa', A_FILE),
      api.post(`/contacts/${gone}/travel-documents`, { number: 'AB123456' }),
      api.patch(`/contacts/${gone}`, { department: 'Sales' }),
      api.patch(`/contacts/${keep}`, { city: 'Fès' }),
    ])
    ok(merged, 200)
    for (const { status, body } of beside) assert.ok([200, 201, 409].includes(status), JSON.stringify(body))
    const [note, file, document] = beside.map(({ status }) => Number(status === 201))
    assert.deepEqual(await hanging(gone), { notes: 0, documents: 0, files: 0 })
    assert.deepEqual(await hanging(keep), { notes: note, documents: document, files: file })
    const [stays, went] = await Promise.all([read(`/contacts/${keep}`), read(`/contacts/${gone}`)])
    assert.deepEqual([stays.city, stays.title, went.merged_into_id], ['Fès', 'Guide', keep])
    if (beside[3]!.status === 200) assert.equal(stays.department, 'Sales')
  }
})

test('a merge that was built upon is not taken back, and what was written stays', async () => {
  const keep = await contact()
  const gone = await contact({ department: 'Sales' })
  const merged = await api.post('/contacts/merge', { keep, merge: [gone] })
  const operation = String(merged.headers['x-operation-id'])
  const [undone, changed] = await Promise.all([
    api.post(`/events/${operation}/undo`, {}),
    api.patch(`/contacts/${keep}`, { department: 'Board' }),
  ])
  ok(changed, 200)
  const [stays, went] = await Promise.all([read(`/contacts/${keep}`), read(`/contacts/${gone}`)])
  assert.equal(stays.department, 'Board')
  if (undone.status === 200) assert.equal(went.archived_at, null)
  else assert.deepEqual([undone.status, undone.body.code, went.merged_into_id], [409, 'undo_conflict', keep])
})
