import { leadResource } from '@rihla/contracts/leads.ts'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { filled, findErrors, refusals } from './form.ts'

beforeAll(() => activateLanguage('en'))

test('fields left empty are not sent', () => {
  expect(filled({ first_name: 'Amina', phone: null, tags: [], score_locked: false })).toEqual({
    first_name: 'Amina',
    score_locked: false,
  })
})

test('what the contract refuses is marked at its field', () => {
  const errors = findErrors(leadResource.fields, {
    email: 'amina@',
    phone: '',
    number_of_travelers: Number.NaN,
    city: 'Fès',
  })
  expect(Object.keys(errors)).toEqual(['email', 'number_of_travelers'])
})

test("the server's refusals stand at the fields they name", () => {
  const problem = {
    type: 'about:blank',
    title: 'Refused',
    status: 422,
    code: 'validation_failed',
    errors: [
      { field: 'tags[0]', code: 'too_long', message: 'Too long.' },
      { field: 'account.name', code: 'required', message: 'Needed.' },
      { field: 'custom.size', code: 'required', message: 'Needed too.' },
    ],
  }
  expect(refusals(problem)).toEqual({ tags: 'Too long.', account: 'Needed.', 'custom.size': 'Needed too.' })
  expect(refusals(problem, 'account.')).toEqual({ name: 'Needed.' })
})
