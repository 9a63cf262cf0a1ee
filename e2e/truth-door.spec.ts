import { PEOPLE } from './support/people.ts'
import { expect, test } from './support/test.ts'
import { LOCALES } from './support/texts.ts'
import { cut, fail, hold, NO_ANSWER, type Where } from './support/trouble.ts'
import { leadLinks } from './support/ui.ts'

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['ar', 'dark'],
] as const)
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, locale: LOCALES[language], colorScheme })

    test.describe('at the door', () => {
      test.use({ as: null })

      test('signing in asks, waits, refuses, fails, and lets in', async ({ page, t, complaints }) => {
        complaints.expect(NO_ANSWER)
        const { email, password } = PEOPLE.agent
        const submit = page.getByRole('button', { name: t('login.submit'), exact: true })
        const login: Where = { path: /\/auth\/login$/ }
        await page.goto('/t/atlas/leads?lead_status=new')
        await expect(page).toHaveURL(/\/login\?next=/)

        await submit.click()
        await expect(page.getByText(t('login.email_needed'))).toBeVisible()
        await expect(page.getByText(t('login.password_needed'))).toBeVisible()

        await page.getByLabel(t('login.email')).fill(email)
        await page.getByLabel(t('login.password'), { exact: true }).fill('not this one')
        await submit.click()
        await expect(page.getByRole('alert')).toHaveText(t('login.refused'))

        const mend = await fail(page, login, { detail: 'The door is stuck.' })
        await submit.click()
        await expect(page.getByRole('alert')).toContainText('The door is stuck.')
        await mend()
        const join = await cut(page, login)
        await submit.click()
        await expect(page.getByRole('alert')).toContainText(t('error.network.detail'))
        await join()

        const release = await hold(page, login)
        await page.getByLabel(t('login.password'), { exact: true }).fill(password)
        await submit.click()
        await expect(submit).toBeDisabled()
        await expect(submit).toHaveAttribute('aria-busy', 'true')
        await release()
        await expect(page).toHaveURL(/\/t\/atlas\/leads\?lead_status=new$/)
        // Nobody chose a language at this door: inside, the account's is spoken.
        await expect(page.locator('html')).toHaveAttribute('lang', 'fr')
        await expect(leadLinks(page).first()).toBeVisible()
      })
    })
  })
