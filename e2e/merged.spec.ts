import { expect, test } from './support/test.ts'

interface Made {
  id: string
}

test('a record that went into another one says where it went, and the other one what came', async ({
  page,
  api,
  t,
  mark,
}) => {
  const make = (first_name: string, fields: object = {}) =>
    api.ask<Made>('POST', 'contacts', { first_name, last_name: mark, ...fields })
  const kept = await make('Salma')
  const gone = await make('Selma', { title: 'Guide' })
  await api.ask('POST', 'contacts/merge', { keep: kept.id, merge: [gone.id] })

  await page.goto(`/t/atlas/contacts/${gone.id}`)
  await expect(page.getByText(t('timeline.went'))).toBeVisible()
  await expect(page.getByText(t('record.standing.merged'))).toBeVisible()
  await page
    .getByRole('link', { name: `Salma ${mark}`, exact: true })
    .first()
    .click()

  await expect(page.getByRole('heading', { level: 1, name: `Salma ${mark}` })).toBeVisible()
  await expect(page.getByText(t('timeline.merged', { name: `Selma ${mark}` }))).toBeVisible()
})

test('what is archived is still called by its name where others point to it', async ({ page, api, mark }) => {
  const account = await api.ask<Made>('POST', 'accounts', { name: `Atlas ${mark}` })
  const contact = await api.ask<Made>('POST', 'contacts', {
    first_name: 'Omar',
    last_name: mark,
    account_id: account.id,
  })
  const industry = await api.ask<Made>('POST', 'industries', { name: `Trade ${mark}` })
  await api.ask('PATCH', `accounts/${account.id}`, { industry_id: industry.id })
  await api.ask('PATCH', `accounts/${account.id}`, { industry_id: null })
  await api.send('DELETE', `industries/${industry.id}`)
  await api.send('DELETE', `accounts/${account.id}`)

  await page.goto(`/t/atlas/contacts/${contact.id}`)
  await expect(page.getByRole('link', { name: `Atlas ${mark}` }).first()).toBeVisible()
  await page.goto(`/t/atlas/accounts/${account.id}`)
  await expect(page.getByText(`Trade ${mark}`).first()).toBeVisible()
})
