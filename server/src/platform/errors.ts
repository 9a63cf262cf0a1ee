import { en, type Locale } from './locales/en.ts'
import { messageOf } from './locales/messages.ts'

export interface FieldError {
  /** Path in the body or query: `lines[2].quantity`. */
  field: string
  /** Stable: `required`, `unknown_field`, `too_long` … */
  code: string
  message: string
  /** Filled into the message. */
  params?: Record<string, string | number> | undefined
}

interface Details {
  /** Filled into the message: `{field}`. */
  params?: Record<string, string | number>
  errors?: FieldError[]
  /** Members of the body besides the standard ones: `current`, `candidates`, ids. */
  body?: Record<string, unknown>
  headers?: Record<string, string>
  cause?: unknown
}

/** An error with an answer: problem+json (RFC 9457). `code` is stable; the words come from the catalogues. */
export class Problem extends Error {
  readonly status: number
  readonly code: string
  readonly details: Details

  constructor(status: number, code: string, details: Details = {}) {
    super(code, { cause: details.cause })
    this.status = status
    this.code = code
    this.details = details
  }
}

export const notFound = (record_type: string) =>
  new Problem(404, `${record_type}.not_found`, { params: { record_type: record_type.replaceAll('_', ' ') } })
export const forbidden = (permission?: string) =>
  new Problem(403, 'permission_denied', permission ? { params: { permission }, body: { permission } } : {})
export const unauthenticated = () => new Problem(401, 'unauthenticated', { headers: { 'www-authenticate': 'Bearer' } })
export const invalid = (field: string, code: string, status = 400) =>
  new Problem(status, 'validation_failed', { errors: [{ field, code, message: code }] })
/** What went into another record takes nothing more: it would be looked for there. */
export function judgeThere({ archived_at, merged_into_id }: Readonly<Record<string, unknown>>) {
  if (merged_into_id) throw new Problem(409, 'archived', { body: { archived_at, merged_into_id } })
}
export const unavailable = (cause?: unknown) =>
  new Problem(503, 'database_unavailable', { headers: { 'retry-after': '2' }, cause })

/** The body of an answer. Words follow the caller's language; nothing internal is in it. */
export function problemBody(problem: Problem, locale: Locale, request_id: string) {
  const { params, errors, body } = problem.details
  const { title, detail } = messageOf(problem.code, problem.status, locale, params)
  return {
    type: `https://rihla.example/problems/${problem.code}`,
    title,
    status: problem.status,
    detail,
    code: problem.code,
    ...body,
    errors: errors?.map(({ params, ...error }) => ({ ...error, message: fieldMessage(error, locale, params) })) ?? [],
    request_id,
  }
}

/** A field error carries its code, or another key, as message until it is answered in somebody's language. */
const fieldMessage = ({ code, message }: FieldError, locale: Locale, params: FieldError['params']) =>
  message === code || `field.${message}` in en ? messageOf(`field.${message}`, 400, locale, params).detail : message

interface DatabaseError {
  code?: string
  table?: string
  constraint?: string
  column?: string
  message?: string
}

/**
 * What a PostgreSQL error means to the caller. Constraints are named `<table>_<column>_<kind>`, so the database names
 * the field; Citus adds a shard number and may leave the constraint out (`architecture.md` 6).
 */
export function fromDatabase(error: unknown): Problem | undefined {
  const { code, constraint, table, column } = error as DatabaseError
  if (typeof code !== 'string') return undefined
  const name = constraint?.replace(/_\d{6,}$/, '').replace(/_(key|fkey|check|pkey|not_null)$/, '')
  const field = column || (table && name?.startsWith(`${table}_`) ? name.slice(table.length + 1) : name) || 'id'
  if (code === '23505')
    return field === 'id' || constraint?.endsWith('_pkey')
      ? new Problem(409, 'duplicate_id', { errors: [{ field: 'id', code: 'taken', message: 'taken' }] })
      : new Problem(409, 'duplicate', { errors: [{ field, code: 'taken', message: 'taken' }] })
  if (code === '23503') return invalid(field, 'unknown_reference', 422)
  if (code === '23514' || code === '23502' || code === '22003') return invalid(field, 'out_of_range', 422)
  if (code === '22021' || code === '22P05') return invalid(field, 'bad_text')
  if (code === '40001' || code === '40P01' || code === '55P03')
    return new Problem(503, 'busy', { headers: { 'retry-after': '1' }, cause: error })
  if (code === '57014') return new Problem(503, 'too_slow', { headers: { 'retry-after': '5' }, cause: error })
  if (code.startsWith('08') || code.startsWith('57P') || code === '53300' || CONNECTION_LOST.has(code))
    return unavailable(error)
  return undefined
}

const CONNECTION_LOST = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ENOENT',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EHOSTUNREACH',
])
