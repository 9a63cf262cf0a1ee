import assert from 'node:assert/strict'
import { test } from 'node:test'
import { phoneDigits } from '#platform/search.ts'
import { type Entered, inCapitals, SPELLINGS } from './spellings.ts'

const somebody = (values: Partial<Entered>): Entered => ({
  first_name: 'Meryem',
  last_name: 'Chraïbi',
  email: 'meryem.chraibi@courriel.example',
  phone: '+212 661-00-12-34',
  country: 'MA',
  ...values,
})
const spelled = (who: Entered) => SPELLINGS.flatMap((spelling) => spelling(who) ?? [])

test('somebody is written in other letters, without accents, with an address that was misheard, in capitals', () => {
  const reached = { email: null, phone: '06 61 00 12 34', country: 'MA' }
  assert.deepEqual(spelled(somebody({})), [
    { first_name: 'مريم', last_name: 'الشرايبي', ...reached },
    { first_name: 'Meryem', last_name: 'Chraibi', ...reached },
    { first_name: 'Meryem', last_name: 'Chraïbi', ...reached, email: 'meryem.chraibi@couriel.example' },
    { first_name: 'Meryem', last_name: 'CHRAÏBI', ...reached },
  ])
})

test('by the name that friends use, and by the address of who left no number', () => {
  const [called] = spelled(somebody({ first_name: 'Nicolas', last_name: 'Moreau', country: 'FR', phone: null }))
  assert.equal(called!.first_name, 'Nico')
  assert.equal(called!.email, 'meryem.chraibi@courriel.example')
})

test('a number in another notation is the same number', () => {
  for (const [phone, country] of [
    ['0661001234', 'MA'],
    ['+212661001234', 'MA'],
    ['06 39 98 12 34', 'FR'],
    ['+44 20 7946 0123', 'GB'],
  ] as const) {
    const again = inCapitals(somebody({ phone, country }))!.phone!
    assert.notEqual(again, phone)
    assert.equal(phoneDigits(again, country), phoneDigits(phone, country))
  }
})
