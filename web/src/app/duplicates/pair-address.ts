/** A pair as addresses say it. */
export const pairKey = (ids: readonly [string, string] | readonly string[]): string => ids.join('_')
const PAIR = /^([\da-f-]{36})_([\da-f-]{36})$/
export function readPair(text: unknown): [string, string] | null {
  const found = PAIR.exec(String(text ?? '').toLowerCase())
  return found && found[1] !== found[2] ? [found[1]!, found[2]!] : null
}
