import type { Readable } from 'node:stream'
import { Busboy, type BusboyHeaders } from '@fastify/busboy'
import { invalid, Problem } from './errors.ts'
import type { Http } from './routes.ts'

/** A file that comes in. */
export interface Upload {
  /** As the form has it; undefined where the body is the file. */
  name: string | undefined
  type: string
  /** Its bytes, while they come; throws 413 past the limit of the operation. */
  bytes: AsyncIterable<Buffer>
}

/** The file of a request: the body itself, or the first file of a multipart form. Nothing of it is held in memory. */
export async function readUpload({ request }: Http): Promise<Upload> {
  const most = request.routeOptions.config.operation!.upload!
  const body = request.body as Readable | undefined
  const type = request.headers['content-type'] ?? ''
  if (Number(request.headers['content-length'] ?? 0) > most + FORM) throw tooLarge(most)
  if (!body || typeof body.pipe !== 'function') throw invalid('file', 'required')
  if (!/^multipart\/form-data/i.test(type)) return { name: undefined, type, bytes: limited(body, most) }
  return fileOf(body, type, most)
}

/** Bytes that a form may have besides its file. */
const FORM = 65_536

const tooLarge = (most: number) =>
  new Problem(413, 'file_too_large', { params: { most: Math.floor(most / 1_048_576) } })

async function* limited(bytes: AsyncIterable<Buffer>, most: number): AsyncGenerator<Buffer> {
  let size = 0
  for await (const chunk of bytes) {
    size += chunk.length
    if (size > most) throw tooLarge(most)
    yield chunk
  }
}

function fileOf(body: Readable, type: string, most: number): Promise<Upload> {
  const { promise, resolve, reject } = Promise.withResolvers<Upload>()
  let found = false
  try {
    const form = new Busboy({
      headers: { 'content-type': type } as BusboyHeaders,
      limits: { files: 1, fields: 20, fieldSize: 1000, fileSize: most + 1 },
    })
    form.on('file', (_, file, name, __, kind) => {
      found = true
      // A client that goes away in the middle of its file ends it too.
      body.once('close', () => body.readableEnded || file.destroy(new Problem(400, 'bad_request')))
      resolve({ name, type: kind, bytes: limited(file, most) })
    })
    form.on('finish', () => found || reject(invalid('file', 'required')))
    form.on('error', () => reject(new Problem(400, 'bad_request')))
    body.on('error', () => reject(new Problem(400, 'bad_request')))
    body.pipe(form)
  } catch {
    reject(new Problem(400, 'bad_request'))
  }
  return promise
}
