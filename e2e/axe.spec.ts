import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import type { Api, Lead } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { leadLinks } from './support/ui.ts'

const PANES = [
  'profile',
  'appearance',
  'shortcuts',
  'sessions',
  'members',
  'fields',
  'layouts',
  'tags',
  'industries',
  'loyalty',
  'scoring',
]
const WIDE = { width: 1280, height: 900 }
const NARROW = { width: 360, height: 740 }

/** Everything that axe finds wrong, wide and narrow, each with where. */
async function violations(page: Page, sizes = [WIDE, NARROW]): Promise<string[]> {
  const found: string[] = []
  for (const size of sizes) {
    await page.setViewportSize(size)
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme })
      await expect(page.locator('html')).toHaveAttribute('data-theme', colorScheme)
      await expect(page.locator('[aria-busy=true]')).toHaveCount(0)
      // Colours that are still on their way say nothing yet.
      await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))')
      // Our pages have no frames, which would be looked at one by one and put together in a page of their own.
      const axe = new AxeBuilder({ page }).setLegacyMode()
      // The dark theme changes colours and nothing else.
      if (colorScheme === 'dark') axe.withRules(['color-contrast', 'link-in-text-block'])
      else axe.options({ resultTypes: ['violations'], rules: { 'target-size': { enabled: true } } })
      const { violations } = await axe.analyze()
      for (const { id, impact, nodes } of violations)
        for (const { html, target } of nodes)
          if (id !== 'target-size' || (await isSmall(page, String(target[0]))))
            found.push(`${size.width}, ${colorScheme}, ${impact} ${id}: ${html.slice(0, 200)}`)
    }
  }
  return found
}

