import { randomBytes } from 'node:crypto'
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What examples and templates ship: whoever knows one of these signs tokens of every installation that kept it. */
const PLACEHOLDER =
  /change.?(me|this|it|in)|your.?(own|jwt|super|secret)|replace.?(me|this|with)|placeholder|example|default|password|insecure|(dev|test).?secret|super.?secret|secret.?key|todo|^secret|^xxx/i

/** Why a secret must not be used in production, or undefined. Says nothing of the secret itself. */
export function weaknessOf(secret: string | undefined): string | undefined {
  if (!secret) return 'is missing: set it to at least 32 random bytes, as from `openssl rand -base64 48`'
  if (PLACEHOLDER.test(secret))
    return 'is a placeholder: set it to at least 32 random bytes, as from `openssl rand -base64 48`'
  if (Buffer.byteLength(secret) < 32) return 'is shorter than 32 bytes'
  if (new Set(secret).size < 8) return 'repeats itself: set it to at least 32 random bytes'
  return undefined
}

/** The secret of an installation that was given none: made on the first start, then read from DATA_DIR. */
export function keptSecret(data_dir: string): string {
  const file = join(data_dir, 'secret')
  const kept = read(file)
  if (kept) return kept
  mkdirSync(data_dir, { recursive: true })
  // Linked into place whole, so two first starts at once agree on one secret.
  const made = `${file}.${process.pid}`
  writeFileSync(made, randomBytes(48).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(made, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(made)
  }
  return read(file)!
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8').trim() || undefined
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
}
