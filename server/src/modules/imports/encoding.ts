import type { Encoding } from '@rihla/contracts/importShapes.ts'

/** Bytes that are looked at to tell what they are. */
const SAMPLE = 262_144

/** Tells the encoding of a file while its bytes go by: by its mark, by what only UTF-8 allows, by which letters there are. */
export class EncodingSniffer {
  #head: Buffer[] = []
  #size = 0
  /** The first piece that is not UTF-8: what its letters are tells the code page. */
  #strange: Buffer | undefined
  #utf8: InstanceType<typeof TextDecoder> | undefined = new TextDecoder('utf-8', { fatal: true })

  take(bytes: Buffer) {
    if (this.#size < SAMPLE) this.#head.push(bytes)
    this.#size += bytes.length
    if (!this.#utf8) return
    try {
      this.#utf8.decode(bytes, { stream: true })
    } catch {
      this.#utf8 = undefined
      this.#strange = bytes
    }
  }

  get head(): Buffer {
    return Buffer.concat(this.#head)
  }

  get encoding(): Encoding {
    const { head } = this
    if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
    if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
    const wide = zeros(head)
    if (wide) return wide
    return this.#strange ? codePageOf(this.#strange) : 'utf-8'
  }
}

/** Latin text in UTF-16 has a zero in every second byte. */
function zeros(head: Buffer): Encoding | undefined {
  const some = head.subarray(0, 4096)
  const at = [0, 0]
  for (const [i, byte] of some.entries()) if (byte === 0) at[i % 2]! += 1
  const half = some.length / 2
  if (half < 2) return undefined
  if (at[1]! > half * 0.4 && at[0]! < half * 0.1) return 'utf-16le'
  if (at[0]! > half * 0.4 && at[1]! < half * 0.1) return 'utf-16be'
  return undefined
}

/** Arabic words are runs of high bytes; in French one stands alone between plain letters, and is the same in both pages. */
function codePageOf(bytes: Buffer): Encoding {
  let high = 0
  let besides = 0
  for (let i = 0; i < bytes.length; i += 1) {
    if (bytes[i]! < 0xc0) continue
    high += 1
    if ((bytes[i - 1] ?? 0) >= 0xc0 || (bytes[i + 1] ?? 0) >= 0xc0) besides += 1
  }
  return high > 3 && besides > high * 0.6 ? 'windows-1256' : 'windows-1252'
}

/** Text of the bytes, piece by piece; the mark at its beginning is left out. */
export async function* decoded(bytes: AsyncIterable<Uint8Array>, encoding: Encoding): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const piece of bytes) {
    const text = decoder.decode(piece, { stream: true })
    if (text) yield text
  }
  const rest = decoder.decode()
  if (rest) yield rest
}

export const headText = (head: Buffer, encoding: Encoding) =>
  new TextDecoder(encoding).decode(head.subarray(0, SAMPLE), { stream: true })