/** Whether a target is too small where it can be seen whole: at the edge of the view a bar may lie over half of it. */
async function isSmall(page: Page, target: string): Promise<boolean> {
  await page
    .locator(target)
    .first()
    .evaluate((one) => one.scrollIntoView({ block: 'center' }))
  const rules = { 'target-size': { enabled: true } }
  const { violations } = await new AxeBuilder({ page })
    .include(target)
    .options({ runOnly: ['target-size'], rules })
    .analyze()
  return violations.length > 0
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

/** An account in a group, over its credit by nothing yet, and somebody in it with a passport that has ended. */
async function makePeople(api: Api, mark: string): Promise<{ account: string; contact: string }> {
  const above = await api.ask<{ id: string }>('POST', 'accounts', { name: `Group ${mark}` })
  const account = await api.ask<{ id: string }>('POST', 'accounts', {
    name: `شركة ${mark}`,
    parent_id: above.id,
    credit_limit: 50_000,
    tags: ['b2b'],
  })
  const contact = await api.ask<{ id: string }>('POST', 'contacts', {
    first_name: 'Souad',
    last_name: mark,
    account_id: account.id,
    title: 'Directrice',
    language: 'fr',
    email: `souad@${mark}.example`,
    phone: `+212 6${Math.floor(10_000_000 + Math.random() * 89_999_999)}`,
    dietary_restrictions: ['halal'],
    consent: { email: { state: 'granted' }, sms: { state: 'denied' } },
  })
  await api.ask('POST', `contacts/${contact.id}/travel-documents`, { number: 'XR7788991', expires_on: '2020-01-31' })
  await api.ask('POST', `contacts/${contact.id}/notes`, { content: 'Préfère le matin' })
  return { account: account.id, contact: contact.id }
}

/** Looks at the page as it is now. */
const looker = (page: Page) => async (what: string, sizes?: (typeof WIDE)[]) => {
  expect.soft(await violations(page, sizes), what).toEqual([])
  await page.setViewportSize(WIDE)
}

async function seeStory(page: Page, t: Texts) {
  const story = page.getByRole('region', { name: t('timeline.title') })
  await expect(story).toContainText('اتصلت وطلبت عرضا')
}

// Each look reads the whole page; machines differ.
test.describe.configure({ timeout: 180_000 })

for (const language of ['en', 'fr', 'ar'] as const)
  test.describe(language, () => {
    test.use({ language, locale: LOCALES[language], viewport: WIDE })

    test.describe('at the door', () => {
      test.use({ as: null })
      test('axe finds nothing wrong with the ways in', async ({ page, t }) => {
        const look = looker(page)
        await page.goto('/login')
        await page.getByRole('button', { name: t('login.submit'), exact: true }).click()
        await expect(page.getByText(t('login.email_needed'))).toBeVisible()
        await look('sign-in')
        await page.goto('/forgot')
        await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
        await look('forgotten password')
      })
    })

    test('axe finds nothing wrong with home, list, board, record and what opens over them', async ({
      page,
      api,
      mark,
      t,
    }) => {
      const lead = await makeLeads(api, mark)
      const look = looker(page)
      const main = page.getByRole('main')

      await page.goto('/t/atlas/home')
      await expect(main.getByRole('link', { name: t('home.open_board') })).toBeVisible()
      await look('home')

      await page.goto(`/t/atlas/leads?search=${mark}&lead_score_min=1`)
      await expect(leadLinks(page)).toHaveCount(7)
      await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
      await expect(page.getByRole('toolbar', { name: t('bulk.label') })).toBeVisible()
      await look('list with a selection')
      await page.goto(`/t/atlas/leads?search=${mark}&peek=lead:${lead.id}`)
      await expect(page.getByRole('link', { name: t('peek.open') })).toBeVisible()
      await page.getByRole('button', { name: t('filter.add'), exact: true }).click()
      await expect(page.getByRole('option').first()).toBeVisible()
      await look('list with a lead beside it and filters open', [WIDE])
      await page.goto(`/t/atlas/leads?search=${mark}&group=lead_status`)
      await expect(leadLinks(page).first()).toBeVisible()
      await look('groups')

      await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
      await expect(page.getByRole('article')).toHaveCount(7)
      await look('board')

      await page.goto(`/t/atlas/leads/${lead.id}`)
      await seeStory(page, t)
      await look('record')
      await page.getByRole('button', { name: t('leads.convert.action'), exact: true }).click()
      await expect(page.getByRole('dialog').getByRole('button', { name: t('convert.submit') })).toBeVisible()
      await look('convert dialog')
    })

    test('axe finds nothing wrong with people and accounts, their lists, records and dialogs', async ({
      page,
      api,
      mark,
      t,
    }) => {
      const look = looker(page)
      const { account, contact } = await makePeople(api, mark)
      const lists = { contacts: 'contacts.new', accounts: 'accounts.new' } as const
      for (const [list, title] of Object.entries(lists)) {
        await page.goto(`/t/atlas/${list}?search=${mark}`)
        await expect(page.locator('main a[data-open]').first()).toBeVisible()
        await look(list)
        await page.getByRole('button', { name: t(title), exact: true }).click()
        await expect(page.getByRole('dialog', { name: t(title) })).toBeVisible()
        await look(title, [WIDE])
      }
      await page.goto(`/t/atlas/contacts?search=${mark}&peek=contact:${contact}`)
      await expect(page.getByRole('link', { name: t('peek.open') })).toBeVisible()
      await look('list with a contact beside it', [WIDE])
      await page.goto(`/t/atlas/contacts/${contact}`)
      await expect(page.getByText('••••8991')).toBeVisible()
      await look('contact')
      await page.getByRole('button', { name: t('documents.reveal_named', { kind: t('kind.passport') }) }).click()
      await expect(page.getByLabel(t('documents.reason'))).toBeVisible()
      await look('reveal', [WIDE])
      await page.goto(`/t/atlas/search?q=${mark}`)
      await expect(page.locator('main a[data-hit]')).toHaveCount(3)
      await look('search')
      await page.goto('/t/atlas/contacts/passports?ended=true')
      await expect(page.getByRole('list', { name: t('nav.passports') })).toBeVisible()
      await look('passports')
      await page.goto(`/t/atlas/accounts/${account}`)
      await expect(page.getByRole('meter')).toBeVisible()
      await expect(page.getByRole('region', { name: t('accounts.hierarchy') }).first()).toBeAttached()
      await look('account')
    })

    test('axe finds nothing wrong with the palette, the trash, the settings and empty pages', async ({ page, t }) => {
      const look = looker(page)
      await page.goto('/t/atlas/leads?search=zzzzzz')
      await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()
      await look('list that found nothing')
      await page.keyboard.press('ControlOrMeta+k')
      await expect(
        page
          .getByRole('dialog', { name: t('palette.title') })
          .getByRole('option')
          .first(),
      ).toBeVisible()
      await look('palette')
      await page.keyboard.press('Escape')
      await page.keyboard.press('?')
      await expect(page.getByRole('dialog', { name: t('shell.shortcuts') })).toBeVisible()
      await look('shortcuts', [WIDE])
      await page.keyboard.press('Escape')
      await page.getByRole('button', { name: t('leads.new'), exact: true }).click()
      const dialog = page.getByRole('dialog', { name: t('leads.new') })
      await dialog.getByRole('button', { name: t('create.show_more') }).click()
      await dialog.getByRole('button', { name: t('leads.create') }).click()
      await expect(dialog.getByText(t('new_lead.name_needed'))).toBeVisible()
      await look('new lead dialog')

      for (const path of ['search', 'trash', ...PANES.map((pane) => `settings/${pane}`)]) {
        await page.goto(`/t/atlas/${path}`)
        await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
        await look(path)
      }
    })
  })
