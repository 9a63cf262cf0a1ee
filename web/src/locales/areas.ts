/**
 * Texts that come with the feature that shows them: an area, and how its ids begin. Every other text comes with the first
 * page. Who imports such a feature wraps the import in `withTexts(import(…), 'area')`; a test tells where that is missing.
 */
export const AREAS = {
  settings: ['members', 'scoring', 'sessions', 'appearance', 'shortcuts'],
  setup: ['own_fields', 'tags', 'industries'],
  files: ['files'],
  convert: ['convert'],
  bulk: ['bulk'],
  documents: ['documents'],
  merge: ['merge'],
  imports: ['import'],
  search: ['search'],
  passports: ['passports'],
  structures: ['part'],
  loyalty: ['loyalty'],
  layouts: ['layouts'],
} as const satisfies Record<string, readonly string[]>
export type Area = keyof typeof AREAS
export type Part = 'first' | Area

export const PARTS = ['first', ...(Object.keys(AREAS) as Area[])] as const

const areas = new Map(
  Object.entries(AREAS).flatMap(([area, begins]) => begins.map((one) => [one as string, area as Area])),
)

/** The part of the catalogue that a text is in. */
export const partOf = (id: string): Part => areas.get(id.slice(0, id.indexOf('.'))) ?? 'first'
