import { EMPTY_TENANT } from '../support/people.ts'
import { expect } from '../support/test.ts'
import { textsIn } from '../support/texts.ts'
import { leadLinks } from '../support/ui.ts'
import type { Walk } from './walk.ts'

/** Dark, close, in Arabic; and another tenant, in which nothing of this one is left to see. */
export async function lookAround({ page, t, mark, look }: Walk) {
  await page.goto('/t/atlas/settings/appearance')
  await page.getByRole('radio', { name: t('theme.dark'), exact: true }).click()
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
  await page.getByRole('radio', { name: t('density.compact'), exact: true }).click()
  await look('appearance')

  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page).first()).toBeVisible()
  expect((await page.locator('[data-row]').first().boundingBox())!.height).toBeLessThanOrEqual(32)
  await look('dark-compact')

  const arabic = textsIn('ar')
  await page.getByRole('button', { name: t('shell.user_menu', { name: 'Leila Mansour' }) }).click()
  await page.getByRole('menuitemradio', { name: 'العربية' }).click()
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('searchbox', { name: arabic('leads.search') })).toBeVisible()
  await look('arabic')

  await page.getByRole('button', { name: arabic('shell.tenant_is', { name: 'Atlas Voyages' }) }).click()
  await page.getByRole('option', { name: EMPTY_TENANT.name }).click()
  await expect(page).toHaveURL(new RegExp(`/t/${EMPTY_TENANT.slug}/`))
  await expect(page.getByText(arabic('leads.empty.title'))).toBeVisible()
  await expect(page.getByText(mark)).toHaveCount(0)
  await look('other-tenant')
}
