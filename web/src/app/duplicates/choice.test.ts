import { contactResource } from '@rihla/contracts/contacts.ts'
import { expect, test } from 'vitest'
import type { KindRecord } from '#records/kind.ts'
import { differing, toldValues, usual } from './choice.ts'

const record = (values: Record<string, unknown>) =>
  ({ id: '1', version: 1, tags: [], assigned_to: null, archived_at: null, ...values }) as unknown as KindRecord
const { fields } = contactResource
const a = record({ first_name: 'Amina', email: 'a@example.com', city: null, dietary_restrictions: [] })
const b = record({ first_name: 'Amina', email: 'b@example.com', city: 'Fès', dietary_restrictions: ['halal'] })

test('only what differs is asked, and what a merge settles by itself is not', () => {
  const names = differing(fields, a, record({ ...b, tags: ['x'], version: 7 })).map(([name]) => name)
  expect(names.toSorted()).toEqual(['city', 'dietary_restrictions', 'email'])
})

test('unasked, the kept one keeps what it has and takes what it lacks, but nothing private', () => {
  expect(usual('email', fields.email, a)).toBe('kept')
  expect(usual('city', fields.city, a)).toBe('other')
  expect(usual('dietary_restrictions', fields.dietary_restrictions, a)).toBe('kept')
})

test('only choices against the usual are told; an empty value that was chosen is one', () => {
  const open = differing(fields, a, b)
  expect(toldValues(open, a, b, {})).toEqual({})
  expect(toldValues(open, a, b, { email: 'kept', city: 'other' })).toEqual({})
  expect(toldValues(open, a, b, { email: 'other', city: 'kept', dietary_restrictions: 'other' })).toEqual({
    email: 'b@example.com',
    city: null,
    dietary_restrictions: ['halal'],
  })
})
