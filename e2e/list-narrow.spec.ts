import { expect, test } from './support/test.ts'
import { expectNoSidewaysScroll, leadLinks } from './support/ui.ts'

test.use({ viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true })

test('on a phone one chooses what the two lines show and in which order, and it stays in the address', async ({
  page,
  api,
  mark,
  t,
}) => {
  await api.createLead({ first_name: 'Amina', last_name: mark, city: `Fes ${mark}`, company_name: `Tariq ${mark}` })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  const line = page.locator('[data-row="0"]')
  await expect(leadLinks(page)).toHaveText([`Amina ${mark}`])
  await expect(line).not.toContainText(`Fes ${mark}`)
  await page.getByRole('button', { name: t('column.choose'), exact: true }).click()
  const sheet = page.getByRole('dialog', { name: t('column.choose') })
  const add = async (field: string) => {
    await sheet.getByRole('button', { name: t('column.add') }).click()
    await sheet.getByRole('combobox', { name: t('column.add') }).fill(field)
    await sheet.getByRole('option', { name: field, exact: true }).click()
  }
  // What is added is seen: it takes the last place of the row.
  await add(t('field.city'))
  const inRow = sheet.getByRole('list', { name: t('column.in_row') }).getByRole('listitem')
  await expect(inRow.last()).toContainText(t('field.city'))
  await expect(line).toContainText(`Fes ${mark}`)
  await sheet.getByRole('button', { name: t('column.up', { field: t('field.city') }) }).click()
  await sheet.getByRole('button', { name: t('column.up', { field: t('field.city') }) }).click()
  await expect(inRow.first()).toContainText(t('field.city'))
  await expect(sheet.getByRole('button', { name: t('column.up', { field: t('field.city') }) })).toBeDisabled()
  await sheet.getByRole('button', { name: t('column.take_away', { field: t('field.city') }) }).click()
  await expect(line).not.toContainText(`Fes ${mark}`)
  await add(t('field.company_name'))
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/cols=full_name[^&]*company_name/)
  await page.reload()
  await expect(line).toContainText(`Tariq ${mark}`)
  await line.getByRole('link').click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Amina ${mark}`)

  // Without its name a row would open nothing: on a phone it stays, whatever a wide screen hides.
  await page.goto(`/t/atlas/leads?search=${mark}&cols=city,company_name`)
  await expect(leadLinks(page)).toHaveText([`Amina ${mark}`])
  await expect(line).toContainText(`Fes ${mark}`)
})

test('on a phone filters, their button and the count share one line that scrolls', async ({ page, t }) => {
  await page.goto('/t/atlas/leads?lead_status=new,contacted,callback&lead_score_min=50&lead_source=website,referral')
  await expect(leadLinks(page).first()).toBeVisible()
  const filter = page.getByRole('button', { name: t('filter.add'), exact: true })
  const chip = page.getByRole('button', { name: new RegExp(`^${t('field.lead_score')}:`) })
  const top = async (one: typeof filter) => (await one.boundingBox())!.y
  expect(Math.abs((await top(filter)) - (await top(chip)))).toBeLessThan(4)
  await expect(filter).toBeInViewport()
  await chip.scrollIntoViewIfNeeded()
  await chip.click()
  await expect(page.getByRole('dialog', { name: t('field.lead_score') })).toBeVisible()
  await page.keyboard.press('Escape')
  await expectNoSidewaysScroll(page)
})
