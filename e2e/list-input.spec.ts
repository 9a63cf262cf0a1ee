import { expect, test } from './support/test.ts'
import { LOCALES, textsIn } from './support/texts.ts'
import { expectNoSidewaysScroll, leadLinks, row } from './support/ui.ts'

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
    page.getByRole('checkbox', { name: t('list.select_all_loaded') }),
    page
      .getByRole('columnheader', { name: t('column.name') })
      .getByRole('button')
      .first(),
    // Rows come and go as one scrolls: the grid keeps the focus for them.
    page.getByRole('grid', { name: t('nav.leads') }),
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
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('menu')).toBeHidden()
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
