import type { Locator, Page } from '@playwright/test'
import type { Api, Lead } from './support/api.ts'
import { expect, test } from './support/test.ts'
import type { Texts } from './support/texts.ts'
import { toast } from './support/ui.ts'

/** What has the focus without showing it; null when it is seen, or on its way round the page. */
const unseenFocus = (page: Page) =>
  page.locator('body').evaluate((body) => {
    const here = body.ownerDocument.activeElement
    return !here || here === body || here.matches(':focus-visible') ? null : here.outerHTML.slice(0, 200)
  })

/** Moves the focus as a keyboard does, until it is where one wants it; it is seen all the way. */
async function tabTo(page: Page, goal: Locator, most = 60) {
  for (let turn = 0; turn < most; turn += 1) {
    if (await goal.evaluate((one) => one.contains(one.ownerDocument.activeElement))) return
    await page.keyboard.press('Tab')
    expect(await unseenFocus(page), 'the focus is seen').toBeNull()
  }
  throw new Error(`Tab does not come to ${String(goal)}`)
}

/** Waits until the lead that a page shows is there, and answers its id. */
async function idOn(page: Page): Promise<string> {
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}/)
  return new URL(page.url()).pathname.split('/').at(-1)!
}

async function expectWon(api: Api, id: string, values: Partial<Lead>) {
  const lead = await api.lead(id)
  expect(lead).toMatchObject({ lead_status: 'won', ...values })
  expect(lead.converted_account_id && lead.converted_contact_id && lead.converted_opportunity_id).toBeTruthy()
}

const newLead = (page: Page, t: Texts) => page.getByRole('dialog', { name: t('leads.new') })

test('from enquiry to won with the keyboard alone', async ({ page, api, mark, t }) => {
  const { keyboard } = page
  const name = `Naima ${mark}`
  await page.goto('/t/atlas/home')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()

  await keyboard.press('c')
  await keyboard.press('l')
  const dialog = newLead(page, t)
  await expect(dialog.getByLabel(t('field.first_name'), { exact: true })).toBeFocused()
  await keyboard.type('Naima')
  await tabTo(page, dialog.getByLabel(t('field.last_name'), { exact: true }))
  await keyboard.type(mark)
  await tabTo(page, dialog.getByLabel(t('field.email'), { exact: true }))
  await keyboard.type(`${mark}@naima.example`)
  await tabTo(page, dialog.getByLabel(t('field.company_name'), { exact: true }))
  await keyboard.type(`Naima Travel ${mark}`)
  await tabTo(page, dialog.getByLabel(t('field.title'), { exact: true }))
  await keyboard.type('Eight days')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
  const id = await idOn(page)

  await keyboard.press('s')
  const qualified = page.getByRole('menuitemradio', { name: t('lead_status.qualified') })
  await expect(qualified).toBeVisible()
  while (!(await qualified.evaluate((one) => one === one.ownerDocument.activeElement)))
    await keyboard.press('ArrowDown')
  await keyboard.press('Enter')
  await expect.poll(async () => (await api.lead(id)).lead_status).toBe('qualified')

  await keyboard.press('n')
  await expect(page.getByRole('textbox', { name: t('composer.label') })).toBeFocused()
  await keyboard.type('Wants quiet rooms')
  await keyboard.press('ControlOrMeta+Enter')
  await expect(page.getByRole('region', { name: t('timeline.title') })).toContainText('Wants quiet rooms')
  await keyboard.press('Escape')

  const opener = page.getByRole('button', { name: t('leads.convert.action'), exact: true })
  await tabTo(page, opener)
  await keyboard.press('Enter')
  const convert = page.getByRole('dialog', { name: t('convert.title', { name }) })
  await expect(convert).toBeVisible()
  await keyboard.press('Escape')
  await expect(opener, 'the focus returns to what opened the dialog').toBeFocused()
  await keyboard.press('Enter')
  await expect(convert.getByRole('button', { name: t('convert.submit') })).toBeEnabled()
  await keyboard.press('ControlOrMeta+Enter')
  await expect(convert).toBeHidden()
  await expectWon(api, id, { full_name: name })
})

test.describe('on a phone', () => {
  test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

  test('from enquiry to won with a finger alone', async ({ page, api, mark, t }) => {
    const name = `Naima ${mark}`
    await page.goto('/t/atlas/home')
    await page
      .getByRole('navigation')
      .getByRole('button', { name: t('nav.new') })
      .tap()
    const dialog = newLead(page, t)
    const fill = async (field: Parameters<Texts>[0], text: string) => {
      await dialog.getByLabel(t(field), { exact: true }).tap()
      await page.keyboard.insertText(text)
    }
    await fill('field.first_name', 'Naima')
    await fill('field.last_name', mark)
    await fill('field.company_name', `Naima Travel ${mark}`)
    await dialog.getByRole('button', { name: t('leads.create') }).tap()
    await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
    const id = await idOn(page)

    await page.getByRole('radio', { name: t('lead_status.qualified') }).tap()
    await expect.poll(async () => (await api.lead(id)).lead_status).toBe('qualified')

    await page.getByRole('textbox', { name: t('composer.label') }).tap()
    await page.keyboard.insertText('Wants quiet rooms')
    await page.getByRole('button', { name: t('composer.add'), exact: true }).tap()
    await expect(toast(page, t('composer.added'))).toBeVisible()

    await page
      .getByRole('button', { name: t('action.more') })
      .first()
      .tap()
    await page.getByRole('menuitem', { name: t('leads.convert.action') }).tap()
    const convert = page.getByRole('dialog', { name: t('convert.title', { name }) })
    await convert.getByRole('button', { name: t('convert.submit'), exact: true }).tap()
    await expect(convert).toBeHidden()
    await expectWon(api, id, { full_name: name })
    const wide = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    )
    expect(wide).toBeLessThanOrEqual(0)
  })
})
