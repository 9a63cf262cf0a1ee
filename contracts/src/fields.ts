import * as z from 'zod'

/**
 * A field of a record, declared once: its validation, how lists filter and sort it, which other names it answers to,
 * and how forms, tables and imports show it. Tables, routes, OpenAPI, the client and the web app all read this.
 */
export interface Field<S extends z.ZodType = z.ZodType> {
  /** The value when there is one; `null` is added for fields that may be empty. */
  schema: S
  kind: FieldKind
  /** True when a stored record always has a value. */
  required: boolean
  /** True when only the server writes it: it stands in answers and filters, never in bodies. */
  read_only: boolean
  /** Computed in the answer, not a column; `queries` says how. */
  computed: boolean
  /** Not in lists: heavy, or made for one record. */
  single: boolean
  /** Never in the event log (documents, health, diet). */
  sensitive: boolean
  /** Changes without version or event (`domain.md`, derived columns). */
  derived: boolean
  /** The server finds the value of a required field where a new record's body leaves it out: a body need not say it. */
  completed?: boolean
  /** The boolean field that keeps this one: without it the value follows from others, without version or event. */
  locked_by?: string
  /** What a new record gets when the body says nothing. */
  initial?: unknown
  /** Of a `json` field: what its parts are, for those who show and change it. */
  shape?: Shape
  /** Values of an `enum` field. */
  values?: readonly string[]
  /** Other spellings of values: `phone` → `call`. */
  synonyms?: Readonly<Record<string, string>>
  /** Record type a `reference` points to. */
  to?: string
  /** Of a reference: the column of a file that has the name of what it points to, for people and where the id says nothing. */
  named?: string
  /** Of a reference: it may come to point to an archived record, too. */
  even_archived?: true
  /** Other accepted names of this field. A percentage name divides by 100. */
  aliases: readonly (string | { name: string; divide: number })[]
  /** Its words stand in what the record is found by: filters of a part of it go by that index. */
  searched?: true
  /** Of a list: the column that has it folded, which lists are filtered by. Written with every change. */
  folded?: string
  /** Of a field that the tenant defined: its key in the record's `custom` (`customFields.ts`). */
  custom_key?: string
  /** Of such a field: no record, or not every one, is found by its values. */
  unsearched?: true
}

export type FieldKind =
  | 'text'
  | 'long_text'
  | 'email'
  | 'phone'
  | 'url'
  | 'enum'
  | 'country'
  | 'currency'
  | 'integer'
  | 'decimal'
  | 'money'
  | 'boolean'
  | 'date'
  | 'timestamp'
  | 'id'
  | 'reference'
  | 'member'
  | 'list'
  | 'json'

/** Structures that people read and write part by part. */
export type Shape = 'address' | 'social_profiles' | 'preferences' | 'frequent_flyer' | 'emergency_contact' | 'consent'

type Options = Partial<Omit<Field, 'schema' | 'kind' | 'required'>>
type Optional<S extends z.ZodType> = Field<S> & { required: false }
type Required<S extends z.ZodType> = Field<S> & { required: true }

function field<S extends z.ZodType>(kind: FieldKind, schema: S, options: Options = {}): Optional<S> {
  return {
    kind,
    schema,
    required: false,
    read_only: false,
    computed: false,
    single: false,
    sensitive: false,
    derived: false,
    aliases: [],
    ...options,
  }
}

/** A stored record always has it. With `initial`, a body need not say it. */
export const required = <S extends z.ZodType>(f: Field<S>): Required<S> => ({ ...f, required: true })

/** Written by the server alone. */
export const readOnly = <F extends Field>(f: F): F & { read_only: true } => ({ ...f, read_only: true })

/** Computed in answers; not stored. */
export const computed = <F extends Field>(f: F): F & { read_only: true; computed: true } => ({
  ...f,
  read_only: true,
  computed: true,
})

// What a schema says is a key of the server's catalogues (`field.bad_text`), which has the words in every language.
// PostgreSQL text holds neither NUL nor lone surrogates; both are refused where text enters.
const clean = (text: string) => text.isWellFormed() && !text.includes('\0')
const Text = (max: number) => z.string().trim().max(max).refine(clean, { error: 'bad_text' })

/** 1 to `max` characters on one line; empty text means no value. */
export const text = (max: number, options?: Options) => field('text', Text(max).min(1), options)
/** Text of a form of its own: a code, a number. `error` is a key of the server's catalogues. */
export const wordOf = (form: RegExp, example: string, { error, ...options }: Options & { error: string }) =>
  field(
    'text',
    Text(100)
      .refine((text) => form.test(text), { error })
      .meta({ example }),
    options,
  )
