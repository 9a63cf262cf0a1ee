import { LAYOUTS } from '@rihla/contracts/usualLayouts.ts'
import { expect, test } from 'vitest'
import en from '#locales/en.json'

test('every section of ours has a name', () => {
  const sections: { id: string; fields: readonly string[] | null }[] = Object.values(LAYOUTS).flat()
  const ids = sections.map(({ id, fields }) => (fields ? `section.${id}` : `layouts.part.${id}`))
  expect(ids.filter((id) => !(id in en))).toEqual([])
})
