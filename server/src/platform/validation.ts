import * as z from 'zod'
import { type FieldError, Problem } from './errors.ts'
import { en, type Locale } from './locales/en.ts'

const MESSAGES = { en: z.locales.en().localeError, fr: z.locales.fr().localeError, ar: z.locales.ar().localeError }

type Where = 'body' | 'query' | 'path'

/**
 * Parses input; throws 400 with one entry per field that needs attention, in the caller's language.
 * `where` names unknown keys: fields in a body, parameters in a query. `more` is what else was found to be wrong with it.
 */
export function parse<T>(
  schema: z.ZodType<T>,
  input: unknown,
  where: Where,
  locale: Locale,
  more: readonly FieldError[] = [],
): T {
  const result = schema.safeParse(input, { error: MESSAGES[locale] as z.core.$ZodErrorMap })
  if (result.success && !more.length) return result.data
  const found = result.error?.issues.flatMap((issue) => fieldErrors(issue, where, input)) ?? []
  const named = new Set(found.map(({ field }) => field))
  const errors = [...found, ...more.filter(({ field }) => !named.has(field))].slice(0, 100)
  const unknown = errors.every(({ code }) => code === 'unknown_field')
  throw new Problem(400, unknown && where === 'body' ? 'unknown_field' : 'validation_failed', { errors })
}

/** The same entries, for who throws them with others; none when nothing is wrong. */
export function complaints(schema: z.ZodType, input: unknown, where: Where, locale: Locale): FieldError[] {
  const result = schema.safeParse(input, { error: MESSAGES[locale] as z.core.$ZodErrorMap })
  return result.error?.issues.flatMap((issue) => fieldErrors(issue, where, input)).slice(0, 100) ?? []
}

function fieldErrors(issue: z.core.$ZodIssue, where: string, input: unknown): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    const code = where === 'query' ? 'unknown_filter' : 'unknown_field'
    return issue.keys.map((key) => ({ field: pathOf([...issue.path, key]), code, message: code }))
  }
  // Of the branches of a union, the one that came furthest says what is wrong.
  if (issue.code === 'invalid_union' && issue.errors.length) {
    const branch = issue.errors.toSorted((a, b) => depth(b) - depth(a))[0]!
    return branch.flatMap((inner) => fieldErrors({ ...inner, path: [...issue.path, ...inner.path] }, where, input))
  }
  const field = pathOf(issue.path)
  if (issue.code === 'invalid_type' && valueAt(input, issue.path) === undefined)
    return [{ field, code: 'required', message: 'required' }]
  // What a contract itself says is a key of the catalogues.
  const { message } = issue
  if (`field.${message}` in en)
    return [{ field, code: message, message, params: (issue as z.core.$ZodIssueCustom).params }]
  return [{ field, code: codeOf(issue), message, ...inWords(issue) }]
}

/** What people meet most often, in words that say what to do; for the rest zod's own do. */
function inWords(issue: z.core.$ZodIssue): Pick<FieldError, 'message' | 'params'> | undefined {
  if (issue.code === 'invalid_format' && issue.format === 'email') return { message: 'bad_email' }
  if (issue.code !== 'too_small' && issue.code !== 'too_big') return undefined
  const most = issue.code === 'too_big'
  const bound = Number(most ? issue.maximum : issue.minimum)
  if (issue.origin === 'string' && !most && bound === 1) return { message: 'required' }
  if (issue.origin === 'string') return most ? { message: 'too_many_signs', params: { most: bound } } : undefined
  if (issue.origin === 'array') return most ? { message: 'too_many_values', params: { most: bound } } : undefined
  if (!['number', 'int'].includes(issue.origin) || issue.inclusive === false) return undefined
  return most ? { message: 'at_most', params: { most: bound } } : { message: 'at_least', params: { least: bound } }
}

const valueAt = (input: unknown, path: readonly PropertyKey[]) =>
  path.reduce<unknown>((value, key) => (value as Record<PropertyKey, unknown> | null | undefined)?.[key], input)

const depth = (issues: readonly z.core.$ZodIssue[]) => Math.max(0, ...issues.map(({ path }) => path.length))

const CODES: Record<string, string> = {
  invalid_type: 'wrong_type',
  too_big: 'too_big',
  too_small: 'too_small',
  invalid_format: 'invalid_format',
  invalid_value: 'not_allowed',
  custom: 'invalid',
}
const codeOf = (issue: z.core.$ZodIssue) => CODES[issue.code] ?? issue.code

/** `lines[2].quantity` */
const pathOf = (path: readonly PropertyKey[]) =>
  path.reduce<string>(
    (text, key) => (typeof key === 'number' ? `${text}[${key}]` : text ? `${text}.${String(key)}` : String(key)),
    '',
  )
