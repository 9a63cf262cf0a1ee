import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto'
import { LRUCache } from 'lru-cache'
import type { Ctx } from './context.ts'
import { Problem } from './errors.ts'

/** Where a sealed text stands: moved to another row, column or tenant, it cannot be opened. */
interface Place {
  table: string
  column: string
  id: string
}

/** Version of key and form; stands before every sealed text, so that another may follow. */
const VERSION = 'v1'
const NONCE = 12
const TAG = 16

const keys = new LRUCache<string, Buffer>({ max: 1000 })

/** Each tenant has a key of its own, derived from the secret of the installation. */
function keyOf({ tenant }: Ctx, secret: string): Buffer {
  const name = `${tenant.id} ${secret}`
  let key = keys.get(name)
  if (!key) keys.set(name, (key = Buffer.from(hkdfSync('sha256', secret, tenant.id, `rihla seal ${VERSION}`, 32))))
  return key
}

const placeOf = ({ tenant }: Ctx, { table, column, id }: Place) =>
  Buffer.from([tenant.id, table, column, id, VERSION].join('|'))

/** Encrypts a text that only who gives a reason sees again: AES-256-GCM, another nonce each time. */
export function seal(ctx: Ctx, place: Place, text: string): string {
  const nonce = randomBytes(NONCE)
  const key = keyOf(ctx, ctx.platform.config.secret)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG }).setAAD(placeOf(ctx, place))
  const sealed = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()])
  return `${VERSION}.${sealed.toString('base64url')}`
}

/** Throws where it was sealed under another secret, in another place, or was changed since. */
function open(ctx: Ctx, place: Place, sealed: string, secret: string): string {
  const [version, text = ''] = sealed.split('.')
  if (version !== VERSION) throw new Error(`Sealed as ${version}.`)
  const bytes = Buffer.from(text, 'base64url')
  const nonce = bytes.subarray(0, NONCE)
  const decipher = createDecipheriv('aes-256-gcm', keyOf(ctx, secret), nonce, { authTagLength: TAG })
  decipher.setAAD(placeOf(ctx, place)).setAuthTag(bytes.subarray(-TAG))
  return Buffer.concat([decipher.update(bytes.subarray(NONCE, -TAG)), decipher.final()]).toString('utf8')
}

/** The text, and whether it was sealed under the present secret; undefined where none opens it. */
function openBy(ctx: Ctx, place: Place, sealed: string) {
  const { secret, old_secrets } = ctx.platform.config
  let cause: unknown
  for (const one of [secret, ...old_secrets])
    try {
      return { text: open(ctx, place, sealed, one), present: one === secret }
    } catch (error) {
      cause ??= error
    }
  return { cause }
}

/** The text of `seal`; 503 where it was sealed under no secret that is known, in another place, or was changed since. */
export function unseal(ctx: Ctx, place: Place, sealed: string): string {
  const { text, cause } = openBy(ctx, place, sealed)
  if (text === undefined) throw new Problem(503, 'sealed', { cause })
  return text
}

/** The same sealed under the present secret; undefined where it is already, null where no secret that is known opens it. */
export function sealAnew(ctx: Ctx, place: Place, sealed: string): string | null | undefined {
  const { text, present } = openBy(ctx, place, sealed)
  if (text === undefined) return null
  return present ? undefined : seal(ctx, place, text)
}

/** Tells the present secret and the former ones from others, and nothing else. */
export const sealedUnder = ({ platform: { config } }: Ctx): string =>
  createHash('sha256')
    .update(`rihla seal ${JSON.stringify([config.secret, ...config.old_secrets])}`)
    .digest('hex')
    .slice(0, 16)

/**
 * What may be shown of a sealed text: its last two to four characters, never more than half of it, and nothing of its
 * length.
 */
export function mask(text: string): string {
  const characters = Array.from(text.replace(/[^\p{L}\p{N}]/gu, ''))
  const most = characters.length >= 9 ? 4 : characters.length >= 6 ? 3 : 2
  const shown = Math.min(most, Math.floor(characters.length / 2))
  return `••••${characters.slice(characters.length - shown).join('')}`
}
