import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'

const LANGUAGES = [
  { language: 'en', locale: 'en-GB', direction: 'ltr' },
  { language: 'fr', locale: 'fr-FR', direction: 'ltr' },
  { language: 'ar', locale: 'ar-MA', direction: 'rtl' },
]
const catalogue = (language: string) =>
  JSON.parse(readFileSync(`${import.meta.dirname}/../web/src/locales/${language}.json`, 'utf8')) as Record<
    string,
    string
  >

for (const { language, locale, direction } of LANGUAGES)
  test.describe(language, () => {
    test.use({ locale })

    test('the way in speaks the language of the browser, in its direction, without a complaint', async ({ page }) => {
      const complaints: string[] = []
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()))
      page.on('pageerror', (error) => complaints.push(error.message))
      const texts = catalogue(language)

      await page.goto('/')
      await expect(page.getByRole('heading', { name: texts['login.title'], exact: true })).toBeVisible()
      await expect(page.getByLabel(texts['login.email']!)).toBeFocused()
      await expect(page.locator('html')).toHaveAttribute('lang', language)
      await expect(page.locator('html')).toHaveAttribute('dir', direction)
      expect(complaints).toEqual([])
    })
  })
