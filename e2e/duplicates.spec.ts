import { expect, test } from './support/test.ts'
import { undoBy } from './support/ui.ts'

interface Person {
  id: string
  first_name: string
  phone: string | null
  city: string | null
  archived_at: string | null
}

test('two of one person become one, with what hangs on both; undo makes them two again', async ({
  page,
  api,
  mark,
  t,
}) => {
  const make = (first_name: string, values: Record<string, unknown>) =>
    api.ask<Person>('POST', 'contacts?allow_duplicate=true', {
      first_name,
      last_name: mark,
      email: `${mark}@poste.example`,
      ...values,
    })
  const one = await make('Amina', { phone: '+212662000111', title: 'Owner', department: 'Sales' })
  const two = await make('Amine', { city: 'Fès' })
  await api.ask('POST', `contacts/${two.id}/notes`, { content: `said ${mark}` })
  const find = (id: string) => api.ask<Person>('GET', `contacts/${id}`)

  await page.goto('/t/atlas/duplicates')
  await page
    .getByRole('navigation', { name: t('nav.duplicates') })
    .getByRole('button')
    .filter({ hasText: `Amine ${mark}` })
    .click()
  await expect(page.getByRole('radio', { name: t('merge.keep', { name: `Amina ${mark}` }) })).toBeChecked()
  // The first name of the other one; its city comes along by itself.
  await page
    .getByRole('radiogroup', { name: t('field.first_name') })
    .getByText('Amine')
    .click()
  await page.getByRole('button', { name: t('merge.merge'), exact: true }).click()
  await expect.poll(async () => (await find(one.id)).first_name).toBe('Amine')
  expect(await find(one.id)).toMatchObject({ phone: '+212662000111', city: 'Fès' })
  const story = await api.ask<{ items: unknown[] }>('GET', `contacts/${one.id}/timeline`)
  expect(JSON.stringify(story)).toContain(`said ${mark}`)

  await undoBy(page, t, t('merge.merged', { name: `Amina ${mark}` }))
  await expect.poll(async () => (await find(two.id)).archived_at).toBeNull()
  expect(await find(one.id)).toMatchObject({ first_name: 'Amina', city: null })
})

test('a kind without pairs tells where there are some, and the keyboard goes from one to the next', async ({
  page,
  api,
  mark,
  t,
}) => {
  const make = async (first_name: string) => {
    const { id, full_name, created_at } = await api.ask<{ id: string; full_name: string; created_at: string }>(
      'POST',
      'leads',
      { first_name, last_name: mark },
    )
    return { id, full_name, email: null, phone: null, created_at }
  }
  const rim = await make('Rim')
  const pairs = [await make('Nada'), await make('Hind')].map((other) => [rim, other])
  await page.route(/\/duplicates\?/, (route) => {
    const leads = route.request().url().includes('record_type=lead')
    const items = leads
      ? pairs.map((records) => ({ record_type: 'lead', confidence: 80, reasons: ['name'], records }))
      : []
    return route.fulfill({ json: { items, next_cursor: null } })
  })
  await page.goto('/t/atlas/duplicates')
  await expect(page.getByRole('heading', { name: t('merge.empty.title') })).toBeVisible()
  const there = { kind: t('nav.leads'), count: 2, shown: '2' }
  await page.getByRole('button', { name: t('merge.elsewhere', there) }).click()
  const compared = page.getByRole('region', { name: t('merge.compare') })
  await expect(compared).toContainText('Nada')
  await compared.getByRole('button', { name: t('merge.dismiss') }).press('Enter')
  await expect(compared).toContainText('Hind')
  await expect(compared).toBeFocused()
})

test('what is no duplicate is not asked again', async ({ page, api, mark, t }) => {
  const ids: string[] = []
  for (const first_name of ['Rim', 'Nada'])
    ids.push(
      (
        await api.ask<Person>('POST', 'contacts?allow_duplicate=true', {
          first_name,
          last_name: mark,
          phone: '+212535000222',
        })
      ).id,
    )
  await page.goto(`/t/atlas/duplicates?pair=${ids.join('_')}`)
  const line = page.getByRole('button').filter({ hasText: `Rim ${mark}` })
  await expect(line).toBeVisible()
  await page.getByRole('button', { name: t('merge.dismiss') }).click()
  await expect(line).toBeHidden()
  await page.reload()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(line).toBeHidden()
})