export const longText = (max: number, options?: Options) => field('long_text', Text(max).min(1), options)

export const EmailAddress = z.email().max(254).meta({ example: 'amina@example.com' })
export const email = (options?: Options) => field('email', EmailAddress, options)

/** As typed; refused only when, without spaces and `-.()`, it is not `+?[0-9]{4,15}`. */
export const PhoneNumber = z
  .string()
  .trim()
  .max(40)
  .refine((text) => /^\+?[0-9]{4,15}$/.test(text.replace(/[\s\-.()]/g, '')), {
    error: 'bad_phone',
  })
  .meta({ example: '+212 661-234567' })
export const phone = (options?: Options) => field('phone', PhoneNumber, options)
export const url = (options?: Options) => field('url', Text(500).min(1), options)

/** Enum values are taken in any case, with `-` or space for `_`. */
export const foldEnum = (text: string) =>
  text
    .trim()
    .toLowerCase()
    .replace(/[-\s]+/g, '_')

export function oneOf<const V extends readonly [string, ...string[]]>(values: V, options?: Options) {
  return field('enum', z.enum(values), { values, ...options })
}

// Made when a country is first judged: it costs more than all the schemas together.
let regions: Intl.DisplayNames | undefined
const isRegion = (code: string): boolean => {
  regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  return regions.of(code) !== undefined
}
const Country = z
  .string()
  .regex(/^[A-Z]{2}$/)
  .refine((code) => !/^[A-Z]{2}$/.test(code) || isRegion(code), { error: 'unknown_country' })
/** ISO 3166-1 alpha-2; names and demonyms are folded to it before validation (`countries.ts`). */
export const country = (options?: Options) => field('country', Country, options)
/** ISO 4217. */
export const currency = (options?: Options) => field('currency', z.string().regex(/^[A-Z]{3}$/), options)

export const integer = (min: number, max: number, options?: Options) =>
  field('integer', z.int().min(min).max(max), options)
export const decimal = (min: number, max: number, options?: Options) =>
  field('decimal', z.number().min(min).max(max), options)
/** Major units, two decimals, `numeric(14,2)`. */
export const money = (options?: Options) =>
  field(
    'money',
    z
      .number()
      .min(0)
      .max(999_999_999_999.99)
      .refine((amount) => Math.abs(amount * 100 - Math.round(amount * 100)) < 1e-4, { error: 'two_decimals' }),
    options,
  )
export const boolean = (options?: Options) => field('boolean', z.boolean(), options)

/** A calendar day, `YYYY-MM-DD`, 1900 to 2199; never shifts with a time zone. */
export const Day = z.iso.date().refine((day) => day >= '1900-01-01' && day <= '2199-12-31', {
  error: 'bad_day',
})
export const day = (options?: Options) => field('date', Day, options)

/** A day that is not after today where the tenant is, which the server judges. */
export const pastDay = (options?: Options) => field('date', Day.meta({ example: '1985-03-14' }), options)

/** ISO 8601 with offset on the wire, a Date in code. */
export const Timestamp = z.codec(z.iso.datetime({ offset: true }), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
})
const Instant = Timestamp.refine((at) => at.getTime() >= -2208988800000 && at.getTime() <= 7258118399000, {
  error: 'bad_time',
})
export const timestamp = (options?: Options) => field('timestamp', Instant, options)

/** Any RFC 9562 UUID, kept in lower case. */
export const Id = z.guid().toLowerCase().meta({ example: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e' })
export const id = (options?: Options) => field('id', Id, options)
export const reference = (to: string, options?: Options) => field('reference', Id, { to, ...options })
/** A member of the tenant. */
export const member = (options?: Options) => field('member', Id, options)

/** Short texts that keep their spelling and compare without case. */
export const list = (max: number, length: number, options?: Options) =>
  field('list', z.array(Text(length).min(1)).max(max), { initial: [], ...options })

export const json = <S extends z.ZodType>(schema: S, options?: Options) => field('json', schema, options)

/** The shared shape of a person or an organisation: leads, contacts and accounts all have it (s0's Actor). */
export const actorFields = {
  email: email({ searched: true }),
  phone: phone({ searched: true }),
  /** E.164 where the number is valid, else its digits. */
  phone_e164: readOnly(text(40, { derived: true })),
  mobile: phone({ searched: true }),
  mobile_e164: readOnly(text(40, { derived: true })),
  website: url(),
  country: country(),
  city: text(120),
  language: oneOf(['ar', 'fr', 'en', 'es', 'de', 'it', 'pt', 'nl', 'other']),
}

export type Fields = Record<string, Field>
