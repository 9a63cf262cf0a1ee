import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { LOCALES, textsIn } from './support/texts.ts'
import { expectNoSidewaysScroll, leadLinks, row, toast } from './support/ui.ts'

test('the keys reach everything: search, filters, sort, rows, selection, layout, help', async ({
  page,
  api,
  mark,
  t,
}) => {
  for (const first_name of ['Ayoub', 'Basma']) await api.createLead({ first_name, last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveText([`Basma ${mark}`, `Ayoub ${mark}`])

  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: t('shell.skip') })).toBeFocused()
  // Every control of the page comes up on the way through it, in reading order.
  const controls = [
    page.getByRole('link', { name: t('nav.leads') }),
    page.getByRole('button', { name: t('leads.view.all') }).or(page.getByRole('heading').getByRole('button')),
    page.getByRole('button', { name: t('leads.new') }),
    page.getByRole('searchbox'),
    page.getByRole('button', { name: t('list.sorted_by', { field: t('field.created_at') }) }),
    page.getByRole('button', { name: t('filter.add'), exact: true }),
    // Rows come and go as one scrolls: the grid keeps the focus for them.
    page.getByRole('grid', { name: t('nav.leads') }),
    page.getByRole('checkbox', { name: t('list.select_all_loaded') }),
    page
      .getByRole('columnheader', { name: t('column.name') })
      .getByRole('button')
      .first(),
  ]
  for (const control of controls) {
    const focused = () => control.first().evaluate((element) => element.matches(':focus'))
    for (let presses = 0; presses < 15 && !(await focused()); presses += 1) await page.keyboard.press('Tab')
    await expect(control.first()).toBeFocused()
  }

  await page.locator('main').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('j')
  await page.keyboard.press('x')
  await expect(row(page, 'Ayoub')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('x')
  await page.keyboard.press('f')
  await expect(page.getByRole('dialog', { name: t('filter.add') })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('o')
  await expect(page.getByRole('dialog', { name: t('list.sort') })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await page.keyboard.press('?')
  const sheet = page.getByRole('dialog', { name: t('shell.shortcuts') })
  await expect(sheet).toContainText(t('keys.select_row'))
  await page.keyboard.press('Escape')
  await page.keyboard.press('b')
  await expect(page).toHaveURL(/layout=board/)
  await expect(page.getByRole('article')).toHaveCount(2)
  await page.keyboard.press('b')
  await expect(leadLinks(page)).toHaveCount(2)
  await page.keyboard.press('/')
  await expect(page.getByRole('searchbox')).toBeFocused()
  await page.locator('main').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(mark)
})

/** Pastes as a browser does with what a spreadsheet copied. */
const paste = (page: Page, text: string) =>
  page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(text)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }))
  }`)

test('cells are walked, written and pasted into by keys; each paste is one undo', async ({ page, api, mark, t }) => {
  const make = (first_name: string, city: string) => api.createLead({ first_name, last_name: mark, city })
  const last = await make('Aya', 'Tanger')
  const first = await make('Badr', 'Fès')
  const values = async () => (await Promise.all([first, last].map(({ id }) => api.lead(id)))).map((lead) => lead.city)
  await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name!,city,lead_score`)
  await expect(leadLinks(page)).toHaveText([`Badr ${mark}`, `Aya ${mark}`])
  const grid = page.getByRole('grid', { name: t('nav.leads') })

  await page.locator('main').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  // The field that waits for what is typed is there at once: a composition cannot wait for code.
  const place = grid.getByRole('textbox', { name: t('field.city') })
  expect(await page.evaluate('document.activeElement.dataset.waits')).toBe('true')
  await page.keyboard.type('Rabat')
  await page.keyboard.press('Enter')
  await expect(row(page, 'Badr')).toContainText('Rabat')
  await expect(place).toBeFocused()
  await page.keyboard.type('Sale')
  await page.keyboard.press('Enter')
  await expect.poll(values).toEqual(['Rabat', 'Sale'])
  await page.keyboard.press('Control+z')
  await expect.poll(values).toEqual(['Rabat', 'Tanger'])

  await page.keyboard.press('ArrowUp')
  await paste(page, 'Agadir\t71\r\nOujda\tmany\r\n')
  await expect(toast(page, t('paste.refused', { count: 1 }))).toBeVisible()
  await expect.poll(values).toEqual(['Agadir', 'Tanger'])
  expect((await api.lead(first.id)).lead_score).toBe(71)
  await page.keyboard.press('Control+z')
  await expect.poll(values).toEqual(['Rabat', 'Tanger'])
  await page.keyboard.press('Escape')
  await page.keyboard.press('ArrowDown')
  await expect(row(page, 'Aya')).toHaveAttribute('id', (await grid.getAttribute('aria-activedescendant'))!)
})

