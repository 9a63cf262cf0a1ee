import { beforeAll, expect, test } from 'vitest'
import { activateLanguage } from '#lib/i18n.ts'
import { formatSize, sortOf } from './files.ts'

beforeAll(() => activateLanguage('en'))

test('a size is read in the unit that suits it', () => {
  expect([0, 999, 1000, 15_499, 2_340_000, 26_214_400].map(formatSize)).toEqual([
    '0 bytes',
    '999 bytes',
    '1 kB',
    '15 kB',
    '2.3 MB',
    '26.2 MB',
  ])
})

test('a file is of the sort its content is', () => {
  const sheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  const types = ['image/png', 'application/pdf', sheet, 'application/zip', 'text/plain', 'application/octet-stream']
  expect(types.map(sortOf)).toEqual(['image', 'text', 'sheet', 'archive', 'text', 'other'])
})
