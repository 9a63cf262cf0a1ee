import type { Page } from '@playwright/test'
import { PEOPLE } from '../support/people.ts'
import { expect } from '../support/test.ts'
import type { Language, Texts } from '../support/texts.ts'
import { leadLinks, row, toast } from '../support/ui.ts'
import { NAMES, type Scene, startsBefore } from './scene.ts'

/** A mobile number of Morocco that nobody else has, as two people would write it. */
export function freshPhone() {
  const digits = String(Math.floor(Math.random() * 1e8)).padStart(8, '0')
  const pairs = digits.match(/../g)!
  return { typed: `06${digits}`, sought: `+212 6-${pairs.join('.')}` }
}

export async function signIn({ page, t, language }: Scene) {
  await page.goto('/')
  // Who chooses a language at the door keeps it; else the account's would be spoken inside.
  await page.locator(`button[lang=${language}]`).click()
  await page.getByLabel(t('login.email')).fill(PEOPLE.manager.email)
  await page.getByLabel(t('login.password'), { exact: true }).fill(PEOPLE.manager.password)
  await page.getByRole('button', { name: t('login.submit'), exact: true }).click()
  await expect(page).toHaveURL(/\/t\/atlas\/home$/)
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Karim')
  await expectDirection(page, t, language)
}

/** In Arabic everything stands the other way round. */
async function expectDirection(page: Page, t: Texts, language: Language) {
  const rtl = language === 'ar'
  await expect(page.locator('html')).toHaveAttribute('dir', rtl ? 'rtl' : 'ltr')
  await expect(page.locator('html')).toHaveAttribute('lang', language)
  const nav = page.getByRole('navigation', { name: t('shell.navigation') })
  expect(await startsBefore(nav, page.getByRole('main'))).toBe(!rtl)
}

export async function takeEnquiry({ page, api, t, mark, language }: Scene, phone: string) {
  const { first, company, title } = NAMES[language]
  const email = `${mark}@riad-andalous.example`
  await api.createLead({ first_name: 'Known', last_name: mark, email, assigned_to: null })
  await page.getByRole('button', { name: t('leads.new'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('leads.new') })
  const fill = (field: Parameters<Texts>[0], text: string) => dialog.getByLabel(t(field), { exact: true }).fill(text)
  await fill('field.first_name', first)
  await fill('field.last_name', mark)
  await fill('field.phone', phone)
  await fill('field.email', email)
  const hint = dialog.getByRole('status')
  await expect(hint).toContainText(t('duplicates.hint', { count: 1 }))
  await expect(hint.getByRole('link', { name: `Known ${mark}` })).toBeVisible()
  await fill('field.company_name', company)
  await dialog.getByLabel(t('field.lead_source'), { exact: true }).click()
  await page.getByRole('option', { name: t('lead_source.referral') }).click()
  await fill('field.title', title)
  await fill('field.estimated_value', '45000')
  await dialog.getByRole('button', { name: t('leads.create') }).click()

  const name = `${first} ${mark}`
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  await expect(toast(page, t('create.done', { name }))).toBeVisible()
  const id = new URL(page.url()).pathname.split('/').at(-1)!
  const manager = await api.member('manager')
  expect(await api.lead(id)).toMatchObject({ full_name: name, title, lead_status: 'new', assigned_to: manager.id })
  return { id, name }
}

export async function findByPhone({ page, t }: Scene, phone: string, name: string) {
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('nav.leads') })
    .click()
  await page.getByRole('searchbox', { name: t('leads.search') }).fill(phone)
  await expect(leadLinks(page)).toHaveText([name])
  // 50, and what earned the rest: referral, company, business e-mail.
  await row(page, name)
    .getByRole('button', { name: t('leads.score.explain', { score: 90 }) })
    .click()
  const reasons = page.getByRole('dialog', { name: t('leads.score.title') })
  for (const [rule, points] of [
    ['base', '50'],
    ['source', '+20'],
    ['company', '+10'],
    ['business_email', '+10'],
  ] as const)
    await expect(reasons.getByText(t(`score_rule.${rule}`)).locator('..')).toContainText(points)
  await expect(reasons).toContainText(t('lead_source.referral'))
  await page.keyboard.press('Escape')
  await expect(reasons).toBeHidden()
  await leadLinks(page).first().click()
}