test('what is composed straight into a cell goes into it whole, and Esc gives the keys back to the rows', async ({
  page,
  api,
  mark,
  t,
}) => {
  const made = await api.createLead({ first_name: 'Badr', last_name: mark, city: 'Fès' })
  await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name!,city`)
  await expect(leadLinks(page)).toHaveText([`Badr ${mark}`])
  const grid = page.getByRole('grid', { name: t('nav.leads') })
  await page.locator('main').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('e')
  const place = grid.getByRole('textbox', { name: t('field.city') })
  await expect(place).toBeFocused()
  const method = await page.context().newCDPSession(page)
  const compose = (text: string) =>
    method.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length })
  await compose('م')
  await compose('مر')
  await expect(place).toHaveValue('مر')
  await compose('مراكش')
  await method.send('Input.insertText', { text: 'مراكش' })
  const editor = grid.locator('[data-editor]').getByRole('textbox')
  await expect(editor).toHaveValue('مراكش')
  await expect(editor).toBeFocused()
  await page.keyboard.type(' 2')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await api.lead(made.id)).city).toBe('مراكش 2')
  await expect(row(page, 'Badr')).toContainText('مراكش 2')
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.lead(made.id)).city).toBe('Fès')

  // What was begun and given up writes nothing.
  await expect(place).toBeFocused()
  await compose('ط')
  await compose('')
  await expect(place).toHaveValue('')
  await expect(grid.locator('[data-editor]')).toHaveCount(0)
  await page.keyboard.press('Escape')
  await expect(grid).toBeFocused()
  await page.keyboard.press('x')
  await expect(row(page, 'Badr')).toHaveAttribute('aria-selected', 'true')
})

test('columns and groups are shaped by keys and menus, and the address keeps them', async ({ page, api, mark, t }) => {
  for (const lead_status of ['new', 'new', 'callback'])
    await api.createLead({ first_name: 'Hiba', last_name: mark, lead_status, estimated_value: 1000, currency: 'MAD' })
  await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name!,lead_score,city`)
  const heads = page.getByRole('columnheader').filter({ hasText: /./ })
  await expect(heads).toHaveText([t('column.name'), t('column.score'), t('field.city')])
  await page
    .getByRole('columnheader', { name: t('field.city') })
    .getByRole('button')
    .first()
    .focus()
  await page.keyboard.press('Control+Shift+ArrowLeft')
  await expect(page).toHaveURL(/cols=full_name!,city,lead_score/)
  await page.getByRole('button', { name: t('column.menu', { field: t('field.city') }) }).click()
  await page.getByRole('menuitem', { name: t('column.hide') }).click()
  await expect(heads).toHaveText([t('column.name'), t('column.score')])
  await page.keyboard.press('Shift+V')
  const chooser = page.getByRole('dialog', { name: t('column.choose') })
  await chooser.getByRole('combobox').first().fill(t('field.lead_source'))
  await chooser.getByRole('option', { name: t('column.source'), exact: true }).click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/cols=full_name!,lead_score,lead_source/)

  await page.goto(`${page.url()}&group=lead_status`)
  const group = (status: 'new' | 'callback') => page.getByRole('row').filter({ hasText: t(`lead_status.${status}`) })
  await expect(group('new')).toContainText('2')
  await expect(group('new')).toContainText('2,000')
  await expect(group('callback')).toContainText('1')
  await expect(leadLinks(page)).toHaveCount(3)
  await group('new').getByRole('button').click()
  await expect(leadLinks(page)).toHaveCount(1)
})

test('coming back to a list, one stands where one left it', async ({ page }) => {
  await page.goto('/t/atlas/leads')
  await expect(leadLinks(page).first()).toBeVisible()
  const list = page.locator('[data-scroll=leads]')
  await list.evaluate((box) => box.scrollTo(0, 6000))
  const place = page.locator('[data-row="155"]')
  await place.locator('[data-field=assigned_to]').click()
  await page.keyboard.press('x')
  const name = await place.locator('[data-open]').innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name)
  for (const again of [() => page.goBack(), () => page.reload()]) {
    await again()
    await expect(place).toContainText(name)
    await expect(place).toHaveAttribute('aria-selected', 'true')
    await expect(list).toHaveAttribute('aria-activedescendant', (await place.getAttribute('id'))!)
    expect(await list.evaluate((box) => box.scrollTop)).toBe(6000)
  }
})

for (const language of ['en', 'ar'] as const)
  test.describe(`on a phone, ${language}`, () => {
    test.use({ language, locale: LOCALES[language], viewport: { width: 360, height: 740 }, hasTouch: true })

    test('the table becomes rows of two lines, all of them within the width', async ({ page, api, mark }) => {
      const t = textsIn(language)
      const lead = await api.createLead({
        first_name: 'Abdelkader-Mohammed',
        last_name: mark,
        title: 'A long enquiry about three weeks between Marrakech, Merzouga and the coast, with children',
        lead_status: 'negotiation',
        estimated_value: 123456.78,
        currency: 'MAD',
        preferred_travel_date: '2030-05-01',
      })
      await page.goto(`/t/atlas/leads?search=${mark}`)
      await expect(page.getByRole('grid')).toHaveCount(0)
      const item = page.getByRole('listitem').filter({ hasText: mark })
      await expect(item).toContainText(t('lead_status.negotiation'))
      await expectNoSidewaysScroll(page)
      const box = (await item.boundingBox())!
      expect(box.x).toBeGreaterThanOrEqual(0)
      expect(box.x + box.width).toBeLessThanOrEqual(360)

      await item.getByRole('checkbox').tap()
      await expect(page.getByRole('toolbar', { name: t('bulk.label') })).toBeVisible()
      await expectNoSidewaysScroll(page)
      await page.getByRole('button', { name: t('bulk.clear') }).tap()
      await page.goto(`/t/atlas/leads?search=${mark}&layout=board`)
      await expect(page.getByRole('tab', { selected: true })).toContainText(t('lead_status.negotiation'))
      await expectNoSidewaysScroll(page)
      await page.goto(`/t/atlas/leads/${lead.id}`)
      await expect(page.getByRole('heading', { level: 1, name: mark })).toBeVisible()
      await expectNoSidewaysScroll(page)
      await page.goto('/t/atlas/home')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await expectNoSidewaysScroll(page)
    })
  })
