import { type Consent, CONSENT_CHANNELS } from '@rihla/contracts/contacts.ts'

/**
 * What a contact has agreed to after a change: channels that it does not name stay as they are, null takes one away. The
 * moment is the server's, and moves with the state alone; how the former state was known says nothing of the new one.
 */
export function agreed(before: Consent, asked: Consent, now: Date): Consent {
  const after: Consent = {}
  for (const channel of CONSENT_CHANNELS) {
    const [was, said] = [before[channel], asked[channel]]
    if (said === undefined) {
      if (was) after[channel] = was
    } else if (said !== null) {
      const same = was?.state === said.state ? was : undefined
      const source = said.source === undefined ? (same?.source ?? null) : said.source
      after[channel] = { state: said.state, at: same?.at ?? now.toISOString(), source }
    }
  }
  return after
}
