import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Api, Lead } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { leadLinks } from './support/ui.ts'

/** Everything that axe finds wrong, each with where. The dark theme changes colours and nothing else. */
async function violations(page: Page): Promise<string[]> {
  const found: string[] = []
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme })
    await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
    // Colours that are still on their way say nothing yet.
    await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))')
    const axe = new AxeBuilder({ page }).options({ resultTypes: ['violations'] })
    if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    for (const { id, impact, nodes } of violations)
      found.push(...nodes.map(({ html }) => `${colorScheme}, ${impact} ${id}: ${html}`))
  }
  return found
}

/** Few leads, so that looking at them is quick, and of every sort. */
async function makeLeads(api: Api, mark: string): Promise<Lead> {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString()
  const date = (days: number) => day(days).slice(0, 10)
  const make = (values: Record<string, unknown>) => api.createLead({ company_name: mark, ...values })
  const who = { first_name: 'Latifa', last_name: 'Ziani', email: 'latifa@mail.example', phone: '+212 661 234567' }
  const trip = { preferred_travel_date: date(40), return_date: date(50), destinations: ['Merzouga'], tags: ['hot'] }
  const lead = await make({ ...who, ...trip, title: 'شهر العسل', lead_source: 'referral', estimated_value: 45_000 })
  await api.ask('PUT', `leads/${lead.id}/stage`, { lead_status: 'contacted', notes: 'Wants the desert' })
  await api.ask('POST', `leads/${lead.id}/notes`, { content: 'اتصلت وطلبت عرضا', type: 'whatsapp' })
  await api.ask('POST', `leads/${lead.id}/call-attempts`, {})
  await make({ first_name: 'Late', lead_status: 'callback', next_follow_up: day(-2), preferred_travel_date: date(2) })
  await make({ first_name: 'Today', lead_status: 'qualified', next_follow_up: day(0), preferred_travel_date: date(10) })
  await make({ first_name: 'Planned', lead_status: 'proposal', next_follow_up: day(4), assigned_to: null })
  await make({ first_name: 'Gone', lead_status: 'lost', lost_reason: 'Price', preferred_travel_date: date(-20) })
  await make({ first_name: 'Negotiating', lead_status: 'negotiation' })
  await make({ first_name: 'Happy', lead_status: 'won' })
  return lead
}

/** Looks at the page as it is now. */
const looker = (page: Page) => async (what: string) => expect.soft(await violations(page), what).toEqual([])

async function seeStory(page: Page, t: Texts) {
  const story = page.getByRole('region', { name: t('timeline.title') })
  await expect(story).toContainText('اتصلت وطلبت عرضا')
}

// Each look reads the whole page; machines differ.
test.describe.configure({ timeout: 150_000 })

for (const language of ['en', 'ar'] as const)
  test.describe(language, () => {
    test.use({ language, locale: LOCALES[language] })

    test.describe('at the door', () => {
      test.use({ as: null })
      test('axe finds nothing wrong with the way in', async ({ page, t }) => {
        await page.goto('/login')
        await page.getByRole('button', { name: t('login.submit'), exact: true }).click()
        await expect(page.getByText(t('login.email_needed'))).toBeVisible()
        expect(await violations(page)).toEqual([])
      })
    })

    test('axe finds nothing wrong with home, list, board, record and dialogs', async ({ page, api, mark, t }) => {
      const lead = await makeLeads(api, mark)
      const look = looker(page)
      const main = page.getByRole('main')

      await page.goto('/t/atlas/home')
      await expect(main.getByRole('link', { name: t('home.open_board') })).toBeVisible()
      await expect(main.locator('[aria-busy=true]')).toHaveCount(0)
      await look('home')

      await page.goto(`/t/atlas/leads?search=${mark}&lead_score_min=1`)
      await expect(leadLinks(page)).toHaveCount(7)
      await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
      await look('list with a selection')
      await page.getByRole('button', { name: t('filter.add'), exact: true }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await look('list with filters open')

      await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
      await expect(page.getByRole('article')).toHaveCount(7)
      await look('board')

      await page.goto(`/t/atlas/leads/${lead.id}`)
      await seeStory(page, t)
      await look('record')
      await page.getByRole('button', { name: t('leads.convert.action'), exact: true }).click()
      await expect(page.getByRole('dialog').getByRole('button', { name: t('convert.submit') })).toBeVisible()
      await look('convert dialog')

      await page.goto('/t/atlas/leads?search=zzzzzz')
      await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()
      await look('list that found nothing')
      await page.getByRole('button', { name: t('leads.new'), exact: true }).click()
      const dialog = page.getByRole('dialog', { name: t('leads.new') })
      await dialog.getByRole('button', { name: t('new_lead.show_more') }).click()
      await dialog.getByRole('button', { name: t('new_lead.create') }).click()
      await expect(dialog.getByText(t('new_lead.name_needed'))).toBeVisible()
      await look('new lead dialog')
    })
  })

test.describe('on a phone', () => {
  test.use({
    language: 'ar',
    locale: LOCALES.ar,
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
  })

  test('axe finds nothing wrong with list, board, record and menu', async ({ page, api, mark, t }) => {
    const lead = await makeLeads(api, mark)
    const look = looker(page)
    await page.goto(`/t/atlas/leads?search=${mark}`)
    await expect(leadLinks(page)).toHaveCount(7)
    await look('list')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: t('nav.more') })
      .tap()
    await expect(page.getByRole('dialog', { name: t('nav.more') })).toBeVisible()
    await look('menu')
    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await expect(page.getByRole('article').first()).toBeVisible()
    await look('board')
    await page.goto(`/t/atlas/leads/${lead.id}`)
    await seeStory(page, t)
    await look('record')
  })
})
