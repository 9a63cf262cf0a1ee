import type { Field } from '@rihla/contracts/fields.ts'

export type GotoStyle = 'text' | 'number' | 'date'

const STYLES: Partial<Record<Field['kind'], GotoStyle>> = {
  text: 'text',
  email: 'text',
  phone: 'text',
  integer: 'number',
  decimal: 'number',
  money: 'number',
  date: 'date',
  timestamp: 'date',
}

/** How somebody says where in a list to go, by what it is sorted by; null where there is no saying. */
export const gotoStyle = (field: Field | undefined): GotoStyle | null => (field && STYLES[field.kind]) ?? null
