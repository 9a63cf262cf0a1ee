import { expect, test } from './support/test.ts'

test('a row is put off by H and duplicated by ⇧D; both leave the rest as it was', async ({ page, api, mark, t }) => {
  const first = await api.createLead({
    first_name: 'Rim',
    last_name: mark,
    destinations: ['Fès'],
    lead_status: 'contacted',
  })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('h')
  await expect(page.locator('[data-sonner-toast]').filter({ hasText: `Rim ${mark}` })).toBeVisible()
  await expect.poll(async () => Date.parse((await api.lead(first.id)).next_follow_up ?? '')).toBeGreaterThan(Date.now())
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.lead(first.id)).next_follow_up).toBeNull()

  await page.keyboard.press('Shift+D')
  const dialog = page.getByRole('dialog', { name: t('leads.new') })
  await expect(dialog.getByLabel(t('field.first_name'))).toHaveValue('Rim')
  await dialog.getByLabel(t('field.first_name')).fill('Nada')
  await dialog.getByRole('button', { name: t('leads.create') }).click()
  await expect(page).toHaveURL(/\/leads\/[0-9a-f-]{36}/)
  const copy = await api.lead(/leads\/([0-9a-f-]{36})/.exec(page.url())![1]!)
  expect(copy).toMatchObject({ first_name: 'Nada', last_name: mark, destinations: ['Fès'], lead_status: 'new' })
  expect((await api.lead(first.id)).version).toBe(3)
})

test('a contact is duplicated by ⇧D, from its row and from its page: what is its own stays its own', async ({
  page,
  api,
  mark,
  t,
}) => {
  const { id } = await api.ask<{ id: string }>('POST', 'contacts', {
    first_name: 'Rim',
    last_name: mark,
    email: `rim@${mark}.example`,
    nationality: 'MA',
  })
  const dialog = page.getByRole('dialog', { name: t('contacts.new') })
  await page.goto(`/t/atlas/contacts?search=${mark}`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('Shift+D')
  await expect(dialog.getByLabel(t('field.last_name'))).toHaveValue(mark)
  await expect(dialog.getByLabel(t('field.first_name'))).toHaveValue('')
  await expect(dialog.getByLabel(t('field.email'))).toHaveValue('')
  await page.keyboard.press('Escape')
  await page.goto(`/t/atlas/contacts/${id}`)
  await page.getByRole('button', { name: t('action.more') }).click()
  await page.getByRole('menuitem', { name: t('action.duplicate') }).click()
  await expect(dialog.getByLabel(t('field.nationality'))).toContainText('Morocco')
})

test('who begins with J goes on with arrows, and Esc lets go of a selection at once', async ({ page, api, mark }) => {
  for (const first_name of ['Aya', 'Badr', 'Chama'])
    await api.ask('POST', 'contacts', { first_name, last_name: mark, email: `${first_name}@${mark}.example` })
  await page.goto(`/t/atlas/contacts?search=${mark}`)
  await expect(page.getByRole('row')).toHaveCount(4)
  await page.locator('main').focus()
  await page.keyboard.press('j')
  await page.keyboard.press('Shift+ArrowDown')
  await expect(page.locator('[role=row][aria-selected=true]')).toHaveCount(2)
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Escape')
  await expect(page.locator('[role=row][aria-selected=true]')).toHaveCount(0)
})

test('after something was done to many the keys are the list’s; Back brings a selection with its filter', async ({
  page,
  api,
  mark,
  t,
}) => {
  for (const first_name of ['Aya', 'Badr']) await api.createLead({ first_name, last_name: mark })
  const selected = page.locator('[role=row][aria-selected=true]')
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await page.getByRole('grid').focus()
  await page.keyboard.press('ControlOrMeta+a')
  await expect(page.getByRole('toolbar', { name: t('bulk.label') })).toBeVisible()
  await page.keyboard.press('a')
  await page
    .getByRole('dialog')
    .getByRole('option', { name: t('value.nobody') })
    .click()
  await expect(selected).toHaveCount(0)
  await expect(page.getByRole('grid')).toBeFocused()

  await page.keyboard.press('ControlOrMeta+a')
  await expect(selected).toHaveCount(2)
  await page.keyboard.press('Shift+F')
  await expect(page).not.toHaveURL(/search=/)
  await expect(selected).toHaveCount(0)
  await page.goBack()
  await expect(selected).toHaveCount(2)
})

test('a card with the focus is what the keys mean, not the lead that stands open beside the board', async ({
  page,
  api,
  mark,
  t,
}) => {
  const peeked = await api.createLead({ first_name: 'Adil', last_name: mark })
  const other = await api.createLead({ first_name: 'Basma', last_name: mark })
  await page.goto(`/t/atlas/leads?layout=board&search=${mark}&peek=lead:${peeked.id}`)
  await expect(page.getByRole('complementary').last()).toContainText(`Adil ${mark}`)
  await page.locator(`[data-card="${other.id}"]`).getByRole('link').focus()
  await page.keyboard.press('l')
  const box = page.getByRole('dialog', { name: t('record.tags.add') })
  await box.getByRole('combobox').fill(`t-${mark}`)
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await api.lead(other.id)).tags).toEqual([`t-${mark}`])
  expect((await api.lead(peeked.id)).tags).toEqual([])
})
