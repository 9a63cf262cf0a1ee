import { contactResource } from '@rihla/contracts/contacts.ts'
import { customFieldsOf } from '@rihla/contracts/customKinds.ts'
import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { choicesOf } from './fields/choices.ts'
import { fieldLabel } from './fields/labels.ts'
import { keepNames } from './fields/own-names.ts'
import { describeFilter, filterableFields } from './filter-values.ts'
import { bare, flat, nested } from './flat.ts'
import { listFields, readColumns } from './grid/columns.ts'
import { LIST_PARAMS, ownParts, readListSearch } from './list-query.ts'
import { withOwnFields } from './own-fields.ts'

const definitions = [
  { key: 'shoe_size', type: 'number' as const, options: [] },
  { key: 'class', type: 'choice' as const, options: [{ value: 'first', label: 'First class' }] },
]
const resource = withOwnFields(contactResource, customFieldsOf(definitions))

beforeAll(async () => {
  await activateLanguage('en')
  keepNames(
    definitions.map((one) => ({
      ...one,
      record_type: 'contact' as const,
      label: one.key === 'class' ? 'Class' : 'Shoe size',
      labels: { fr: 'Classe' },
    })),
  )
})

test('fields of the tenant’s own filter, sort and stand in columns as every other field', () => {
  const asked = {
    'custom.shoe_size_min': '41',
    'custom.class': 'first',
    sort_by: 'custom.shoe_size',
    cols: 'full_name,custom.class:120',
  }
  expect(readListSearch(resource, asked, LIST_PARAMS)).toEqual({ search: asked, dropped: [] })
  expect(readListSearch(contactResource, asked, LIST_PARAMS).dropped).toEqual(Object.keys(asked))
  expect(ownParts({ ...asked, city: 'Fes' })).toEqual(asked)
  expect(listFields(resource.fields)).toContain('custom.class')
  expect(readColumns(resource.fields, 'custom.class!').columns).toEqual([{ field: 'custom.class', pinned: true }])
  expect(filterableFields(resource.fields).map(([name]) => name)).toContain('custom.shoe_size')
})

test('they and their choices are called as the tenant calls them, in the language of the page', async () => {
  const field = resource.fields['custom.class']
  expect(fieldLabel('custom.class', 'contact')).toBe('Class')
  expect(choicesOf('custom.class', field)).toEqual([{ value: 'first', text: 'First class' }])
  expect(describeFilter('custom.class', field, { is: 'first' }, (id) => id, 'contact')).toContain('First class')
  await activateLanguage('fr')
  expect(fieldLabel('custom.class', 'contact')).toBe('Classe')
  await activateLanguage('en')
})

test('a record is read flat and written as the API takes it', () => {
  const record = { id: '1', city: 'Fes', custom: { class: 'first' } }
  expect(flat(record)).toEqual({ ...record, 'custom.class': 'first' })
  expect(bare(flat(record))).toEqual(record)
  expect(nested({ city: 'Rabat', 'custom.class': null })).toEqual({ city: 'Rabat', custom: { class: null } })
  expect(nested({ city: 'Rabat' })).toEqual({ city: 'Rabat' })
})
