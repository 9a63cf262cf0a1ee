import { createHash } from 'node:crypto'
import type { Fields } from '@rihla/contracts/fields.ts'
import { type Imported, importTargets } from '@rihla/contracts/importTargets.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { fold } from '#platform/search.ts'
import type { Seen } from './columns.ts'
import { HEADINGS } from './headings.ts'
import { ROLES, SOURCE_HEADINGS, SOURCES } from './programs.ts'

/** A heading as the dictionaries have it: folded letters and digits, one space between words. */
export const heading = (text: string) =>
  fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()

/** Letters of a signature, at most: more of some scripts than an index takes. */
const LONGEST_SIGNATURE = 500

/** What stands for the headings of a file when they are remembered; in any order they are the same. */
export function signatureOf(names: readonly string[]): string {
  const whole = names.map(heading).toSorted().join('|')
  return whole.length > LONGEST_SIGNATURE ? createHash('sha256').update(whole).digest('hex') : whole
}

export type Source = 'rihla' | keyof typeof SOURCES

/** The program that wrote these headings. */
export function sourceOf(names: readonly string[], { fields }: Resource<any>): Source | null {
  const named = Object.values(fields as Fields).flatMap((field) => field.named ?? [])
  const own = new Set([...Object.keys(fields as Fields), ...named])
  // Our exports have our names, and more of them than a person would write.
  if (names.length >= 4 && names.every((name) => own.has(name) || name.startsWith('custom.'))) return 'rihla'
  const present = new Set(names.map(heading))
  const known = Object.entries(SOURCES) as [keyof typeof SOURCES, readonly (readonly string[])[]][]
  return known.find(([, sets]) => sets.some((set) => set.every((name) => present.has(name))))?.[0] ?? null
}

interface Guess {
  field: string | null
  confidence: number
}

const dictionaries = new Map<Imported, Map<string, string>>()

function dictionaryOf(type: Imported): Map<string, string> {
  let words = dictionaries.get(type)
  if (!words) {
    words = new Map()
    for (const [field, names] of Object.entries(HEADINGS[type]))
      for (const name of names.split('|')) if (name && !words.has(heading(name))) words.set(heading(name), field)
    dictionaries.set(type, words)
  }
  return words
}

/** Whether any of the cells is what a dictionary has. */
export const knowsHeadings = (type: Imported, cells: readonly string[]) =>
  cells.filter((cell) => dictionaryOf(type).has(heading(cell))).length >= Math.max(1, cells.length / 3)

/** What each column seems to be. No field is guessed twice: the surest column has it. */
export function guessColumns(
  type: Imported,
  resource: Resource<any>,
  names: readonly string[],
  seen: readonly Seen[],
  source: Source | null,
): Guess[] {
  const fields = resource.fields as Fields
  const targets = new Set([...importTargets(type), ...Object.keys(fields).filter((name) => name.startsWith('custom.'))])
  // What a file of another program calls so is not the contact of ours.
  if (source !== 'rihla') targets.delete('primary_contact_id')
  const guesses = names.map((name, i) => guessOne(type, fields, targets, name, seen[i]!, source))
  const parts = guesses.filter(({ field }) => field === 'first_name' || field === 'last_name').length
  // Beside first and last name, another name is none that we have.
  return once(
    guesses.map((guess) => (parts > 1 && guess.field === 'full_name' ? NOTHING : guess)),
    source,
  )
}

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
const NOTHING: Guess = { field: null, confidence: 0 }

