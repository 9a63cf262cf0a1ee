import { leadResource } from '@rihla/contracts/leads.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import { expect, test } from 'vitest'
import { parseSearch, stringifySearch } from '#lib/search.ts'
import { activeFilters, withFilter } from './filter-values.ts'
import { apiQuery, LIST_PARAMS, narrowing, readListSearch, sortOf, sortSearch } from './list-query.ts'

const read = (text: string) => readListSearch(leadResource, parseSearch(text), LIST_PARAMS)
const member = '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e'

/** A value that each kind of filter takes. */
function sampleOf(name: string): string {
  const { field, operator } = filtersOf(leadResource.fields)[name]!
  const { kind, values } = leadResource.fields[field as keyof typeof leadResource.fields]
  if (operator === 'empty' || kind === 'boolean') return 'true'
  if (operator === 'from' || operator === 'to') return '+90d'
  if (kind === 'date') return '2026-06-12'
  if (kind === 'enum') return values!.slice(0, 2).join(',')
  if (kind === 'member' || kind === 'id' || kind === 'reference') return member
  if (kind === 'country') return 'MA'
  if (kind === 'currency') return 'MAD'
  if (kind === 'integer' || kind === 'decimal' || kind === 'money') return '1'
  return 'a b, c & d=é/ع+1'
}

test.each(Object.keys(filtersOf(leadResource.fields)))('%s survives the address and comes back as it was', (name) => {
  const search = { [name]: sampleOf(name) }
  expect(read(stringifySearch(search))).toEqual({ search, dropped: [] })
})

test('an address is readable', () => {
  const search = {
    lead_status: 'new,callback',
    lead_score_min: '70',
    preferred_travel_date_to: '+90d',
    sort_by: 'lead_score',
  }
  expect(stringifySearch(search)).toBe(
    '?lead_status=new,callback&lead_score_min=70&preferred_travel_date_to=%2B90d&sort_by=lead_score',
  )
})

test('an address typed by hand is understood: plus signs, other names, other spellings, repeated names', () => {
  expect(read('preferred_travel_date_to=+90d').search).toEqual({ preferred_travel_date_to: '+90d' })
  expect(read('status=NEW&company=Atlas').search).toEqual({ lead_status: 'new', company_name: 'Atlas' })
  expect(read('lead_status=Qualification,Won&lead_status=lost').search).toEqual({ lead_status: 'qualified,won,lost' })
})

test('what the list does not know is left out and named; pages say nothing here', () => {
  const { search, dropped } = read(
    'foo=1&lead_status=nonsense&lead_score_min=abc&sort_by=foo&layout=pie&page=7&cursor=x&city=F%C3%A8s',
  )
  expect(search).toEqual({ city: 'Fès' })
  expect(dropped).toEqual(['foo', 'lead_status', 'lead_score_min', 'sort_by', 'layout'])
})

test('defaults are not said', () => {
  expect(read('sort_by=created_at&sort_order=desc&layout=table&archived=false&search=').search).toEqual({})
  expect(read('layout=board').search).toEqual({ layout: 'board' })
})

test('a sort means here what it means to the API', () => {
  expect(sortOf(leadResource, {})).toEqual({ by: 'created_at', descending: true })
  expect(sortOf(leadResource, { sort_by: 'lead_score' })).toEqual({ by: 'lead_score', descending: false })
  for (const by of ['created_at', 'lead_score'])
    for (const descending of [true, false])
      expect(sortOf(leadResource, sortSearch(leadResource, by, descending))).toEqual({ by, descending })
})

test('an address says how a list is drawn, and only what that list has', () => {
  const drawn = {
    view: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e',
    cols: 'full_name:260!,lead_score,lead_status',
    group: 'lead_status',
    peek: `lead:${member}`,
  }
  expect(stringifySearch(drawn)).toContain('cols=full_name:260!,lead_score,lead_status')
  expect(read(stringifySearch(drawn))).toEqual({ search: drawn, dropped: [] })
  expect(apiQuery(drawn)).toEqual({})
  expect(narrowing(drawn)).toEqual([])
  expect(read('group=title&peek=lead&view=a%20b')).toEqual({ search: {}, dropped: ['group', 'peek', 'view'] })
  expect(read('cols=full_name,colour,notes,full_name')).toEqual({ search: { cols: 'full_name' }, dropped: ['cols'] })
})

test('the API is asked for what narrows and sorts, never for how it is drawn', () => {
  const search = { layout: 'board', lead_status: 'new', sort_by: 'lead_score' }
  expect(apiQuery(search)).toEqual({ lead_status: 'new', sort_by: 'lead_score' })
  expect(narrowing(search)).toEqual(['lead_status'])
})

test('a filter is set, read and taken away without touching the others', () => {
  const { fields } = leadResource
  const search = withFilter(fields, { search: 'amina', lead_status: 'new' }, 'lead_score', { min: '70', max: '90' })
  expect(search).toEqual({ search: 'amina', lead_status: 'new', lead_score_min: '70', lead_score_max: '90' })
  expect([...activeFilters(fields, search)]).toEqual([
    ['lead_status', { is: 'new' }],
    ['lead_score', { min: '70', max: '90' }],
  ])
  expect(withFilter(fields, search, 'lead_score', null)).toEqual({ search: 'amina', lead_status: 'new' })
})
