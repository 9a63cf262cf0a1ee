import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import { fileTypeFromFile } from 'file-type'
import type { Files, Incoming } from '#platform/fileStore.ts'
import { invalid, Problem } from '#platform/errors.ts'

/** Content that came in, and what it is. */
export interface Received extends Incoming {
  content_type: string
}

/** Takes content in as it comes, beside the store, never wholly in memory. Throws 413 past the limit, and leaves nothing. */
export async function receive(files: Files, bytes: AsyncIterable<Buffer>): Promise<Received> {
  const path = await files.incoming()
  const hash = createHash('sha256')
  let size = 0
  async function* counted() {
    for await (const chunk of bytes) {
      size += chunk.length
      if (size > files.most) throw tooLarge(files.most)
      hash.update(chunk)
      yield chunk
    }
  }
  try {
    await pipeline(counted(), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    if (size === 0) throw invalid('file', 'required')
    return { path, size, sha256: hash.digest('hex'), content_type: await typeOf(path) }
  } catch (error) {
    await rm(path, { force: true })
    throw error instanceof Problem ? error : unavailable(error)
  }
}

const tooLarge = (most: number) =>
  new Problem(413, 'file_too_large', {
    params: { most: Math.floor(most / 1_048_576) },
    // What is still to come is not read.
    headers: { connection: 'close' },
  })

/** The store, or the disk before it, is away or full: files wait, everything else goes on. */
export const unavailable = (cause: unknown) =>
  new Problem(503, 'files_unavailable', { headers: { 'retry-after': '30' }, cause })

/** Types that nothing runs by itself. Whatever else it is, it is bytes. */
const INERT =
  /^(image\/(png|jpeg|gif|webp|avif|heic|heif|tiff|bmp)|audio\/|video\/|application\/(pdf|zip|gzip|rtf|x-cfb|vnd\.(openxmlformats-officedocument|oasis\.opendocument)\.[\w.-]+)$)/
export const BYTES = 'application/octet-stream'

/** What the content itself says it is, whatever it is called. */
async function typeOf(path: string): Promise<string> {
  // A content that breaks off in its own head is of no type that can be told.
  const found = await fileTypeFromFile(path).catch(() => undefined)
  if (found) return INERT.test(found.mime) ? found.mime : BYTES
  return (await isPlainText(path)) ? 'text/plain' : BYTES
}

/** Signs that control, and that texts have. */
const WRITTEN: ReadonlySet<string> = new Set(['\t', '\n', '\v', '\f', '\r', '\u0085'])

/** Text as its beginning shows it, and no markup that a browser would run. */
async function isPlainText(path: string): Promise<boolean> {
  const file = await open(path)
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4096), 0, 4096, 0)
    const text = new TextDecoder('utf-8').decode(buffer.subarray(0, bytesRead), { stream: true })
    const odd = [...text.matchAll(/\p{Cc}|\uFFFD/gu)].some(([sign]) => !WRITTEN.has(sign))
    return !odd && !/<[a-z!?]/i.test(text)
  } finally {
    await file.close()
  }
}

/** A name as people read it: no path, no sign that hides or turns what is written. */
export function cleanName(name: string): string {
  const last = name.toWellFormed().split(/[/\\]/).at(-1)!
  const shown = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/\s+/g, ' ')
    .trim()
  // Half of a pair at the cut is no sign at all.
  return (
    shown
      .slice(0, 255)
      .toWellFormed()
      .replace(/\uFFFD$/, '')
      .trim() || 'file'
  )
}

/** A download under its name, in whichever letters (RFC 6266). */
export function disposition(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\%]/g, '_')
  const whole = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  )
  return `attachment; filename="${plain}"; filename*=UTF-8''${whole}`
}
