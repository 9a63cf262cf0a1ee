import type { Imported } from '@rihla/contracts/importTargets.ts'
import { findCandidates } from '#modules/duplicates/service.ts'
import type { Ctx } from '#platform/context.ts'
import { fold, phoneDigits } from '#platform/search.ts'
import { knownIds, recordsBy, recordsByCustom } from './queries/matching.ts'
import { isId } from './references.ts'
import type { Reader, ReadRow } from './rows.ts'
import type { Records } from '#platform/records.ts'

/** What is known of a row's record. */
export interface Match {
  /** The record it is. */
  id: string | undefined
  /** A record has its id, which the caller may not see or which was given once. */
  taken: boolean
}

const textOf = (value: unknown) => (typeof value === 'string' && value.trim() ? value.trim() : null)

/** What people who share it are one by, in the order of the rules: for finding rows that say the same record twice. */
export function keysOfRow({ type, rules }: Reader, { input, account_name }: ReadRow): string[] {
  if (rules.on_match === 'create') return input.id ? [`id ${input.id as string}`] : []
  const id = textOf(input.id)
  if (id && rules.match.includes('id')) return [`id ${id}`]
  const keys: string[] = []
  for (const key of rules.match) {
    if (key === 'email') keys.push(...some('email', emailOf(input)))
    else if (key === 'phone') for (const phone of phonesOf(rules.country, input)) keys.push(`phone ${phone}`)
    else if (key === 'name') keys.push(...some('name', nameOf(type, input, account_name)))
    else if (key.startsWith('custom.')) keys.push(...some(key, customOf(input, key)))
  }
  return keys
}

/** What is no address is a fault of its row, not what two rows have in common. */
const emailOf = ({ email }: Record<string, unknown>) =>
  typeof email === 'string' && email.includes('@') ? email.trim().toLowerCase() : undefined

const some = (key: string, value: string | null | undefined) => (value ? [`${key} ${value}`] : [])

const phonesOf = (country: string, { phone, mobile, country: own }: Record<string, unknown>): string[] =>
  [phone, mobile]
    .flatMap((one) => (textOf(one) ? [phoneDigits(textOf(one)!, textOf(own) ?? country)] : []))
    .filter((digits) => digits.length >= 6)

function nameOf(type: Imported, input: Record<string, unknown>, account_name: string | null): string | null {
  const { first_name, last_name, name, company_name, title, birth_date, account_id } = input
  const person = [first_name, last_name].flatMap((word) => textOf(word) ?? []).join(' ')
  if (type === 'account') return textOf(name) && fold(textOf(name)!)
  if (type === 'lead') return person && `${person}|${textOf(company_name) ?? textOf(title) ?? ''}`.toLowerCase()
  const other = textOf(birth_date) ?? textOf(account_id) ?? (account_name && fold(account_name))
  return person && other ? `${fold(person)}|${other}` : null
}

const customOf = ({ custom }: Record<string, unknown>, key: string): string | null => {
  const value = (custom as Record<string, unknown> | undefined)?.[key.slice('custom.'.length)]
  return value === undefined || value === null || typeof value === 'object' ? null : String(value as string | number)
}

/** Which record each row is, tried by one key after the other; a row with an id is the record of that id or a new one. */
export async function matchRows(
  ctx: Ctx,
  reader: Reader,
  service: Records,
  rows: readonly ReadRow[],
): Promise<Match[]> {
  const { rules, type } = reader
  const matches = rows.map((): Match => ({ id: undefined, taken: false }))
  const { readable, given, present } = await knownIds(ctx, service.queries, [
    ...new Set(rows.flatMap(({ input }) => (isId(input.id) ? [input.id] : []))),
  ])
  rows.forEach(({ input }, i) => {
    if (!isId(input.id)) return
    if (rules.match.includes('id') && readable.has(input.id)) matches[i]!.id = input.id
    else matches[i]!.taken = present.has(input.id) || given.has(input.id)
  })
  // Whose id is its own is not looked for by what it shares with others.
  const byOther = rows.map(({ input }) => !(rules.match.includes('id') && isId(input.id)))
  for (const key of rules.match) {
    if (key === 'id' || rules.on_match === 'create') continue
    const left = rows.flatMap((row, n) => (byOther[n] && !matches[n]!.id ? [{ row, n }] : []))
    if (left.length === 0) break
    for (const { n, id } of await findBy(ctx, type, service, key, left, rules.country)) matches[n]!.id = id
  }
  return matches
}

type Left = { row: ReadRow; n: number }[]

async function findBy(ctx: Ctx, type: Imported, service: Records, key: string, left: Left, country: string) {
  if (key.startsWith('custom.'))
    return recordsByCustom(
      ctx,
      service.queries,
      key.slice('custom.'.length),
      left.flatMap(({ row, n }) => (customOf(row.input, key) ? [{ n, value: customOf(row.input, key)! }] : [])),
    )
  if (key === 'name' && type !== 'lead') return likeNames(ctx, type, left)
  return recordsBy(
    ctx,
    service.queries,
    key as 'email',
    left.flatMap(({ row, n }) => valuesOf(key, row, country, n)),
  )
}

/** By several numbers a row may be several records: the first one counts. */
function valuesOf(key: string, { input, account_name }: ReadRow, country: string, n: number) {
  const email = emailOf(input)
  if (key === 'email') return email ? [{ n, value: email }] : []
  if (key === 'phone')
    return phonesOf(country, input)
      .toReversed()
      .map((value) => ({ n, value }))
  const name = nameOf('lead', input, account_name)
  return name ? [{ n, value: name }] : []
}

/** People of one name and birth date or account, companies of one name or tax number. */
async function likeNames(ctx: Ctx, type: 'contact' | 'account', left: Left) {
  const asked = left.flatMap(({ row: { input }, n }) => {
    const row = Object.fromEntries(NAMED.map((name) => [name, input[name]]))
    return row.last_name || row.name || row.tax_id ? [{ row, n }] : []
  })
  if (asked.length === 0) return []
  const found = await findCandidates(
    ctx,
    type,
    asked.map(({ row }) => row),
  )
  return found.flatMap(([first], i) => (first ? [{ n: asked[i]!.n, id: first.id }] : []))
}
const NAMED = [
  'first_name',
  'last_name',
  'name',
  'account_type',
  'birth_date',
  'account_id',
  'tax_id',
  'country',
  'city',
]
