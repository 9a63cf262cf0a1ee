// Cells as people write them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { contactResource } from '@rihla/contracts/contacts.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { dayOf } from './days.ts'
import { currencyOf, numberOf } from './numbers.ts'
import { splitName, valueOf } from './values.ts'
import { yesNo } from './words.ts'

test('amounts are read however they are grouped and marked', () => {
  const cases: [string, number | undefined][] = [
    ['1234.5', 1234.5],
    ['1 234,50 MAD', 1234.5],
    ['1\u202f234,50 €', 1234.5],
    ['1.234,50', 1234.5],
    ['1,234.50', 1234.5],
    ['1,234', 1234],
    ['1.234', 1234],
    ['12,5', 12.5],
    ['0,5', 0.5],
    ['1.234.567', 1234567],
    ['DH 2 000', 2000],
    ['١٬٢٣٤٫٥', 1234.5],
    ['(150)', -150],
    ["1'234.50", 1234.5],
    ['abc', undefined],
    ['1.2.3,4,5', undefined],
    ['12/03', undefined],
  ]
  for (const [text, value] of cases) assert.equal(numberOf(text, 'money'), value, text)
  assert.equal(numberOf('0.125', 'decimal'), 0.125)
  assert.equal(numberOf('1.234', 'decimal'), 1.234)
  assert.equal(numberOf('35 %', 'decimal'), 0.35)
})

test('an amount may say its currency', () => {
  assert.deepEqual(['1 234,50 MAD', '€ 12', '12 €', '100 dh', '٥٠ درهم', '12'].map(currencyOf), [
    'MAD',
    'EUR',
    'EUR',
    'MAD',
    'MAD',
    undefined,
  ])
})

test('days are read in the usual spellings and in three languages', () => {
  const cases: [string, string, string | undefined][] = [
    ['12/03/1988', 'dmy', '1988-03-12'],
    ['12/03/1988', 'mdy', '1988-12-03'],
    ['25/12/1988', 'mdy', '1988-12-25'],
    ['12.3.88', 'dmy', '1988-03-12'],
    ['1988-03-12', 'dmy', '1988-03-12'],
    ['1988/3/12', 'dmy', '1988-03-12'],
    ['1988-03-12T10:00:00Z', 'dmy', '1988-03-12'],
    ['12 mars 1988', 'dmy', '1988-03-12'],
    ['12 févr. 1988', 'dmy', '1988-02-12'],
    ['March 12, 1988', 'dmy', '1988-03-12'],
    ['1er août 2026', 'dmy', '2026-08-01'],
    ['١٢/٠٣/١٩٨٨', 'dmy', '1988-03-12'],
    ['12 مارس 1988', 'dmy', '1988-03-12'],
    ['32214', 'dmy', '1988-03-12'],
    ['19880312', 'dmy', '1988-03-12'],
    ['31/02/1990', 'dmy', undefined],
    ['1988', 'dmy', undefined],
    ['soon', 'dmy', undefined],
  ]
  for (const [text, order, day] of cases) assert.equal(dayOf(text, order as 'dmy'), day, `${text} ${order}`)
})

test('names, phones, words and lists', () => {
  assert.deepEqual(splitName('Amina El Fassi'), { first_name: 'Amina El', last_name: 'Fassi' })
  assert.deepEqual(splitName('El Fassi, Amina'), { first_name: 'Amina', last_name: 'El Fassi' })
  assert.deepEqual(splitName('Cher'), { first_name: null, last_name: 'Cher' })
  const reading = { date_order: 'dmy', exact: false } as const
  const { fields } = contactResource
  const phone = (cell: string) => valueOf('phone', fields.phone, cell, reading)
  assert.equal(phone('00212 661 23 45 67'), '+212 661 23 45 67')
  assert.equal(phone('٠٦٦١٢٣٤٥٦٧'), '0661234567')
  assert.equal(phone('+212661234567 ::: +212522000000'), '+212661234567')
  assert.equal(phone('2.12661234567E+11'), '212661234567')
  assert.equal(valueOf('email', fields.email, 'Amina <a@b.co>', reading), 'a@b.co')
  assert.deepEqual(valueOf('tags', fields.tags, 'VIP, omra , vip', reading), ['VIP', 'omra'])
  assert.deepEqual(valueOf('tags', fields.tags, '* myContacts', reading), [])
  assert.equal(valueOf('country', fields.country, 'Maroc', reading), 'MA')
  assert.equal(valueOf('language', fields.language, 'Français', reading), 'fr')
  const lead = leadResource.fields
  assert.equal(valueOf('lead_status', lead.lead_status, 'À rappeler', reading), 'callback')
  assert.equal(valueOf('lead_source', lead.lead_source, 'Bouche à oreille', reading), 'referral')
  assert.equal(valueOf('interest_level', lead.interest_level, 'عاجل', reading), 'urgent')
  assert.deepEqual(['Oui', 'لا', 'x', 'maybe'].map(yesNo), [true, false, true, undefined])
})
