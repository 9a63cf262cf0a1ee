import { createHash, createHmac, createPrivateKey, createPublicKey, hkdfSync, type KeyObject } from 'node:crypto'

// RFC 8410: what stands before the 32 bytes of an Ed25519 key in PKCS #8.
const PKCS8_ED25519 = Buffer.from('302e020100300506032b657004220420', 'hex')

export interface Keys {
  private_key: KeyObject
  public_key: KeyObject
  /** Names the pair; changes with the secret. */
  kid: string
  /** For better-auth, which signs cookies that nobody is sent. */
  identity_secret: string
  /** The one refresh token that may follow `token`. A lost answer can be given again although only hashes are stored. */
  successorOf(token: string): string
  /** The token of a link that can be shown again although only its hash is stored. */
  linkTokenOf(name: string): string
}

const derive = (secret: string, purpose: string) => Buffer.from(hkdfSync('sha256', secret, 'rihla', purpose, 32))

/** All keys follow from the secret, one per purpose: no key table, and each process has the same. */
export function deriveKeys(secret: string): Keys {
  const seed = derive(secret, 'access token')
  const private_key = createPrivateKey({ key: Buffer.concat([PKCS8_ED25519, seed]), format: 'der', type: 'pkcs8' })
  const public_key = createPublicKey(private_key)
  const spki = public_key.export({ format: 'der', type: 'spki' })
  const succession = derive(secret, 'refresh token')
  const links = derive(secret, 'link')
  return {
    private_key,
    public_key,
    kid: `rihla-${createHash('sha256').update(spki).digest('base64url').slice(0, 16)}`,
    identity_secret: derive(secret, 'identity').toString('base64url'),
    successorOf: (token) => createHmac('sha256', succession).update(token).digest('base64url'),
    linkTokenOf: (name) => createHmac('sha256', links).update(name).digest('base64url'),
  }
}
