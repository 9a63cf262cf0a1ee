import type { ZxcvbnFactory } from '@zxcvbn-ts/core'
import { invalid } from '../errors.ts'

/** Characters a password has at least, also after names that others know are taken out of it. */
const LEAST = 8
/** Guesses, as a power of ten, below which a password stands in the lists of those who try. */
const TOO_FEW = 6
const PRODUCT = 'rihla'

let estimator: Promise<ZxcvbnFactory> | undefined
/** Its dictionaries are loaded when somebody first sets a password. */
async function loadEstimator(): Promise<ZxcvbnFactory> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs: graphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs })
}

/** A camel counts once, however it is stored. */
const lengthOf = (text: string) => Array.from(text).length
const fold = (text: string) => text.normalize('NFKC').toLowerCase()
/** Words that somebody who knows the person would try: of four letters or more, the longest first. */
const wordsOf = (about: readonly string[]) =>
  [...about, PRODUCT]
    .flatMap((text) => [fold(text), ...fold(text).split(/[^\p{L}\p{N}]+/u)])
    .filter((word) => word.length >= 4)
    .toSorted((a, b) => b.length - a.length)

/**
 * Throws 422 when a new password is short, known from breaches, or made of names. What passes is kept as typed: spaces,
 * any script, any length that hashing allows. No rule asks for digits or signs (NIST SP 800-63B).
 * @param about name and e-mail of the user, names of their tenants
 */
export async function judgePassword(password: string, about: readonly string[]) {
  if (lengthOf(password) < LEAST) throw invalid('password', 'password_short', 422)
  const words = wordsOf(about)
  const rest = words.reduce((text, word) => text.replaceAll(word, ''), fold(password))
  if (lengthOf(rest) < LEAST && rest !== fold(password)) throw invalid('password', 'password_personal', 422)
  const zxcvbn = await (estimator ??= loadEstimator())
  // The work grows with the length; who types this much is past guessing.
  const { guessesLog10 } = zxcvbn.check(password.slice(0, 64), words)
  if (guessesLog10 < TOO_FEW) throw invalid('password', 'password_common', 422)
}
