import assert from 'node:assert/strict'
import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { sql } from 'kysely'
import { type Ctx, transaction } from '#platform/context.ts'
import { testRihla } from '#test/tenant.ts'
import { sweepFiles } from './service.ts'

const data_dir = await mkdtemp(join(tmpdir(), 'rihla-files-'))
const most = 1_048_576
const { rihla, tenant } = await testRihla({ settings: { data_dir, files: { most } } })
const home = await tenant()
const other = await tenant()
const admin = await home.person('admin')
const agent = await home.person('agent')
const second = await home.person('agent')
const viewer = await home.person('viewer')
const stranger = await other.person('admin')
const address = await rihla.app.listen({ port: 0, host: '127.0.0.1' })
after(() => rm(data_dir, { recursive: true, force: true }))

type Who = { token: string }
type Content = NonNullable<RequestInit['body']>
const call = (who: Who, path: string, init: RequestInit = {}, at = home) =>
  fetch(`${address}/api/v1/tenants/${at.tenant.id}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${who.token}`, ...(init.headers as Record<string, string>) },
  })
async function upload(who: Who, on: string, body: Content, name = 'file.bin', type = 'application/octet-stream') {
  const answer = await call(who, `${on}/files?name=${encodeURIComponent(name)}`, {
    method: 'POST',
    body,
    headers: { 'content-type': type },
  })
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as any }
}
const lead = async (values: object = {}) => (await admin.api.post('/leads', { last_name: 'Filed', ...values })).body.id
const kept = async () =>
  (await readdir(data_dir, { recursive: true, withFileTypes: true })).filter((entry) => entry.isFile()).length

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)
const PDF = Buffer.from('%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF')

test('a file is kept as it came, listed on its record, and only ever downloaded', async () => {
  const id = await lead()
  const bytes = randomBytes(300_000)
  const { status, body, headers } = await upload(admin, `/leads/${id}`, bytes, 'Programme été.bin')
  assert.equal(status, 201, JSON.stringify(body))
  assert.ok(headers.get('x-operation-id'))
  const { name, size, sha256, lead_id, content_type } = body
  assert.deepEqual(
    { name, size, sha256, lead_id, content_type },
    {
      name: 'Programme été.bin',
      size: 300_000,
      sha256: createHash('sha256').update(bytes).digest('hex'),
      lead_id: id,
      content_type: 'application/octet-stream',
    },
  )
  const list = (await admin.api.get(`/leads/${id}/files`)).body.items
  assert.deepEqual(
    list.map((file: { id: string }) => file.id),
    [body.id],
  )
  const content = await call(admin, `/files/${body.id}/content`)
  assert.deepEqual(Buffer.from(await content.arrayBuffer()), bytes)
  assert.equal(
    content.headers.get('content-disposition'),
    `attachment; filename="Programme _t_.bin"; filename*=UTF-8''Programme%20%C3%A9t%C3%A9.bin`,
  )
  assert.equal(content.headers.get('x-content-type-options'), 'nosniff')
  assert.match(content.headers.get('content-security-policy')!, /default-src 'none'.*sandbox/)
  assert.equal(content.headers.get('content-length'), '300000')
})

test('the first file of a form is taken as well, and a file of JSON is a file', async () => {
  const id = await lead()
  const form = new FormData()
  form.append('note', 'x')
  form.append('file', new Blob([PDF]), 'ticket.pdf')
  const answer = await call(admin, `/leads/${id}/files`, { method: 'POST', body: form })
  const made = (await answer.json()) as any
  assert.deepEqual([answer.status, made.name, made.content_type], [201, 'ticket.pdf', 'application/pdf'])
  const json = await upload(admin, `/leads/${id}`, '{"a": 1}', 'a.json', 'application/json')
  assert.deepEqual([json.status, json.body.size, json.body.content_type], [201, 8, 'text/plain'])
  const none = await call(admin, `/leads/${id}/files`, { method: 'POST' })
  assert.equal(none.status, 400)
  assert.equal((await upload(admin, `/leads/${id}`, '')).status, 400)
})

test('the bytes say what a file is, never its name or what was claimed', async () => {
  const id = await lead()
  const sent: [string, Buffer | string, string, string][] = [
    ['photo.txt', PNG, 'text/html', 'image/png'],
    ['page.png', '<html><script>alert(1)</script></html>', 'image/png', 'application/octet-stream'],
    [
      'drawing.png',
      '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
      'image/png',
      'application/octet-stream',
    ],
    ['feed.txt', '<?xml version="1.0"?><a/>', 'text/plain', 'application/octet-stream'],
    ['notes.txt', 'Départ à 8 h', 'text/html', 'text/plain'],
    ['run.pdf', Buffer.from('MZ\x90\0\x03\0\0\0'), 'application/pdf', 'application/octet-stream'],
    ['half.txt', Buffer.from([0xc3, 0x28, 0x01, 0x61]), 'text/plain', 'application/octet-stream'],
  ]
  for (const [name, bytes, claimed, type] of sent) {
    const { body } = await upload(admin, `/leads/${id}`, bytes as Content, name, claimed)
    assert.equal(body.content_type, type, name)
    const content = await call(admin, `/files/${body.id}/content`)
    assert.match(content.headers.get('content-disposition')!, /^attachment;/)
    assert.ok(content.headers.get('content-type')!.startsWith(type), name)
    await content.arrayBuffer()
  }
})

