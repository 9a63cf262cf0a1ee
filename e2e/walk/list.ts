import type { Page } from '@playwright/test'
import { PEOPLE } from '../support/people.ts'
import { expect } from '../support/test.ts'
import { addFilter, leadLinks, row, toast } from '../support/ui.ts'
import type { Walk } from './walk.ts'

export async function enter({ page, t, language, look }: Walk) {
  // As somebody who has chosen a language at the door before.
  await page.goto('/')
  await page.evaluate(`localStorage.setItem('rihla.locale', '${language}')`)
  await page.reload()
  await page.getByLabel(t('login.email')).fill(PEOPLE.both.email)
  await page.getByLabel(t('login.password'), { exact: true }).fill(PEOPLE.both.password)
  await look('sign-in')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/t\/\w+\/home$/)
  // They belong to two tenants; work begins in the one that has work.
  await page.goto('/t/atlas/home')
}

/** The number on Home opens just the rows it counted. */
export async function followNumber({ page, api, t, look }: Walk) {
  const hot = page.getByRole('main').getByRole('link', { name: t('home.needs.hot') })
  await expect(hot).toContainText(/\d/)
  await look('home')
  const said = Number((await hot.innerText()).replace(/\D/g, ''))
  await hot.click()
  await expect(page).toHaveURL(/\/leads\?/)
  await expect(leadLinks(page).first()).toBeVisible()
  await look('list-from-home')
  expect((await api.leads(new URL(page.url()).search.slice(1))).length).toBe(Math.min(said, 200))
}

/** J J Space, A, S, and twice undo: nothing but keys. */
export async function workByKeys({ page, api, t, mark, look }: Walk) {
  const made = []
  for (const first_name of ['Widad', 'Hamza', 'Rita'])
    made.push(await api.createLead({ first_name, last_name: mark, email: `${first_name}@${mark}.example` }))
  const colleague = await api.member('agent')
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveText([`Rita ${mark}`, `Hamza ${mark}`, `Widad ${mark}`])
  const lead = made[1]!
  const name = `Hamza ${mark}`

  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  const peek = page.getByRole('complementary', { name: t('peek.label', { name }) })
  await expect(peek).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`peek=lead:${lead.id}`))
  await look('peek')

  await page.keyboard.press('a')
  const people = page.getByRole('dialog', { name: t('field.assigned_to') })
  await people.getByRole('combobox').fill(colleague.name)
  await page.keyboard.press('Enter')
  await expect(row(page, name)).toContainText(colleague.name)
  await page.keyboard.press('s')
  await page.getByRole('menuitemradio', { name: t('lead_status.contacted') }).press('Enter')
  await expect(row(page, name)).toContainText(t('lead_status.contacted'))
  await expect.poll(async () => (await api.lead(lead.id)).lead_status).toBe('contacted')
  await look('assigned-and-moved')

  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.lead(lead.id)).lead_status).toBe('new')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.lead(lead.id)).assigned_to).toBe(lead.assigned_to)
  await page.keyboard.press('Escape')
  await expect(peek).toBeHidden()
}

/** From the top to far below, and to a letter of the alphabet. */
export async function goFar({ page, t, look }: Walk) {
  await page.goto('/t/atlas/leads?sort_by=full_name')
  await expect(leadLinks(page).first()).toBeVisible()
  const first = await leadLinks(page).first().innerText()
  await page.locator('[data-scroll=leads]').hover()
  for (let turn = 0; turn < 10; turn += 1) await page.mouse.wheel(0, 2_000)
  await expect(leadLinks(page).first()).not.toHaveText(first)
  await look('far-down')

  await page.keyboard.press('o')
  const sort = page.getByRole('dialog', { name: t('list.sort') })
  await sort.getByLabel(t('goto.label')).fill('M')
  await page.keyboard.press('Enter')
  await expect(leadLinks(page).first()).toHaveText(/^[Mm]/)
  await expect(page.getByText(t('goto.from', { place: 'M' }))).toBeVisible()
  await look('go-to')
}

/** A filter, a column from a spreadsheet, a view of it all, and its address in another browser. */
export async function keepView({ page, api, t, mark, look }: Walk, another: () => Promise<Page>) {
  await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name,title,lead_status,lead_score`)
  await expect(leadLinks(page)).toHaveCount(3)
  const editor = await addFilter(page, t, 'field.lead_status')
  await editor.getByRole('option', { name: t('lead_status.new') }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/lead_status=new/)

  await page.getByRole('grid').focus()
  await page.keyboard.press('Home')
  await page.keyboard.press('e')
  await paste(page, 'Sahara, eight days\nImperial cities\nCoast and surf')
  await expect(toast(page, t('paste.done', { count: 3 }))).toBeVisible()
  const titles = (await api.leads(`search=${mark}`)).map(({ title }) => title)
  expect(titles.toSorted((a, b) => (a! < b! ? -1 : 1))).toEqual([
    'Coast and surf',
    'Imperial cities',
    'Sahara, eight days',
  ])
  await look('pasted')
  await page.keyboard.press('Escape')

  const views = page.getByRole('dialog', { name: t('views.title') })
  await page.keyboard.press('v')
  await views.getByRole('button', { name: t('views.keep_as') }).click()
  const dialog = page.getByRole('dialog').filter({ has: page.getByLabel(t('views.name')) })
  await dialog.getByLabel(t('views.name')).fill(`Trips ${mark}`)
  await dialog.getByRole('checkbox').click()
  await look('keep-view')
  await dialog.getByRole('button', { name: t('views.save') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText(`Trips ${mark}`)

  const other = await another()
  await other.goto(page.url())
  await expect(leadLinks(other)).toHaveText(await leadLinks(page).allInnerTexts())
  const heads = (of: Page) => of.getByRole('columnheader').allInnerTexts()
  expect(await heads(other)).toEqual(await heads(page))
  // What one does, the other sees.
  await leadLinks(page).first().hover()
  const [first] = await api.leads(`search=${mark}`)
  await api.change(first!.id, { title: `Changed ${mark}` })
  await expect(other.getByRole('grid')).toContainText(`Changed ${mark}`, { timeout: 2_000 })
}

/** As a spreadsheet would leave it on the clipboard. */
const paste = (page: Page, text: string) =>
  page.evaluate(`(() => {
    const data = new DataTransfer()
    data.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }))
  })()`)
