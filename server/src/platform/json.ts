import { invalid, Problem } from './errors.ts'

/** Objects and lists within each other, at most (`security.md`, limits). */
const MOST_NESTED = 20
/** Names in a body, at most: more are nobody's record, and each would be looked up. */
const MOST_NAMES = 5000

const [QUOTE, BACKSLASH, COLON] = ['"', '\\', ':'].map((sign) => sign.charCodeAt(0))
const OPENING = new Set(['{', '['].map((sign) => sign.charCodeAt(0)))
const CLOSING = new Set(['}', ']'].map((sign) => sign.charCodeAt(0)))

/** Throws 400 for JSON that is deeper or has more names than anything we ask for: what walks it need not mind its stack. */
export function refuseDeep(text: string) {
  let depth = 0
  let names = 0
  let quoted = false
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i)
    if (quoted && code === BACKSLASH) i += 1
    else if (code === QUOTE) quoted = !quoted
    else if (quoted) continue
    else if (OPENING.has(code)) depth += 1
    else if (CLOSING.has(code)) depth -= 1
    else if (code === COLON) names += 1
    if (depth > MOST_NESTED) throw new Problem(400, 'too_deep', { params: { most: MOST_NESTED } })
    if (names > MOST_NAMES) throw new Problem(400, 'too_many_names', { params: { most: MOST_NAMES } })
  }
}

/**
 * Throws 400 naming the place of what would not be kept as it was sent: a text that PostgreSQL cannot hold, with NUL or
 * half a surrogate pair, and a number that is another one once it is read.
 */
export function refuseUnkept(text: string, value: unknown) {
  // Such text can only stand escaped, and such a number is long: almost every body is done here.
  if (/\\u(0000|d[89a-f])|\d{16}|\de\+?\d{2}/i.test(text)) walk(value, '')
}

function walk(value: unknown, path: string) {
  if (typeof value === 'string') judge(value, path)
  else if (typeof value === 'number') judgeNumber(value, path)
  else if (Array.isArray(value)) value.forEach((item, i) => walk(item, `${path}[${i}]`))
  else if (typeof value === 'object' && value !== null)
    for (const [name, item] of Object.entries(value)) {
      const at = path ? `${path}.${name}` : name
      judge(name, at.toWellFormed().replaceAll('\0', '\uFFFD'))
      walk(item, at)
    }
}

function judge(text: string, path: string) {
  if (text.includes('\0') || !text.isWellFormed()) throw invalid(path, 'bad_text')
}

/** Fractions are rounded wherever they go; a whole number is kept whole or not at all. */
function judgeNumber(value: number, path: string) {
  const whole = !Number.isFinite(value) || Number.isInteger(value)
  if (whole && !Number.isSafeInteger(value)) throw invalid(path, 'out_of_range')
}
