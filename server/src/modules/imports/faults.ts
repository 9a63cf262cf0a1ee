import type { Ctx } from '#platform/context.ts'
import { type FieldError, fromDatabase, Problem } from '#platform/errors.ts'
import { messageOf } from '#platform/locales/messages.ts'
import { en } from '#platform/locales/en.ts'
import { cut } from '#platform/text.ts'

/** Why a row is not written, or not as it stands. */
export interface Fault {
  field: string | null
  /** Stable. */
  code: string
  /** The code where the catalogues have its words; else the words. */
  message: string
  params?: Record<string, string | number> | undefined
  value: string | null
}

export interface StoredFault extends Fault {
  number: number
  position: number
}

/** Faults that say what was done with a row, not what is wrong with it. */
export const SKIPPED = new Set(['repeated', 'several_match'])

/** What the schemas and rules of a record complain of. */
export const faultsOf = (errors: readonly FieldError[], input: Readonly<Record<string, unknown>>): Fault[] =>
  errors.map(({ field, code, message, params }) => ({ field, code, message, params, value: shown(input, field) }))

function shown(input: Readonly<Record<string, unknown>>, field: string): string | null {
  const value = input[field.split(/[.[]/)[0]!]
  if (value === undefined || value === null) return null
  return cut(typeof value === 'object' ? JSON.stringify(value) : String(value as string | number | boolean), 500)
}

/** What refused a row, of the rules or of the database; anything else is thrown on. */
export function refusalOf(error: unknown): Problem {
  const problem = error instanceof Problem ? error : fromDatabase(error)
  if (!problem || problem.status >= 500) throw error
  return problem
}

/** A refusal of a whole row. */
export function faultsIn(problem: Problem, input: Readonly<Record<string, unknown>>): Fault[] {
  const { errors } = problem.details
  if (errors?.length) return faultsOf(errors, input)
  return [{ field: null, code: problem.code, message: problem.code, value: null }]
}

/** In the language of who reads. */
export function messageIn({ locale }: Pick<Ctx, 'locale'>, { code, message, params }: Omit<Fault, 'field' | 'value'>) {
  if (`field.${message}` in en) return messageOf(`field.${message}`, 400, locale, params).detail
  if (message !== code) return message
  const key = `field.${code}` in en ? `field.${code}` : code
  return messageOf(key, 400, locale, params).detail
}
