import { createReadStream } from 'node:fs'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import { rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Socket } from 'node:net'
import tls from 'node:tls'
import { AwsV4Signer } from 'aws4fetch'
import type { S3Config } from './config.ts'
import type { FileStore, Incoming, Key } from './fileStore.ts'
import { connectOut } from './outbound.ts'

/** Milliseconds without a byte after which the store is given up. */
const PATIENCE = 30_000
const EMPTY = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'

interface Asked {
  method: 'PUT' | 'GET' | 'DELETE'
  key: Key
  incoming?: Incoming
}

/** A bucket of S3 or of what speaks like it (MinIO, R2, Ceph …). Objects are `<tenant>/<id>`, addressed by path. */
export function s3Store(config: S3Config): FileStore {
  const { bucket, endpoint } = config
  const addressOf = ({ tenant_id, id }: Key) => `${endpoint}/${bucket}/${tenant_id}/${id}`

  async function ask({ method, key, incoming }: Asked): Promise<IncomingMessage> {
    const address = addressOf(key)
    const { headers } = await new AwsV4Signer({
      method,
      url: address,
      service: 's3',
      region: config.region,
      accessKeyId: config.access_key_id,
      secretAccessKey: config.secret_access_key,
      // What was announced is what is stored: the service refuses content that differs.
      headers: { 'x-amz-content-sha256': incoming?.sha256 ?? EMPTY },
    }).sign()
    return exchange(new URL(address), method, Object.fromEntries(headers), incoming)
  }

  return {
    async put(key, incoming) {
      const answer = await ask({ method: 'PUT', key, incoming })
      await drained(answer)
      if (answer.statusCode !== 200) throw refused('PUT', answer)
      await rm(incoming.path, { force: true })
    },
    async get(key) {
      const answer = await ask({ method: 'GET', key })
      if (answer.statusCode === 200) return answer
      await drained(answer)
      if (answer.statusCode === 404) return undefined
      throw refused('GET', answer)
    },
    async remove(key) {
      const answer = await ask({ method: 'DELETE', key })
      await drained(answer)
      if (answer.statusCode !== 204 && answer.statusCode !== 200 && answer.statusCode !== 404)
        throw refused('DELETE', answer)
    },
  }
}

const refused = (method: string, { statusCode }: IncomingMessage) =>
  new Error(`The file store answered ${statusCode} to ${method}.`)

const drained = (answer: IncomingMessage) =>
  new Promise<void>((done) => {
    answer.once('close', done)
    answer.resume()
  })

/** One request over a connection of its own; what follows the answer's head is its body. */
async function exchange(url: URL, method: string, headers: Record<string, string>, incoming?: Incoming) {
  const socket = await connected(url)
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>()
  const length = incoming && { 'content-length': String(incoming.size) }
  const request = (url.protocol === 'https:' ? https : http).request(url, {
    method,
    headers: { ...headers, ...length, connection: 'close' },
    agent: false,
    createConnection: () => socket,
    timeout: PATIENCE,
  })
  request.once('timeout', () => request.destroy(new Error('The file store did not answer in time.')))
  request.once('error', (error) => {
    socket.destroy()
    reject(error)
  })
  request.once('response', (answer) => {
    answer.once('close', () => socket.destroy())
    resolve(answer)
  })
  if (incoming) pipeline(createReadStream(incoming.path), request).catch(reject)
  else request.end()
  return promise
}

async function connected(url: URL): Promise<Socket> {
  const secure = url.protocol === 'https:'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const socket = await connectOut({ host, port: Number(url.port) || (secure ? 443 : 80), named_by: 'operator' })
  if (!secure) return socket
  const { promise, resolve, reject } = Promise.withResolvers<Socket>()
  const encrypted = tls.connect({ socket, servername: host, ALPNProtocols: ['http/1.1'] }, () => resolve(encrypted))
  encrypted.once('error', reject)
  return promise
}
