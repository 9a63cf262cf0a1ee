// No real S3 is at hand: a small server speaks it as far as files need, and recomputes every signature by the published
// rules of AWS Signature Version 4, not with the library that makes them.
import assert from 'node:assert/strict'
import { createHash, createHmac, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { testTenant } from '#test/tenant.ts'

const access_key_id = 'KEYOFRIHLA'
const secret_access_key = 'secret/of+rihla'
const region = 'eu-west-3'
const bucket = 'rihla-files'

const objects = new Map<string, Buffer>()
let away = false

const sha256 = (bytes: string | Buffer) => createHash('sha256').update(bytes).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

/** Whether the request is signed with our secret, over what it says. */
function isSigned({ method, url, headers }: IncomingMessage): boolean {
  const [, day, names, given] =
    /^AWS4-HMAC-SHA256 Credential=KEYOFRIHLA\/(\d{8})\/eu-west-3\/s3\/aws4_request, ?SignedHeaders=([\w;-]+), ?Signature=([0-9a-f]{64})$/.exec(
      headers.authorization ?? '',
    ) ?? []
  if (!day) return false
  const { pathname, search } = new URL(url!, 'http://x')
  const signed = names!.split(';')
  if (!['host', 'x-amz-content-sha256', 'x-amz-date'].every((name) => signed.includes(name))) return false
  const canonical = [
    method,
    pathname,
    search.slice(1),
    ...signed.map((name) => `${name}:${String(headers[name]).trim()}`),
    '',
    names,
    headers['x-amz-content-sha256'],
  ].join('\n')
  const scope = `${day}/${region}/s3/aws4_request`
  const text = ['AWS4-HMAC-SHA256', headers['x-amz-date'], scope, sha256(canonical)].join('\n')
  const key = [region, 's3', 'aws4_request'].reduce<Buffer>(hmac, hmac(`AWS4${secret_access_key}`, day))
  return hmac(key, text).toString('hex') === given
}

const bucketServer = createServer(async (request, response) => {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  const say = (status: number, content?: Buffer) => response.writeHead(status).end(content)
  if (away) return say(503)
  if (!isSigned(request) || sha256(body) !== request.headers['x-amz-content-sha256']) return say(403)
  const key = request.url!
  if (request.method === 'PUT') {
    if (Number(request.headers['content-length']) !== body.length) return say(411)
    objects.set(key, body)
    return say(200)
  }
  if (request.method === 'DELETE') return say(objects.delete(key) ? 204 : 404)
  const found = objects.get(key)
  return found ? say(200, found) : say(404)
})
await new Promise<void>((done) => bucketServer.listen(0, '127.0.0.1', done))
const endpoint = `http://127.0.0.1:${(bucketServer.address() as AddressInfo).port}`
const data_dir = await mkdtemp(join(tmpdir(), 'rihla-s3-'))
after(async () => {
  bucketServer.close()
  await rm(data_dir, { recursive: true, force: true })
})

const s3 = { endpoint, bucket, region, access_key_id, secret_access_key }
const { tenant, admin, api, rihla } = await testTenant({ settings: { data_dir, files: { most: 1_048_576, s3 } } })
const { id } = (await api.post('/leads', { last_name: 'Filed' })).body

async function upload(payload: Buffer, name = 'a.bin') {
  const { statusCode, body } = await rihla.app.inject({
    method: 'POST',
    url: `/api/v1/tenants/${tenant.id}/leads/${id}/files?name=${name}`,
    payload,
    headers: { authorization: `Bearer ${admin.token}`, 'content-type': 'application/octet-stream' },
  })
  return { status: statusCode, body: JSON.parse(body) }
}
const incoming = () => readdir(join(data_dir, 'files', 'incoming'))

test('content goes to the bucket signed, under ids of ours, and comes back from it', async () => {
  const bytes = randomBytes(200_000)
  const { status, body } = await upload(bytes, '..%2F..%2Fetc')
  assert.equal(status, 201, JSON.stringify(body))
  assert.deepEqual([...objects.keys()], [`/${bucket}/${tenant.id}/${body.id}`])
  assert.deepEqual(await incoming(), [])
  const content = await rihla.app.inject({
    url: `/api/v1/tenants/${tenant.id}/files/${body.id}/content`,
    headers: { authorization: `Bearer ${admin.token}` },
  })
  assert.deepEqual(content.rawPayload, bytes)
  assert.equal((await api.delete(`/files/${body.id}?hard=true`)).status, 204)
  for (let i = 0; i < 100 && objects.size; i += 1) await new Promise((resolve) => setTimeout(resolve, 20))
  assert.equal(objects.size, 0)
})

test('while the bucket is away only files are, and nothing is left behind', async () => {
  const { body: kept } = await upload(Buffer.from('before'))
  away = true
  const refused = await upload(Buffer.from('during'))
  assert.deepEqual([refused.status, refused.body.code], [503, 'files_unavailable'])
  assert.equal((await api.get(`/files/${kept.id}/content`)).status, 503)
  assert.equal((await api.post('/leads', { last_name: 'Still' })).status, 201)
  assert.deepEqual(await incoming(), [])
  away = false
  assert.equal((await api.get(`/files/${kept.id}/content`)).body, 'before')
  objects.clear()
  assert.equal((await api.get(`/files/${kept.id}/content`)).status, 404)
})
