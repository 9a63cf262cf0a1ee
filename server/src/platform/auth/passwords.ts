import { argon2, randomBytes, timingSafeEqual } from 'node:crypto'
import { availableParallelism } from 'node:os'
import { promisify } from 'node:util'
import { Gate } from '../gate.ts'

const derive = promisify(argon2)

/** OWASP's second choice for Argon2id: 19 MiB, two passes, one lane (about 40 ms). */
const COST = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 }
const PHC = /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([\w+/-]{11,88})\$([\w+/-]{22,88})$/

/** Hashing happens in libuv's pool, which files and DNS share: unbounded, a flood of sign-ins would stop those too. */
const gate = new Gate(Math.min(3, Math.max(1, availableParallelism() - 1)), 40)

const base64 = (bytes: Buffer) => bytes.toString('base64').replaceAll('=', '')

/** Argon2id in the usual text form, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16)
  const hash = await gate.run(() => derive('argon2id', { message: password, nonce, ...COST }))
  const { memory, passes, parallelism } = COST
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(nonce)}$${base64(hash)}`
}

/** Whether `password` made `hash`. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const parts = PHC.exec(hash)
  if (!parts) return false
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number) as [number, number, number]
  const nonce = Buffer.from(parts[4]!, 'base64')
  const expected = Buffer.from(parts[5]!, 'base64')
  const tagLength = expected.length
  const actual = await gate.run(() =>
    derive('argon2id', { message: password, nonce, memory, passes, parallelism, tagLength }),
  )
  return timingSafeEqual(actual, expected)
}
