import { expect, type Locator, type Page } from '@playwright/test'
import type { TextId, Texts } from './texts.ts'

/** The last word about what was done. */
export const toast = (page: Page, text: string): Locator =>
  page
    .locator('[data-sonner-toast]')
    .filter({ has: page.getByText(text, { exact: true }) })
    .first()

/** Takes back what a toast tells of. */
export const undoBy = (page: Page, t: Texts, label: string): Promise<void> =>
  toast(page, label)
    .getByRole('button', { name: t('action.undo'), exact: true })
    .click()

/** The links to leads in a list, as they stand. */
export const leadLinks = (page: Page): Locator => page.locator('main').locator('a[href*="/leads/"]')

/** A row of the table, by the name of its lead. */
export const row = (page: Page, name: string): Locator => page.getByRole('row').filter({ hasText: name })

/** Opens the editor of a new filter. */
export async function addFilter(page: Page, t: Texts, field: TextId): Promise<Locator> {
  await page.getByRole('button', { name: t('filter.add'), exact: true }).click()
  const picker = page.getByRole('dialog', { name: t('filter.add') })
  await picker.getByRole('combobox').fill(t(field))
  await picker.getByRole('option', { name: t(field), exact: true }).click()
  return page.getByRole('dialog', { name: t(field), exact: true })
}

/** The page itself never scrolls sideways. */
export async function expectNoSidewaysScroll(page: Page) {
  const over = () =>
    page.evaluate<number>('document.documentElement.scrollWidth - document.documentElement.clientWidth')
  await expect.poll(over, 'how far the page scrolls sideways').toBeLessThanOrEqual(0)
}