function guessOne(
  type: Imported,
  fields: Fields,
  targets: ReadonlySet<string>,
  name: string,
  seen: Seen,
  source: Source | null,
): Guess {
  const sure = (field: string | null | undefined, confidence: number): Guess | undefined =>
    field && targets.has(field) ? { field, confidence } : undefined
  const word = heading(name)
  if (source && source !== 'rihla' && Object.hasOwn(SOURCE_HEADINGS[source], word)) {
    const said = SOURCE_HEADINGS[source][word]!
    const field = said !== null && Object.hasOwn(ROLES, said) ? ROLES[said]![type] : said
    return sure(field, 0.95) ?? NOTHING
  }
  const own = ownName(fields, name)
  // Other programs have ids of their own.
  if (own === 'id' && !seen.samples.every((sample) => UUID.test(sample))) return NOTHING
  if (source === 'rihla' && targets.has(name)) return { field: name, confidence: 1 }
  if (own) return sure(own, 1) ?? (source === 'rihla' ? NOTHING : byContent(seen, targets))
  const known = dictionaryOf(type).get(word)
  const plural = dictionaryOf(type).get(word.replace(/s$/, ''))
  return (
    sure(known, contradicted(known, seen) ? 0.4 : 0.9) ??
    sure(plural, 0.8) ??
    byPart(type, word, targets) ??
    byContent(seen, targets)
  )
}

/** Our own name of a field, an alias of it, or the label of one of the tenant's own. */
function ownName(fields: Fields, name: string): string | undefined {
  const plain = name.trim()
  const snake = heading(name).replaceAll(' ', '_')
  for (const asked of [plain, snake]) {
    if (Object.hasOwn(fields, asked) || asked === 'id') return asked
    const aliased = Object.entries(fields).find(([, { aliases }]) => aliases.includes(asked))
    if (aliased) return aliased[0]
  }
  return undefined
}

/** A field of which a longer heading speaks: `Téléphone du client (principal)`. */
function byPart(type: Imported, word: string, targets: ReadonlySet<string>): Guess | undefined {
  let best: { name: string; field: string } | undefined
  for (const [name, field] of dictionaryOf(type))
    if (
      name.length >= 4 &&
      ` ${word} `.includes(` ${name} `) &&
      targets.has(field) &&
      name.length > (best?.name.length ?? 0)
    )
      best = { name, field }
  return best && { field: best.field, confidence: 0.6 }
}

function byContent({ filled, emails, phones, samples }: Seen, targets: ReadonlySet<string>): Guess {
  if (filled > 0 && emails / filled > 0.8 && targets.has('email')) return { field: 'email', confidence: 0.6 }
  if (filled > 0 && phones / filled > 0.8 && samples.every(looksDialled) && targets.has('phone'))
    return { field: 'phone', confidence: 0.5 }
  return NOTHING
}

/** An amount or a code is a row of digits too. */
const looksDialled = (sample: string) => /^(?:\+|0|\()/.test(sample)

/** The heading says one thing and the cells another. */
const contradicted = (field: string | undefined, { filled, emails, phones, dates }: Seen) => {
  if (filled === 0) return false
  if (field === 'email') return emails / filled < 0.3
  if (field === 'phone' || field === 'mobile') return phones / filled < 0.3
  return field?.endsWith('_date') ? dates / filled < 0.3 : false
}

/** Fields that several columns may fill. */
export const SEVERAL = new Set([
  'tags',
  'notes',
  'travel_interests',
  'destinations',
  'dietary_restrictions',
  'accessibility_needs',
  'description',
])

/** What programs know several of: where the first one is empty, the next one is taken. */
const REACHED_BY = new Set(['phone', 'mobile', 'email'])

function once(guesses: readonly Guess[], source: Source | null): Guess[] {
  const taken = new Map<string, number>()
  guesses.forEach(({ field, confidence }, i) => {
    if (!field || SEVERAL.has(field)) return
    const other = taken.get(field)
    if (other === undefined || guesses[other]!.confidence < confidence) taken.set(field, i)
  })
  const second = ({ field, confidence }: Guess) => {
    if (field === 'phone' && !taken.has('mobile')) return 'mobile'
    return source && confidence > 0.9 && REACHED_BY.has(field!) ? field : null
  }
  return guesses.map((guess, i) => {
    const { field } = guess
    if (!field || SEVERAL.has(field) || taken.get(field) === i) return guess
    const other = second(guess)
    if (!other) return NOTHING
    taken.set(other, i)
    return { field: other, confidence: 0.5 }
  })
}
