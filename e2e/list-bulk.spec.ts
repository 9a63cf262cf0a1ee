import { leadLinks, row, toast, undoBy } from './support/ui.ts'
import { expect, test } from './support/test.ts'

const box = (page: Parameters<typeof row>[0], name: string) => row(page, name).getByRole('checkbox')

test('any field of many leads, by its own editor, with one undo', async ({ page, api, mark, t }) => {
  const ids: string[] = []
  for (const first_name of ['Ali', 'Badr']) ids.push((await api.createLead({ first_name, last_name: mark })).id)
  const levels = async () =>
    Promise.all(
      ids.map(async (id) => (await api.ask<{ interest_level: string | null }>('GET', `leads/${id}`)).interest_level),
    )
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(2)
  await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  await bar.getByRole('button', { name: t('bulk.edit') }).click()
  const panel = page.getByRole('dialog', { name: t('bulk.edit') })
  await panel.getByRole('combobox').fill(t('field.interest_level'))
  await page.keyboard.press('Enter')
  await panel.getByRole('combobox').click()
  await page.getByRole('option', { name: t('interest_level.high') }).click()
  await panel.getByRole('button', { name: t('action.apply') }).click()
  await expect(toast(page, t('bulk.done.update', { count: 2 }))).toBeVisible()
  expect(await levels()).toEqual(['high', 'high'])
  await undoBy(page, t, t('bulk.done.update', { count: 2 }))
  await expect.poll(levels).toEqual([null, null])
})

test.describe('a manager of one team', () => {
  test.use({ as: 'manager' })

  test('what is refused is said once for each reason, and shown alone', async ({ page, api, mark, t }) => {
    const { id: other } = await api.member('groupsAgent')
    const { id: me } = await api.member('manager')
    await api.createLead({ first_name: 'Ours', last_name: mark, assigned_to: me })
    const theirs = await api.createLead({ first_name: 'Theirs', last_name: mark, assigned_to: other })
    await page.goto(`/t/atlas/leads?search=${mark}`)
    await expect(leadLinks(page)).toHaveCount(2)
    await box(page, `Ours ${mark}`).click()
    await box(page, `Theirs ${mark}`).click()
    await page.keyboard.press('s')
    await page.getByRole('menuitemradio', { name: t('lead_status.qualified') }).click()
    await expect(toast(page, t('bulk.done.update_status', { count: 1 }))).toBeVisible()
    const refused = toast(page, t('bulk.refused', { count: 1 }))
    await expect(refused).toBeVisible()
    await refused.getByRole('button', { name: t('bulk.show_failed', { count: 1 }) }).click()
    await expect(page).toHaveURL(new RegExp(`id=${theirs.id}`))
    await expect(leadLinks(page)).toHaveText([`Theirs ${mark}`])
    await expect(page.getByText(t('filter.says.chosen', { count: 1 }))).toBeVisible()
  })
})

test('all that match is said in so many words, and the filter goes instead of ids', async ({ page, api, mark, t }) => {
  for (const first_name of ['Ali', 'Badr', 'Chama']) await api.createLead({ first_name, last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(3)
  await box(page, `Ali ${mark}`).click()
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  await bar.getByRole('button', { name: t('bulk.select_all', { count: 3 }) }).click()
  await expect(bar).toContainText(t('bulk.selected', { count: 3 }))
  const sent = page.waitForRequest((one) => one.url().endsWith('/leads/bulk-action'))
  await page.keyboard.press('a')
  await page.getByRole('option', { name: t('value.nobody') }).click()
  expect((await sent).postDataJSON()).toMatchObject({ action: 'assign', filter: { search: mark } })
})

test('more than a request takes is followed to its end, in the bar', async ({ page, api, mark, t }) => {
  await api.createLead({ first_name: 'Ali', last_name: mark })
  const job = { id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2e', state: 'running', done: 0, total: 2314, result: null }
  let asked = 0
  await page.route('**/leads/bulk-action', (route) => route.fulfill({ status: 202, json: job }))
  await page.route('**/jobs/*', (route) => {
    asked += 1
    const result = { done: 2314, refused: [], operation_id: '0198c5a1-7c3e-7d2a-9f00-3b5f0a6c1d2f' }
    return route.fulfill({
      json: asked < 4 ? { ...job, done: asked * 600 } : { ...job, state: 'done', done: 2314, result },
    })
  })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await box(page, `Ali ${mark}`).click()
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  await expect(bar).toBeVisible()
  await page.keyboard.press('a')
  await page.getByRole('option', { name: t('value.nobody') }).click()
  await expect(bar.getByRole('progressbar')).toBeVisible()
  await expect(bar).toContainText(t('bulk.progress', { done: '1,200', total: '2,314' }))
  const said = toast(page, t('bulk.done.assign', { count: 2314 }))
  await expect(said.getByRole('button', { name: t('action.undo') })).toBeVisible()
  await expect(bar).toBeHidden()
})