test('a name is only a name: no path, no sign that hides what it is', async () => {
  const id = await lead()
  for (const [asked, name] of [
    ['../../../etc/passwd', 'passwd'],
    ['C:\\Windows\\system.ini', 'system.ini'],
    ['photo\u202Egnp.exe', 'photognp.exe'],
    ['a\u0000b\r\nX-Evil: 1.txt', 'abX-Evil: 1.txt'],
    ['..', '..'],
    ['/', 'file'],
    [`"; filename=x.html; ".txt`, `"; filename=x.html; ".txt`],
    ['رحلة.pdf', 'رحلة.pdf'],
  ] as const) {
    const { status, body } = await upload(admin, `/leads/${id}`, PNG, asked.replace('\0', ''))
    assert.deepEqual([status, body.name], [201, name.replace('\0', '')], asked)
    const content = await call(admin, `/files/${body.id}/content`)
    assert.equal(content.headers.get('x-evil'), null)
    assert.ok((content.headers.get('content-disposition')!.match(/"/g) ?? []).length === 2)
    await content.arrayBuffer()
  }
  const { body } = await upload(admin, `/leads/${id}`, PNG, 'a.png')
  assert.equal((await admin.api.patch(`/files/${body.id}`, { name: '../b\u202E.png' })).body.name, 'b.png')
  assert.equal((await admin.api.patch(`/files/${body.id}`, { sha256: 'x' })).status, 400)
})

test('what is too large is refused while it comes, and leaves nothing', async () => {
  const id = await lead()
  const before = await kept()
  const whole = await upload(admin, `/leads/${id}`, Buffer.alloc(most + 1))
  assert.deepEqual([whole.status, whole.body.code], [413, 'file_too_large'])
  const endless = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(65_536)),
  })
  const streamed = await call(admin, `/leads/${id}/files`, {
    method: 'POST',
    body: endless,
    duplex: 'half',
    headers: { 'content-type': 'application/octet-stream' },
  } as RequestInit).then(
    ({ status }) => status,
    () => 413,
  )
  assert.equal(streamed, 413)
  assert.equal(await kept(), before)
  assert.deepEqual((await admin.api.get(`/leads/${id}/files`)).body.items, [])
  assert.equal((await upload(admin, `/leads/${id}`, Buffer.alloc(most))).status, 201)
})

test('who goes away in the middle leaves nothing', async () => {
  const id = await lead()
  const before = await kept()
  const leaving = new AbortController()
  const body = new ReadableStream({
    async pull(controller) {
      if (leaving.signal.aborted) return controller.close()
      controller.enqueue(new Uint8Array(1000))
      await new Promise((resolve) => setTimeout(resolve, 20))
    },
  })
  const sending = call(admin, `/leads/${id}/files`, {
    method: 'POST',
    body,
    duplex: 'half',
    signal: leaving.signal,
    headers: { 'content-type': 'application/octet-stream' },
  } as RequestInit)
  setTimeout(() => leaving.abort(), 150)
  await assert.rejects(sending)
  for (let i = 0; i < 100 && (await kept()) !== before; i += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await kept(), before)
})

test('a file is readable where its record is; it follows the record', async () => {
  const id = await lead({ assigned_to: agent.id })
  const { body: file } = await upload(agent, `/leads/${id}`, PNG, 'a.png')
  const readers = async () => {
    const seen = []
    for (const who of [admin, agent, second, viewer]) seen.push((await call(who, `/files/${file.id}/content`)).status)
    return seen
  }
  assert.deepEqual(await readers(), [200, 200, 404, 200])
  assert.equal((await second.api.get(`/leads/${id}/files`)).status, 404)
  assert.equal((await upload(second, `/leads/${id}`, PNG)).status, 404)
  assert.equal((await upload(viewer, `/leads/${id}`, PNG)).status, 403)
  assert.equal((await viewer.api.delete(`/files/${file.id}`)).status, 403)
  assert.equal((await second.api.delete(`/files/${file.id}`)).status, 404)
  await admin.api.patch(`/leads/${id}`, { assigned_to: second.id })
  assert.deepEqual(await readers(), [200, 404, 200, 200])
})

