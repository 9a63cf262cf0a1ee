import { expect, test } from 'vitest'
import { alongWith, carriedTo, partOf } from './convert-carry.ts'
import type { Lead } from './lead.ts'

const lead = (values: Partial<Lead>): Lead =>
  ({
    first_name: null,
    last_name: null,
    full_name: null,
    company_name: null,
    title: null,
    tags: [],
    destinations: [],
    ...values,
  }) as Lead

test('a lead with a company makes a business, one without makes the person a customer', () => {
  const business = carriedTo(lead({ company_name: 'Atlas', email: 'info@atlas.example' })).account
  expect(business).toMatchObject({ account_type: 'business', name: 'Atlas' })
  expect(business).not.toHaveProperty('email')
  const person = carriedTo(lead({ full_name: 'Amina El Fassi', email: 'amina@example.com' })).account
  expect(person).toMatchObject({ account_type: 'individual', name: 'Amina El Fassi', email: 'amina@example.com' })
})

test('a single word is the last name', () => {
  expect(carriedTo(lead({ first_name: 'Amina' })).contact).toMatchObject({ first_name: null, last_name: 'Amina' })
  expect(carriedTo(lead({ last_name: 'El Fassi' })).contact).toMatchObject({ first_name: 'El', last_name: 'Fassi' })
})

test('the body says only what was changed, linked or left out', () => {
  const carried = carriedTo(lead({ title: 'Paris', estimated_value: 100, currency: 'MAD' })).opportunity
  const typed = { name: 'Paris in June', amount: 100, currency: 'MAD' }
  expect(partOf('opportunity', 'create', null, typed, carried)).toEqual({ name: 'Paris in June' })
  expect(partOf('opportunity', 'link', 'one', typed, carried)).toEqual({ id: 'one' })
  expect(partOf('opportunity', 'none', null, typed, carried)).toBe(null)
})

test('what goes along leaves out what is asked for and what is empty', () => {
  const carried = carriedTo(lead({ full_name: 'Amina', country: 'MA', city: null, tags: ['VIP'] })).account
  expect(alongWith('account', carried)).toEqual(['country', 'tags'])
})
