import type { Locator, Page } from '@playwright/test'
import { EMPTY_TENANT } from './support/people.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { cut, expectNoBlank, fail, hold, NO_ANSWER, REQUEST_ID, type Where } from './support/trouble.ts'
import { leadLinks } from './support/ui.ts'

interface Case {
  name: string
  /** Below the tenant. */
  path: (lead: string, mark: string) => string
  /** What it reads. */
  reads: Where
  /** What it shows when all is well. */
  shows: (page: Page, t: Texts) => Locator
}

const PAGES: Case[] = [
  {
    name: 'table',
    path: (_, mark) => `leads?search=${mark}`,
    reads: { path: /\/leads$/ },
    shows: (page) => leadLinks(page).first(),
  },
  {
    name: 'board',
    path: (_, mark) => `leads?layout=board&search=${mark}`,
    reads: { path: /\/leads\/pipeline$/ },
    shows: (page) => page.getByRole('article').first(),
  },
  {
    name: 'record',
    path: (lead) => `leads/${lead}`,
    reads: { path: /\/leads\/[0-9a-f-]{36}$/ },
    shows: (page, t) => page.getByRole('radiogroup', { name: t('field.lead_status') }),
  },
  {
    name: 'home',
    path: () => 'home',
    reads: { path: /\/leads(\/summary)?$/ },
    shows: (page, t) => page.getByRole('link', { name: t('home.needs.unassigned') }),
  },
]

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['ar', 'dark'],
] as const)
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, locale: LOCALES[language], colorScheme })

    for (const { name, path, reads, shows } of PAGES)
      test(`the ${name} page waits, fails, has no answer, and recovers`, async ({ page, api, mark, t, complaints }) => {
        complaints.expect(NO_ANSWER)
        const lead = await api.createLead({ first_name: 'Rania', last_name: mark })
        const main = page.getByRole('main')
        const content = shows(page, t)

        const release = await hold(page, reads)
        await page.goto(`/t/atlas/${path(lead.id, mark)}`)
        await expect(main.locator('[aria-busy=true]').first()).toBeVisible()
        await expectNoBlank(page)
        await release()
        await expect(content).toBeVisible()

        const mend = await fail(page, reads)
        await page.reload()
        const panel = main.getByRole('alert').first()
        await expect(panel).toContainText(REQUEST_ID)
        await expect(panel.getByRole('button', { name: t('error.copy_request_id') })).toBeVisible()
        await mend()
        await main
          .getByRole('button', { name: t('action.retry') })
          .first()
          .click()
        await expect(content).toBeVisible()

        const join = await cut(page, reads)
        await page.reload()
        await expect(panel).toContainText(t('error.network.title'))
        await expectNoBlank(page)
        await join()
        await main
          .getByRole('button', { name: t('action.retry') })
          .first()
          .click()
        await expect(content).toBeVisible()
      })

    test.describe('nothing there', () => {
      test.use({ as: 'both' })

      test('an empty tenant says so on every page, with the way to begin', async ({ page, t }) => {
        const begin = page.getByRole('main').getByRole('button', { name: t('leads.empty.create') })
        for (const path of ['leads', 'leads?layout=board']) {
          await page.goto(`/t/${EMPTY_TENANT.slug}/${path}`)
          await expect(page.getByText(t('leads.empty.title'))).toBeVisible()
          await begin.click()
          await expect(page.getByRole('dialog', { name: t('leads.new') })).toBeVisible()
          await page.keyboard.press('Escape')
          await expect(page.getByRole('dialog')).toBeHidden()
        }
        await page.goto(`/t/${EMPTY_TENANT.slug}/home`)
        await expect(page.getByText(t('home.needs.nothing'))).toBeVisible()
        await expect(page.getByText(t('home.departures.empty'))).toBeVisible()
      })
    })

    test('filters that leave nothing are named, and can be taken off', async ({ page, api, mark, t }) => {
      await api.createLead({ first_name: 'Yara', last_name: mark })
      const query = `search=${mark}&lead_status=won&interest_level=low`
      for (const path of [`leads?${query}`, `leads?layout=board&${query}`]) {
        await page.goto(`/t/atlas/${path}`)
        const main = page.getByRole('main')
        await expect(main.getByText(t('list.empty_filtered.title'))).toBeVisible()
        await expect(main).toContainText(mark)
        await expect(main).toContainText(t('lead_status.won'))
        await main
          .getByRole('button', { name: t('filter.clear') })
          .last()
          .click()
        await expect(main.getByText(t('list.empty_filtered.title'))).toBeHidden()
        await expect(page).not.toHaveURL(/lead_status/)
      }
    })

    test('what is not there, or is not mine, looks the same', async ({ page, t, complaints }) => {
      complaints.expect(NO_ANSWER)
      for (const path of ['/nowhere', '/t/sahara/leads', '/t/no-such-tenant/home', '/t/atlas/nowhere']) {
        await page.goto(path)
        await expect(page.getByText(t('error.no_page.title'))).toBeVisible()
      }
      await page.getByRole('link', { name: t('error.no_page.home') }).click()
      await expect(page).toHaveURL(/\/t\/atlas\/home$/)
      for (const id of ['01890000-0000-7000-8000-000000000000', 'not-an-id']) {
        await page.goto(`/t/atlas/leads/${id}`)
        await expect(page.getByText(t('record.missing.title'))).toBeVisible()
      }
      await page.getByRole('link', { name: t('record.back') }).click()
      await expect(leadLinks(page).first()).toBeVisible()
    })

    test('a part that fails, fails alone: the story of a lead', async ({ page, api, mark, t, complaints }) => {
      complaints.expect(NO_ANSWER)
      const lead = await api.createLead({ first_name: 'Sofia', last_name: mark })
      const mend = await fail(page, { path: /\/timeline$/ })
      await page.goto(`/t/atlas/leads/${lead.id}`)
      const story = page.getByRole('region', { name: t('timeline.title') })
      await expect(story.getByRole('alert')).toContainText(REQUEST_ID)
      await expect(page.getByRole('radiogroup', { name: t('field.lead_status') })).toBeVisible()
      await mend()
      await story.getByRole('button', { name: t('action.retry') }).click()
      await expect(story.getByRole('listitem').first()).toContainText(t('timeline.created'))
    })

    test('without a connection the page stays, and says so', async ({ page, context, api, mark, t, complaints }) => {
      complaints.expect(NO_ANSWER)
      await api.createLead({ first_name: 'Karima', last_name: mark })
      await page.goto(`/t/atlas/leads?search=${mark}`)
      await expect(leadLinks(page)).toHaveCount(1)
      await context.setOffline(true)
      const word = page.getByRole('status').filter({ hasText: t('shell.offline') })
      await expect(word).toBeVisible()
      await expect(leadLinks(page)).toHaveText([`Karima ${mark}`])
      await context.setOffline(false)
      await expect(word).toBeHidden()
    })
  })
