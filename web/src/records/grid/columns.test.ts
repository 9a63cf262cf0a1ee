import { contactResource } from '@rihla/contracts/contacts.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { expect, test } from 'vitest'
import {
  type ColumnChoice,
  columnsOf,
  columnsSearch,
  columnsText,
  groupable,
  listFields,
  moved,
  pinned,
  readColumns,
  shown,
  sized,
} from './columns.ts'

const { fields } = leadResource
const usual: ColumnChoice[] = [{ field: 'full_name', pinned: true }, { field: 'lead_score' }, { field: 'lead_status' }]
const names = (columns: readonly ColumnChoice[]) => columns.map((one) => one.field).join()

test('columns survive the address and come back as they were', () => {
  const columns = [
    { field: 'full_name', width: 260, pinned: true },
    { field: 'lead_score' },
    { field: 'city', width: 90 },
  ]
  expect(columnsText(columns)).toBe('full_name:260!,lead_score,city:90')
  expect(readColumns(fields, columnsText(columns))).toEqual({ columns, wrong: false })
})

test('what is no column is left out; a width stays within reason', () => {
  const { columns, wrong } = readColumns(fields, 'full_name:9999!, colour,notes,custom,full_name,lead_score:1,')
  expect(columns).toEqual([
    { field: 'full_name', width: 800, pinned: true },
    { field: 'lead_score', width: 56 },
  ])
  expect(wrong).toBe(true)
})

test('the usual columns are not said', () => {
  expect(columnsOf(fields, {}, usual)).toBe(usual)
  expect(columnsSearch(usual, usual)).toBe('')
  expect(columnsSearch(sized(usual, 'lead_score', 100), usual)).toBe('full_name!,lead_score:100,lead_status')
  expect(sized(sized(usual, 'lead_score', 100), 'lead_score', null)).toEqual(usual)
})

test('a column moves among those pinned as it is', () => {
  expect(names(moved(usual, 'lead_status', 1))).toBe('full_name,lead_status,lead_score')
  expect(names(moved(usual, 'lead_status', 0))).toBe('full_name,lead_status,lead_score')
  expect(moved(usual, 'full_name', 2)).toBe(usual)
  const both = pinned(usual, 'lead_status', true)
  expect(names(both)).toBe('full_name,lead_status,lead_score')
  expect(names(moved(both, 'lead_status', 0))).toBe('lead_status,full_name,lead_score')
  expect(names(pinned(both, 'full_name', false))).toBe('lead_status,full_name,lead_score')
})

test('a column is shown at the end and hidden again; the last one stays', () => {
  expect(names(shown(usual, 'city', true))).toBe('full_name,lead_score,lead_status,city')
  expect(shown(usual, 'lead_score', true)).toBe(usual)
  expect(names(shown(usual, 'lead_score', false))).toBe('full_name,lead_status')
  const one = [{ field: 'full_name' }]
  expect(shown(one, 'full_name', false)).toBe(one)
})

test('every field a list carries can be a column; groups are made by few values', () => {
  expect(listFields(fields)).not.toContain('notes')
  expect(listFields(fields)).not.toContain('phone_e164')
  expect(listFields(fields)).toContain('converted_account_id')
  expect(listFields(contactResource.fields)).toEqual(expect.arrayContaining(['address', 'social_profiles', 'consent']))
  expect(listFields(contactResource.fields)).not.toContain('custom')
  expect(groupable(fields)).toContain('lead_status')
  expect(groupable(fields)).toContain('assigned_to')
  expect(groupable(fields)).not.toContain('city')
})
