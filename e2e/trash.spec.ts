import { expect, test } from './support/test.ts'
import { leadLinks, toast, undoBy } from './support/ui.ts'

test('what was archived waits in the trash, with who did it, and comes back, one or many', async ({
  page,
  api,
  mark,
  t,
}) => {
  const leads = []
  for (const first_name of ['Adil', 'Basma', 'Chadi']) leads.push(await api.createLead({ first_name, last_name: mark }))
  for (const { id } of leads) await api.ask('DELETE', `leads/${id}`)
  const present = async () => (await api.leads(`search=${mark}`)).length

  await page.goto('/t/atlas/home')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('g')
  await page.keyboard.press('x')
  await page.getByRole('searchbox', { name: t('trash.search') }).fill(mark)
  await expect(leadLinks(page)).toHaveText([`Chadi ${mark}`, `Basma ${mark}`, `Adil ${mark}`])
  await expect(page.getByRole('listitem').filter({ hasText: `Adil ${mark}` })).toContainText(api.me.name)

  await page.getByRole('button', { name: t('trash.restore_named', { name: `Adil ${mark}` }) }).click()
  await expect(leadLinks(page)).toHaveCount(2)
  expect(await present()).toBe(1)
  await undoBy(page, t, t('record.restored', { name: `Adil ${mark}` }))
  await expect(leadLinks(page)).toHaveCount(3)

  for (const name of ['Adil', 'Basma'])
    await page.getByRole('checkbox', { name: t('trash.select', { name: `${name} ${mark}` }) }).click()
  await page
    .getByRole('toolbar', { name: t('bulk.label') })
    .getByRole('button', { name: t('action.restore') })
    .click()
  await expect(toast(page, t('bulk.done.restore', { count: 2 }))).toBeVisible()
  await expect(leadLinks(page)).toHaveText([`Chadi ${mark}`])
  expect(await present()).toBe(2)

  // For good: asked first, and nothing brings it back.
  await page.getByRole('checkbox', { name: t('trash.select', { name: `Chadi ${mark}` }) }).click()
  await page
    .getByRole('toolbar', { name: t('bulk.label') })
    .getByRole('button', { name: t('record.erase.action') })
    .click()
  const ask = page.getByRole('dialog', { name: t('bulk.erase.title', { count: 1 }) })
  await ask.getByRole('button', { name: t('record.erase.action') }).click()
  await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()
  expect((await api.send('GET', `leads/${leads[2]!.id}`)).status()).toBe(404)
})

test.describe('an agent', () => {
  test.use({ as: 'agent' })
  test('cannot delete for good', async ({ page, api, mark, t }) => {
    const { id } = await api.member('agent')
    const lead = await api.createLead({ first_name: 'Dina', last_name: mark, assigned_to: id })
    await api.ask('DELETE', `leads/${lead.id}`)
    await page.goto(`/t/atlas/trash?search=${mark}`)
    await expect(page.getByRole('button', { name: t('trash.restore_named', { name: `Dina ${mark}` }) })).toBeVisible()
    await expect(page.getByRole('button', { name: t('record.erase.action') })).toHaveCount(0)
    await expect(page.getByRole('checkbox')).toHaveCount(0)
  })
})
