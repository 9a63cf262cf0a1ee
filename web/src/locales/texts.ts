import type { Language } from '@rihla/contracts/languages.ts'
import type { Part } from './areas.ts'

export type Texts = Record<string, string | unknown[]>

/** Each part of each language; `build/texts.ts` makes them of the catalogues and puts them in the place of this object. */
export const texts = {} as Record<Language, Record<Part, () => Promise<{ default: Texts }>>>