test('files of another tenant do not exist', async () => {
  const id = await lead()
  const { body: file } = await upload(admin, `/leads/${id}`, PNG, 'a.png')
  for (const path of [`/files/${file.id}`, `/files/${file.id}/content`, `/leads/${id}/files`])
    assert.equal((await call(stranger, path, {}, other)).status, 404, path)
  assert.equal((await call(stranger, `/files/${file.id}/content`)).status, 403)
  assert.equal((await call(stranger, `/files/${file.id}`, { method: 'DELETE' }, other)).status, 404)
  const theirs = await call(stranger, `/leads/${id}/files`, { method: 'POST', body: PNG as Content }, other)
  assert.equal(theirs.status, 404)
})

test('deleting and adding are told on the record and can be taken back; the content goes when it is purged', async () => {
  const id = await lead()
  const made = await upload(admin, `/leads/${id}`, PNG, 'plan.png')
  const deleted = await admin.api.delete(`/files/${made.body.id}`)
  assert.equal(deleted.status, 204)
  assert.deepEqual((await admin.api.get(`/leads/${id}/files`)).body.items, [])
  const types = async () =>
    (await admin.api.get(`/leads/${id}/timeline`)).body.items.map(({ type }: { type: string }) => type)
  assert.deepEqual(await types(), ['file.archived', 'file.created', 'lead.created'])
  await admin.api.post(`/events/${String(deleted.headers['x-operation-id'])}/undo`, {})
  assert.equal((await call(admin, `/files/${made.body.id}/content`)).status, 200)
  const before = await kept()
  assert.equal((await agent.api.delete(`/files/${made.body.id}?hard=true`)).status, 403)
  assert.equal((await admin.api.delete(`/files/${made.body.id}?hard=true`)).status, 204)
  for (let i = 0; i < 100 && (await kept()) === before; i += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await kept(), before - 1)
  assert.equal((await call(admin, `/files/${made.body.id}/content`)).status, 404)
})

test('a lead that is converted takes its files along; one that is purged takes its own with it', async () => {
  const id = await lead({ company_name: 'Atlas' })
  const { body: file } = await upload(admin, `/leads/${id}`, PNG, 'a.png')
  const { body } = await admin.api.post(`/leads/${id}/convert`, {})
  for (const path of [
    `/accounts/${body.account.id}`,
    `/contacts/${body.contact.id}`,
    `/opportunities/${body.opportunity.id}`,
  ])
    assert.equal((await admin.api.get(`${path}/files`)).body.items[0]?.id, file.id, path)
  assert.equal((await admin.api.delete(`/opportunities/${body.opportunity.id}?hard=true`)).status, 204)
  assert.equal((await admin.api.get(`/files/${file.id}`)).body.opportunity_id, null)

  const alone = await lead()
  const { body: own } = await upload(admin, `/leads/${alone}`, PNG, 'b.png')
  const before = await kept()
  assert.equal((await admin.api.delete(`/leads/${alone}?hard=true`)).status, 204)
  assert.equal((await admin.api.get(`/files/${own.id}`)).status, 404)
  for (let i = 0; i < 100 && (await kept()) === before; i += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(await kept(), before - 1)
})

test('a record takes so many files, also when they come at once', async () => {
  const id = await lead()
  await transaction(await admin.ctx(), async ({ db }: Ctx) => {
    await sql`insert into files (id, created_at, updated_at, version, name, content_type, size, sha256, lead_id)
      select gen_random_uuid(), now(), now(), 1, 'x', 'text/plain', 1, '', ${id} from generate_series(1, 97)`.execute(
      db,
    )
  })
  const answers = await Promise.all(Array.from({ length: 8 }, () => upload(admin, `/leads/${id}`, PNG)))
  assert.deepEqual(
    answers.map(({ status }) => status).toSorted((a, b) => a - b),
    [201, 201, 201, 422, 422, 422, 422, 422],
  )
})

test('what a killed process left is swept: content without a file, and what was still coming in', async () => {
  const ctx = await admin.ctx()
  const id = '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e'
  const incoming = join(data_dir, 'files', 'incoming', id)
  await writeFile(incoming, 'half')
  await utimes(incoming, new Date(0), new Date(0))
  const place = await ctx.platform.files.incoming()
  assert.equal((await readdir(join(data_dir, 'files', 'incoming'))).length, 0)
  await writeFile(place, 'whole')
  const key = { tenant_id: ctx.tenant.id, id }
  await ctx.platform.files.store.put(key, { path: place, size: 5, sha256: '' })
  await transaction(ctx, async ({ db }) => {
    await sql`insert into file_leftovers (id, due_at) values (${id}, ${new Date(Date.now() - 1000)})`.execute(db)
  })
  await sweepFiles({ ...ctx, now: new Date() })
  assert.equal(await ctx.platform.files.store.get(key), undefined)
})
