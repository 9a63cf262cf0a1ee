interface Said {
  state: string
  at?: string
  source?: string | null
}
type Consent = Readonly<Record<string, Said | null | undefined>>

/** The stricter first. */
const STRICT = ['denied', 'granted', 'unknown']

/**
 * What one person said in two records: in each channel the last word counts, and where nobody knows which came last the
 * stricter one. That nobody knows is no word.
 */
export function mergeConsent(kept: unknown, other: unknown): Consent {
  const [a, b] = [(kept ?? {}) as Consent, (other ?? {}) as Consent]
  const channels = new Set([...Object.keys(a), ...Object.keys(b)])
  const said = [...channels].map((channel) => [channel, lastWord(a[channel], b[channel])] as const)
  return Object.fromEntries(said.filter(([, word]) => word))
}

function lastWord(a: Said | null | undefined, b: Said | null | undefined) {
  if (!a || !b) return a ?? b
  if (a.state === 'unknown' || b.state === 'unknown') return a.state === 'unknown' ? b : a
  if (a.at && b.at && a.at !== b.at) return Date.parse(a.at) > Date.parse(b.at) ? a : b
  return STRICT.indexOf(a.state) <= STRICT.indexOf(b.state) ? a : b
}
