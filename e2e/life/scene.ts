import type { Locator, Page } from '@playwright/test'
import type { Api } from '../support/api.ts'
import type { Texts } from '../support/texts.ts'

/** What the lead is called, in the language of the page. */
export const NAMES = {
  en: {
    first: 'Amina',
    company: 'Riad Andalous',
    title: 'Ten days in the desert',
    edited: 'Twelve days in the desert',
  },
  ar: { first: 'أمينة', company: 'رياض الأندلس', title: 'عشرة أيام في الصحراء', edited: 'اثنا عشر يوما في الصحراء' },
} as const

/** Where a part of the life is played. */
export interface Scene {
  page: Page
  api: Api
  t: Texts
  mark: string
  language: 'en' | 'ar'
}

/** Whether one stands left of the other. */
export async function startsBefore(one: Locator, other: Locator) {
  const [a, b] = [await one.boundingBox(), await other.boundingBox()]
  return a!.x < b!.x
}
