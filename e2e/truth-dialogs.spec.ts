import type { Page } from '@playwright/test'
import { PEOPLE } from './support/people.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { cut, fail, hold, NO_ANSWER, REQUEST_ID, type Where } from './support/trouble.ts'
import { leadLinks } from './support/ui.ts'

const create: Where = { method: 'POST', path: /\/leads$/ }
const convert: Where = { method: 'POST', path: /\/convert$/ }

async function openNewLead(page: Page, t: Texts) {
  await page.getByRole('button', { name: t('leads.new') }).click()
  return page.getByRole('dialog', { name: t('leads.new') })
}

for (const [language, colorScheme] of [
  ['en', 'dark'],
  ['ar', 'light'],
] as const)
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, locale: LOCALES[language], colorScheme })

    test('a new lead: what is missing, the wait, the failure, and one lead in the end', async ({
      page,
      api,
      mark,
      t,
      complaints,
    }) => {
      complaints.expect(NO_ANSWER)
      await page.goto(`/t/atlas/leads?search=${mark}`)
      await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()
      const dialog = await openNewLead(page, t)
      const submit = dialog.getByRole('button', { name: t('leads.create') })
      const said = dialog.getByRole('alert')

      await submit.click()
      await expect(said).toHaveText(t('new_lead.name_needed'))
      await dialog.getByLabel(t('field.first_name')).fill('Widad')
      await dialog.getByLabel(t('field.last_name')).fill(mark)
      await dialog.getByLabel(t('field.email')).fill('not an address')
      await submit.click()
      await expect(said).toHaveText(t('invalid.email'))
      await dialog.getByLabel(t('field.email')).fill(`${mark}@example.com`)

      const mendField = await fail(page, create, {
        status: 400,
        code: 'validation_failed',
        errors: [{ field: 'email', code: 'invalid', message: 'No such house' }],
      })
      await submit.click()
      await expect(said).toHaveText('No such house')
      await expect(dialog.getByLabel(t('field.email'))).toBeFocused()
      await mendField()
      await dialog.getByLabel(t('field.email')).fill(`${mark}@example.org`)

      const mend = await fail(page, create)
      await submit.click()
      await expect(said).toContainText(REQUEST_ID)
      await mend()
      // The answer is lost, not the lead: sending again must not make another.
      const swallowed = page.waitForRequest(
        (request) => request.method() === 'POST' && request.url().endsWith('/leads'),
      )
      await page.route(/\/leads$/, async (route) => {
        if (route.request().method() !== 'POST') return route.fallback()
        await route.fetch()
        return route.abort('connectionreset')
      })
      await submit.click()
      await swallowed
      await expect(said).toContainText(t('error.network.detail'))
      await page.unroute(/\/leads$/)
      await expect(dialog.getByLabel(t('field.first_name'))).toHaveValue('Widad')

      const release = await hold(page, create)
      await submit.click()
      await expect(submit).toHaveAttribute('aria-busy', 'true')
      await release()
      await expect(page.getByRole('heading', { level: 1, name: `Widad ${mark}` })).toBeVisible()
      expect(await api.leads(`search=${mark}`)).toHaveLength(1)
    })

    test('converting: the wait, the failure, the lost line, and somebody who was faster', async ({
      page,
      api,
      mark,
      t,
      complaints,
    }) => {
      complaints.expect(NO_ANSWER)
      const lead = await api.createLead({ first_name: 'Tarik', last_name: mark, title: `Trip of ${mark}` })
      await page.goto(`/t/atlas/leads/${lead.id}`)
      await page.getByRole('button', { name: t('leads.convert.action'), exact: true }).click()
      const dialog = page.getByRole('dialog', { name: t('convert.title', { name: `Tarik ${mark}` }) })
      const submit = dialog.getByRole('button', { name: t('convert.submit'), exact: true })

      const name = dialog.getByRole('region', { name: t('record.opportunity') }).getByLabel(t('field.name'))
      await name.fill('')
      await submit.click()
      await expect(dialog.getByText(t('invalid.required'))).toBeVisible()
      await name.fill(`Trip of ${mark}`)

      const mend = await fail(page, convert)
      await submit.click()
      await expect(dialog.getByRole('alert')).toContainText(REQUEST_ID)
      await mend()
      const join = await cut(page, convert)
      await submit.click()
      await expect(dialog.getByRole('alert')).toContainText(t('error.network.title'))
      await join()

      const release = await hold(page, convert)
      await submit.click()
      await expect(submit).toHaveAttribute('aria-busy', 'true')
      // A colleague converts it while this one waits.
      await api.ask('POST', `leads/${lead.id}/convert`, {})
      await release()
      await expect(dialog.getByText(t('convert.already'))).toBeVisible()
      await expect(dialog.getByRole('button', { name: `Tarik ${mark}` }).first()).toBeVisible()
      await dialog
        .getByRole('button', { name: t('action.close') })
        .last()
        .click()
      await expect(dialog).toBeHidden()
      await expect(page.getByRole('button', { name: t('leads.convert.action'), exact: true })).toBeHidden()
      expect((await api.ask<{ total: number }>('GET', `accounts?search=${mark}`)).total).toBe(1)
    })

    test('a session that ends under an open page asks for the password, and nothing typed is lost', async ({
      page,
      mark,
      t,
      complaints,
    }) => {
      complaints.expect(NO_ANSWER)
      await page.goto('/t/atlas/leads')
      await expect(leadLinks(page).first()).toBeVisible()
      const dialog = await openNewLead(page, t)
      await dialog.getByLabel(t('field.first_name')).fill('Zineb')
      await dialog.getByLabel(t('field.last_name')).fill(mark)

      // Signed out elsewhere, and the token of this page is known no longer.
      await page.context().request.post('/api/v1/auth/logout', { data: {} })
      const expire = await fail(page, create, { status: 401, code: 'unauthenticated' })
      await dialog.getByRole('button', { name: t('leads.create') }).click()
      const again = page.getByRole('dialog', { name: t('session.expired.title') })
      await expect(again).toBeVisible()
      await expire()
      await again.getByLabel(t('login.password'), { exact: true }).fill(PEOPLE.admin.password)
      await again.getByRole('button', { name: t('login.submit'), exact: true }).click()
      await expect(again).toBeHidden()

      await expect(dialog.getByLabel(t('field.last_name'))).toHaveValue(mark)
      await dialog.getByRole('button', { name: t('leads.create') }).click()
      await expect(page.getByRole('heading', { level: 1, name: `Zineb ${mark}` })).toBeVisible()
    })
  })

test('a note begun survives leaving the page, reloading it, and a failure to send it', async ({
  page,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER)
  const lead = await api.createLead({ first_name: 'Hajar', last_name: mark })
  await page.goto(`/t/atlas/leads/${lead.id}`)
  const box = page.getByRole('textbox', { name: t('composer.label') })
  await box.fill('They want the riad with the pool')
  await page.reload()
  await expect(box).toHaveValue('They want the riad with the pool')
  const mend = await fail(page, { method: 'POST', path: /\/notes$/ })
  await page.getByRole('button', { name: t('composer.add'), exact: true }).click()
  await expect(page.getByRole('alert')).toContainText(REQUEST_ID)
  await expect(box).toHaveValue('They want the riad with the pool')
  await mend()
  await page.getByRole('button', { name: t('composer.add'), exact: true }).click()
  const story = page.getByRole('region', { name: t('timeline.title') })
  await expect(story.getByRole('listitem').first()).toContainText('They want the riad with the pool')
  await expect(box).toHaveValue('')
})
