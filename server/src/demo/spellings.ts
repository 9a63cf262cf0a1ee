import { phoneDigits } from '#platform/search.ts'
import { NICKNAMES } from './data/again.ts'
import { GULF_FIRST, GULF_LAST, MOROCCAN_FIRST, MOROCCAN_LAST, type Name } from './data/names.ts'

/** Somebody as they were entered. */
export interface Entered {
  first_name: string
  last_name: string
  email: string | null
  phone: string | null
  country: string | null
}

/** How somebody is entered a second time; undefined where this way is not theirs. */
export type Spelling = (who: Entered) => Entered | undefined

/** What is written at home, and with the country before it. */
function otherNotation({ phone, country }: Entered): string | null {
  if (!phone) return null
  const digits = phoneDigits(phone, country ?? undefined)
  return phone.startsWith('+212') ? `0${digits.slice(4)}`.replace(/\d\d(?=\d)/g, '$& ') : digits
}

/** An address as somebody types it who listens on the phone: one letter less, or two that changed places. */
const misheard = (email: string) =>
  /(.)\1/.test(email) ? email.replace(/(.)\1/, '$1') : email.replace(/(.)(.)@/, '$2$1@')

function inOther(names: readonly Name[], name: string): string | undefined {
  const pair = names.find((one) => one.includes(name))
  return pair && (pair[0] === name ? pair[1] : pair[0])
}

/** By the number, which is there in another notation; by the address where there is none. */
const reached = (who: Entered) => (who.phone ? { email: null, phone: otherNotation(who) } : {})

const inOtherLetters: Spelling = (who) => {
  const first_name = inOther([...MOROCCAN_FIRST, ...GULF_FIRST], who.first_name)
  const last_name = inOther([...MOROCCAN_LAST, ...GULF_LAST], who.last_name)
  return first_name && last_name ? { ...who, first_name, last_name, ...reached(who) } : undefined
}

export const withoutAccents: Spelling = (who) => {
  const plain = (name: string) => name.normalize('NFD').replace(/[\u0300-\u036f]/g, '')
  const [first_name, last_name] = [plain(who.first_name), plain(who.last_name)]
  const differs = first_name !== who.first_name || last_name !== who.last_name
  return differs ? { ...who, first_name, last_name, ...reached(who) } : undefined
}

const byNickname: Spelling = (who) => {
  const first_name = NICKNAMES[who.first_name]
  return first_name ? { ...who, first_name, ...(who.phone && { email: null }) } : undefined
}

const withMisheardAddress: Spelling = (who) =>
  who.phone && who.email ? { ...who, email: misheard(who.email), phone: otherNotation(who) } : undefined

/** As in a list of names that came by fax; of Arabic ones they are the same. */
export const inCapitals: Spelling = (who) => ({ ...who, last_name: who.last_name.toUpperCase(), ...reached(who) })

/** The last of them is everybody's. */
export const SPELLINGS: readonly Spelling[] = [
  inOtherLetters,
  withoutAccents,
  byNickname,
  withMisheardAddress,
  inCapitals,
]
