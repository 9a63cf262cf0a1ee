import type { Field, Fields } from '@rihla/contracts/fields.ts'
import { useState } from 'react'
import { useDraft } from '#lib/draft.ts'
import type { Problem } from '#lib/http.ts'
import { invalidReason } from './fields/invalid.ts'
import { isEmpty } from './fields/empty.ts'

export type Values = Record<string, unknown>
export type Errors = Readonly<Record<string, string>>

/** What of a form is worth sending: fields left empty say nothing. */
export const filled = (values: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => !isEmpty(value)))

/** What is wrong with what was typed, by field. An empty field is never wrong here; the contract says what it needs. */
export function findErrors(fields: Fields, values: Values): Errors {
  const errors: Record<string, string> = {}
  for (const [name, value] of Object.entries(values)) {
    const field: Field | undefined = fields[name]
    const reason = field && !isEmpty(value) ? invalidReason(field, value) : null
    if (reason) errors[name] = reason
  }
  return errors
}

/** The server's refusal at the fields it names, `under` a part of the body where the fields stand there. */
export function refusals(problem: Problem, under = ''): Errors {
  const errors: Record<string, string> = {}
  for (const { field, message } of problem.errors ?? []) {
    if (!field.startsWith(under)) continue
    // A field of the tenant's own has a name of two parts: `custom.size`.
    const name = /^(custom\.)?[^.[]*/.exec(field.slice(under.length))![0]
    if (name) errors[name] ??= message
  }
  return errors
}

/** The values of a form; under a key they are kept as a draft while they differ from what it opened with. */
export function useForm(key: string | null, fields: Fields, initial: Values, record_type = 'lead') {
  const [draft, setDraft] = useDraft<Values>(key)
  const [restored, setRestored] = useState(draft !== null)
  const [errors, setErrors] = useState<Errors>({})
  const values = draft ?? initial
  return {
    fields,
    record_type,
    values,
    errors,
    setErrors,
    /** True when it opened with what an earlier visit left. */
    restored,
    dirty: draft !== null,
    set(changes: Values) {
      setDraft({ ...values, ...changes })
      setRestored(false)
      const touched = Object.keys(changes)
      if (touched.some((name) => name in errors))
        setErrors(Object.fromEntries(Object.entries(errors).filter(([name]) => !touched.includes(name))))
    },
    /** Marks what is wrong, and answers the fields that are. */
    check(extra: Errors = {}): string[] {
      const found = { ...findErrors(fields, values), ...extra }
      setErrors(found)
      return Object.keys(found)
    },
    clear() {
      setDraft(null)
      setRestored(false)
      setErrors({})
    },
  }
}
export type Form = ReturnType<typeof useForm>
