import type { ListSearch } from '#records/list-query.ts'
import { readPair } from './duplicates/pair-address.ts'

// What the addresses of pages say. What they cannot say is left out.

type Raw = Record<string, unknown>

/** Of a list. Its page, with which the fields come, leaves out what the list does not know, and says so. */
export const readAnySearch = (raw: Raw): ListSearch =>
  Object.fromEntries(Object.entries(raw).map(([name, value]) => [name, String(value ?? '')]))

const RECORDS = ['leads', 'contacts', 'accounts'] as const
type Records = (typeof RECORDS)[number]
const recordsIn = (raw: Raw): { of?: Records } => {
  const of = RECORDS.find((name) => name === raw['of'])
  return of ? { of } : {}
}

export function readTrash(raw: Raw): { search?: string; of?: Records } {
  const search = String(raw['search'] ?? '').slice(0, 200)
  return { ...(search ? { search } : {}), ...recordsIn(raw) }
}

export const readDuplicates = (raw: Raw): { of?: string; pair?: string } => ({
  ...(typeof raw['of'] === 'string' ? { of: raw['of'] } : {}),
  ...(readPair(raw['pair']) ? { pair: String(raw['pair']) } : {}),
})

export const readImports = recordsIn

const IMPORT_STEPS = ['file', 'map', 'rules', 'check', 'run', 'result'] as const
export function readImport(raw: Raw): { step?: (typeof IMPORT_STEPS)[number] } {
  const step = IMPORT_STEPS.find((name) => name === raw['step'])
  return step ? { step } : {}
}

/** Of a pane of the settings: the panes of fields and layouts have a part for each kind of record. */
export const readSetting = (raw: Raw): { of?: string } => (typeof raw['of'] === 'string' ? { of: raw['of'] } : {})
