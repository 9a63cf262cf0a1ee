import { type RawBuilder, sql } from 'kysely'
import { DUPLICATE_REASONS, type DuplicateReason, type Mergeable } from '@rihla/contracts/duplicates.ts'
import { taxKeyOf, websiteKeyOf } from './tables.ts'

type Expression = RawBuilder<unknown>

/** Something that two records have in common, and how sure that makes. */
export interface Likeness {
  why: DuplicateReason
  /** What both have, each by an index, of the record `alias`; several ways where it is one value in two columns. */
  ways: (alias: string) => Expression[][]
  /** Of which records it is asked. */
  among?: (alias: string) => Expression
  /** How sure it makes, 0–100; where the names agree too, and where they do not. */
  sure: [named: number, otherwise: number]
}

const column = (name: string) => (alias: string) => sql.ref(`${alias}.${name}`)
const nameKey = column('name_key')
/** As the index of leads holds it. */
const leadName = (alias: string) => {
  const [first, last] = [column('first_name')(alias), column('last_name')(alias)]
  return sql`lower(coalesce(${first} || ' ' || ${last}, ${first}, ${last}, ''))`
}
const low = (name: string) => (alias: string) => sql`lower(${column(name)(alias)})`
/** The folded name of the record `alias`. */
export const namesOf = (record_type: Mergeable, alias: string) => (record_type === 'lead' ? leadName : nameKey)(alias)
const named = (name: (alias: string) => Expression, other: (alias: string) => Expression) => (alias: string) => [
  [name(alias), other(alias)],
]
const kind = (account_type: string) => (alias: string) =>
  sql`${column('account_type')(alias)} = ${sql.lit(account_type)}`

const COMMON: readonly Likeness[] = [
  { why: 'email', ways: (alias) => [[low('email')(alias)]], sure: [97, 82] },
  {
    why: 'phone',
    ways: (alias) => [[column('phone_e164')(alias)], [column('mobile_e164')(alias)]],
    sure: [94, 66],
  },
]

/** By what two are one that makes surer than a name in a city. */
export const LIKENESSES: Record<Mergeable, readonly Likeness[]> = {
  contact: [
    ...COMMON,
    { why: 'name', ways: named(nameKey, column('birth_date')), sure: [92, 92] },
    { why: 'name', ways: named(nameKey, column('account_id')), sure: [86, 86] },
  ],
  account: [
    ...COMMON,
    { why: 'tax_id', ways: (alias) => [[taxKeyOf(alias)]], sure: [99, 96] },
    { why: 'name', ways: (alias) => [[nameKey(alias)]], among: kind('business'), sure: [78, 78] },
    { why: 'website', ways: (alias) => [[websiteKeyOf(alias)]], sure: [74, 50] },
  ],
  lead: [...COMMON, { why: 'name', ways: named(leadName, low('company_name')), sure: [76, 76] }],
}

/** People of one name in one city are many: hardly sure, and all that most of them have. No other pair is just as sure. */
export const LEAST = 55
export const leastOf = (record_type: Mergeable): Likeness => ({
  why: 'name',
  ways: named((alias) => namesOf(record_type, alias), low('city')),
  ...(record_type === 'account' && { among: kind('individual') }),
  sure: [LEAST, LEAST],
})

/** The rules by which pairs are found: where they become others, all records are compared anew. */
export const RULES = 'rules 1'

/** What changes none of these changes no pair. */
export const COMPARED: readonly string[] =
  'archived_at email phone mobile country city name first_name last_name birth_date account_id account_type company_name tax_id website'.split(
    ' ',
  )

/** One value of all that one way says; null where a part of it is not there. */
export const keyOf = ([first, ...rest]: readonly Expression[]): Expression =>
  rest.reduce<Expression>((key, part) => sql`${key} || chr(31) || ${part}`, sql`nullif(${first!}, '')`)

/** Companies of one name in two places are two. */
export const placed = (record_type: Mergeable, why: Expression): Expression =>
  record_type === 'account' ? sql`(${why} <> 'name' or (${inPlace} and ${inCity}))` : sql`true`
const inPlace = sql`coalesce(x.country = y.country, true)`
const inCity = sql`coalesce(lower(x.city) = lower(y.city), true)`

/** Of a pair that has more in common, a name in a city is a reason too. */
export function near(record_type: Mergeable): Expression {
  const { ways, among } = leastOf(record_type)
  const same = sql`coalesce(${keyOf(ways('x')[0]!)} = ${keyOf(ways('y')[0]!)}, false)`
  return among ? sql`${same} and ${among('x')} and ${among('y')} and ${inPlace}` : same
}

/** Why `x` and `y` may be one as they are now. */
export function alike(record_type: Mergeable): Expression {
  const reasons = DUPLICATE_REASONS.flatMap((why) => {
    const ways = LIKENESSES[record_type]
      .filter((one) => one.why === why)
      .flatMap(({ ways, among = () => sql`true` }) =>
        ways('x').flatMap((mine) =>
          ways('y').map((theirs) => sql`(${keyOf(mine)} = ${keyOf(theirs)} and ${among('x')} and ${among('y')})`),
        ),
      )
    if (ways.length === 0) return []
    const same = sql`(${sql.join(ways, sql` or `)}) and ${placed(record_type, sql.lit(why))}`
    const all = why === 'name' ? sql`(${same}) or (${near(record_type)})` : same
    return [sql`case when ${all} then ${sql.lit(why)} end`]
  })
  return sql`array_remove(array[${sql.join(reasons)}]::text[], null)`
}
