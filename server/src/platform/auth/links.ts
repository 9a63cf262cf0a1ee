import { createHash, randomBytes } from 'node:crypto'
import type { Config } from '../config.ts'
import type { Keys } from './keys.ts'

const hashOf = (token: string) => createHash('sha256').update(token).digest('base64url')
/** A tenant's id in 22 characters, then 32 bytes that nobody guesses. */
const TOKEN = /^([\w-]{22})[\w-]{43}$/

/**
 * Links that let in who holds them. They lead to the configured address, never to what a request calls us
 * (`security.md` T13), and only hashes of their tokens are stored.
 */
export function createLinks(keys: Keys, { public_url, host, port }: Pick<Config, 'public_url' | 'host' | 'port'>) {
  const base = public_url ?? `http://${/^(0\.0\.0\.0|::)$/.test(host) ? 'localhost' : host}:${port}`

  return {
    /**
     * The link of an invitation. Its token follows from the secret, so it can be shown or mailed again; the next
     * `turn` has another one.
     */
    invitation(tenant_id: string, id: string, turn: number) {
      const tenant = Buffer.from(tenant_id.replaceAll('-', ''), 'hex').toString('base64url')
      const token = tenant + keys.linkTokenOf(`invitation ${tenant_id} ${id} ${turn}`)
      return { link: `${base}/join/${token}`, hash: hashOf(token) }
    },

    /** Which tenant a token names and what stands for it there; undefined for what is no token. */
    readInvitation(token: string): { tenant_id: string; hash: string } | undefined {
      const name = TOKEN.exec(token)?.[1]
      if (!name) return undefined
      const hex = Buffer.from(name, 'base64url').toString('hex')
      return { tenant_id: hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5'), hash: hashOf(token) }
    },

    newResetToken: () => randomBytes(32).toString('base64url'),
    reset: (token: string) => `${base}/reset/${token}`,
  }
}

export type Links = ReturnType<typeof createLinks>
