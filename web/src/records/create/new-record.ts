import type { Fields } from '@rihla/contracts/fields.ts'
import { useRef } from 'react'
import { newKey } from '#lib/client.ts'
import type { Problem } from '#lib/http.ts'
import { isEmpty } from '../fields/empty.ts'
import { filled, type Values } from '../form.ts'
import type { RecordKind } from '../kind.ts'
import type { CreateKind } from './create-kind.ts'
import type { Duplicate } from './duplicates.tsx'

/** One key for one body, so that sending the same form twice makes one record. */
export function useIdempotencyKey() {
  const kept = useRef({ text: '', key: '' })
  return (body: unknown) => {
    const text = JSON.stringify(body)
    if (kept.current.text !== text) kept.current = { text, key: newKey() }
    return kept.current.key
  }
}

/** The records that kept the server from making this one. */
export const candidatesOf = (problem: Problem | null): readonly Duplicate[] =>
  problem?.status === 409 ? ((problem as { candidates?: Duplicate[] }).candidates ?? []) : []

/** What a form says of a new record, without what its other values make meaningless. */
export function valuesToSend(creates: CreateKind, values: Values, fields: Fields, defaults: Values): Values {
  const { currency, ...rest } = Object.fromEntries(
    Object.entries(filled(values)).filter(([one]) => !creates.hides?.(values, one)),
  )
  // A currency says nothing without an amount.
  const amount = Object.keys(rest).some((one) => fields[one]?.kind === 'money')
  // A default that was taken out of the form is not to come back.
  const emptied = Object.keys(defaults).filter((one) => one in values && isEmpty(values[one]))
  return {
    ...rest,
    ...Object.fromEntries(emptied.map((one) => [one, null])),
    ...(amount ? { currency } : {}),
    assigned_to: values['assigned_to'] ?? null,
  }
}

/** With the tenant's own fields: what they want of every new record is asked at once, the rest on request. */
export const withOwn = (
  declared: CreateKind,
  kind: RecordKind,
  own: readonly string[],
  needed: readonly string[],
): CreateKind => ({
  ...declared,
  kind,
  needed,
  groups: needed.length
    ? [...declared.groups, { label: 'section.own', fields: needed.map((name) => [name, 'half'] as const) }]
    : declared.groups,
  more: [...declared.more, ...own.filter((name) => !needed.includes(name))],
})
