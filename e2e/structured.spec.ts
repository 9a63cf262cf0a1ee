import { AxeBuilder } from '@axe-core/playwright'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { LOCALES, type TextId, type Texts } from './support/texts.ts'
import { addFilter, expectNoSidewaysScroll, row } from './support/ui.ts'

interface Made {
  id: string
  version: number
  address: Record<string, unknown> | null
  frequent_flyer: { programme: string; number: string }[]
  emergency_contact: Record<string, unknown> | null
  preferences: Record<string, unknown> | null
}

const editorOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })

/** Opens the editor of a field where it is read. */
async function edit(page: Page, t: Texts, field: TextId): Promise<Locator> {
  await page
    .getByRole('button', { name: t('field.edit_named', { name: t(field) }), exact: true })
    .filter({ visible: true })
    .click()
  const editor = editorOf(page, t(field))
  await expect(editor).toBeVisible()
  return editor
}

/** Shows the fields of a section that nobody filled in. */
async function showEmpty(page: Page, section: string) {
  await page
    .getByRole('region', { name: section, exact: true })
    .filter({ visible: true })
    .locator('button[aria-expanded=false]')
    .click()
}

/** What axe finds wrong with the page as it stands. */
async function wrongs(page: Page): Promise<string[]> {
  await page.evaluate('Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})))')
  const { violations } = await new AxeBuilder({ page }).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

test('an address is changed part by part: Esc gives up, Enter saves, undo takes it back, and what else it holds stays', async ({
  page,
  api,
  mark,
  t,
}) => {
  const address = { line1: '4, rue Ibn Sina', city: 'Rabat', country: 'MA', door_code: 'A12' }
  const { id } = await api.ask<Made>('POST', 'contacts', { first_name: 'Salma', last_name: mark, address })
  const read = async () => (await api.ask<Made>('GET', `contacts/${id}`)).address
  await page.goto(`/t/atlas/contacts/${id}`)
  const person = page.getByRole('region', { name: t('section.person'), exact: true })
  await expect(person.getByText('Morocco')).toBeVisible()

  const first = await edit(page, t, 'field.address')
  await expect(first.getByLabel(t('part.line1'))).toBeFocused()
  await first.getByLabel(t('field.city')).fill('Nowhere')
  await page.keyboard.press('Escape')
  await expect(first).toBeHidden()
  expect(await read()).toEqual(address)

  const editor = await edit(page, t, 'field.address')
  await expect(editor.getByLabel(t('field.city'))).toHaveValue('Rabat')
  await editor.getByLabel(t('field.country')).click()
  const countries = editorOf(page, t('field.country'))
  await countries.getByRole('combobox').fill('Franc')
  await countries.getByRole('option', { name: 'France', exact: true }).click()
  await editor.getByLabel(t('part.postal_code')).fill('75011')
  await editor.getByLabel(t('field.city')).fill('Paris')
  await page.keyboard.press('Enter')
  await expect(editor).toBeHidden()
  await expect(person.getByText('75011 Paris')).toBeVisible()
  await expect.poll(read).toEqual({ ...address, city: 'Paris', postal_code: '75011', country: 'FR' })

  // What changed is told in words, in the story of the record and in that of the field.
  const story = page.getByRole('main')
  await expect(story.locator('ins').getByText('France', { exact: true })).toBeVisible()
  await expect(story.locator('del').getByText('Morocco', { exact: true })).toBeVisible()
  await page.getByRole('button', { name: t('history.of', { field: t('field.address') }) }).click()
  const history = editorOf(page, t('history.of', { field: t('field.address') }))
  await expect(history.locator('ins').getByText('Paris', { exact: true })).toBeVisible()
  await expect(history).not.toContainText('{')
  await page.keyboard.press('Escape')

  await page.keyboard.press('ControlOrMeta+z')
  await expect(person.getByText('Morocco')).toBeVisible()
  await expect.poll(read).toEqual(address)
  await page.reload()
  await expect(person.getByText('Rabat', { exact: true })).toBeVisible()
})

test('frequent flyer numbers come and go in lines; leaving saves, and half a line is not taken', async ({
  page,
  api,
  mark,
  t,
}) => {
  const { id } = await api.ask<Made>('POST', 'contacts', { first_name: 'Youssef', last_name: mark })
  const read = async () => (await api.ask<Made>('GET', `contacts/${id}`)).frequent_flyer
  await page.goto(`/t/atlas/contacts/${id}`)
  await showEmpty(page, t('section.travel'))

  const editor = await edit(page, t, 'field.frequent_flyer')
  await editor.getByLabel(t('part.programme')).fill('Safar Flyer')
  await page.keyboard.press('Enter')
  await expect(editor.getByRole('alert')).toHaveText(t('invalid.required'))
  await expect(editor.getByLabel(t('field.number'))).toBeFocused()
  await editor.getByLabel(t('field.number')).fill('AT 991')
  await editor.getByRole('button', { name: t('part.flyer_add') }).click()
  await expect(editor.getByLabel(t('part.programme')).nth(1)).toBeFocused()
  await editor.getByLabel(t('part.programme')).nth(1).fill('Flying Blue')
  await editor.getByLabel(t('field.number')).nth(1).fill('2090')
  expect(await wrongs(page)).toEqual([])
  await page.getByRole('heading', { level: 1 }).click()
  await expect(editor).toBeHidden()
  const both = [
    { programme: 'Safar Flyer', number: 'AT 991' },
    { programme: 'Flying Blue', number: '2090' },
  ]
  await expect.poll(read).toEqual(both)
  const travel = page.getByRole('region', { name: t('section.travel'), exact: true })
  await expect(travel.getByText('AT 991')).toBeVisible()

  const again = await edit(page, t, 'field.frequent_flyer')
  await again.getByRole('button', { name: t('action.remove_named', { name: 'Safar Flyer AT 991' }) }).click()
  await again.getByRole('button', { name: t('action.save') }).click()
  await expect.poll(read).toEqual(both.slice(1))
  await expect(page.locator('del').getByText('Safar Flyer AT 991')).toBeVisible()
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(read).toEqual(both)
  await page.reload()
  await expect(travel.getByText('AT 991')).toBeVisible()
})

test('who else changes an address meanwhile is not overwritten: both are shown, and one is kept', async ({
  page,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(/412/)
  const address = { line1: '4, rue Ibn Sina', city: 'Rabat' }
  const made = await api.ask<Made>('POST', 'contacts', { first_name: 'Hiba', last_name: mark, address })
  await page.goto(`/t/atlas/contacts/${made.id}`)
  const editor = await edit(page, t, 'field.address')
  await api.ask('PATCH', `contacts/${made.id}`, { address: { ...address, city: 'Tanger' } })
  await editor.getByLabel(t('field.city')).fill('Agadir')
  await page.keyboard.press('Enter')
  await expect(editor.getByText(t('conflict.title'))).toBeVisible()
  await expect(editor.getByText('Tanger', { exact: true })).toBeVisible()
  await editor.getByRole('button', { name: t('conflict.keep_mine') }).click()
  await expect(editor).toBeHidden()
  await expect
    .poll(async () => (await api.ask<Made>('GET', `contacts/${made.id}`)).address)
    .toEqual({ ...address, city: 'Agadir' })
})

test('a new contact is taken down with address and emergency contact, and told what is wrong in a part', async ({
  page,
  api,
  mark,
  t,
}) => {
  await page.goto('/t/atlas/contacts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.press('n')
  const make = editorOf(page, t('contacts.new'))
  await make.getByLabel(t('field.first_name')).fill('Imane')
  await make.getByLabel(t('field.last_name')).fill(mark)
  await make.getByRole('button', { name: t('create.show_more') }).click()
  await make.getByRole('button', { name: t('field.address'), exact: true }).click()
  const address = make.getByRole('group', { name: t('field.address'), exact: true })
  await expect(address.getByLabel(t('part.line1'))).toBeFocused()
  await address.getByLabel(t('field.city')).fill('Fès')
  await make.getByRole('button', { name: t('field.emergency_contact'), exact: true }).click()
  const emergency = make.getByRole('group', { name: t('field.emergency_contact'), exact: true })
  await emergency.getByLabel(t('field.name')).fill('Karim')
  await emergency.getByLabel(t('field.phone')).fill('at home')
  await make.getByRole('button', { name: t('contacts.create') }).click()
  await expect(emergency.getByRole('alert')).toHaveText(t('invalid.phone'))
  await expect(emergency.getByLabel(t('field.phone'))).toBeFocused()
  await emergency.getByLabel(t('field.phone')).fill('+212 661-000456')
  await make.getByRole('button', { name: t('contacts.create') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Imane ${mark}`)
  await expect(page.getByRole('link', { name: '+212 661-000456' })).toHaveAttribute('href', 'tel:+212661000456')
  const made = await api.ask<Made>('GET', `contacts/${/[\da-f-]{36}/.exec(page.url())![0]}`)
  expect(made.address).toEqual({ city: 'Fès' })
  expect(made.emergency_contact).toMatchObject({ name: 'Karim', phone: '+212 661-000456' })
})

for (const language of ['en', 'ar'] as const)
  test.describe(`on a phone, in ${language}`, () => {
    test.use({ language, locale: LOCALES[language], viewport: { width: 360, height: 740 }, hasTouch: true })

    test('what a customer would have us mind is changed from the bottom edge, and what else is written of it stays', async ({
      page,
      api,
      mark,
      t,
    }) => {
      const preferences = { halal: true, coffee: 'noir', rooms: ['high'] }
      const { id } = await api.ask<Made>('POST', 'accounts', { name: `Rif ${mark}`, preferences })
      await page.goto(`/t/atlas/accounts/${id}?tab=details`)
      const editor = await edit(page, t, 'field.preferences')
      await expect(editor).toHaveCSS('bottom', '0px')
      await editor.getByLabel(t('part.prayer_times')).click()
      await page.getByRole('option', { name: t('value.yes') }).click()
      await editor.getByLabel('coffee').fill('')
      expect(await wrongs(page)).toEqual([])
      await editor.getByRole('button', { name: t('action.save') }).click()
      await expect(editor).toBeHidden()
      await expect
        .poll(async () => (await api.ask<Made>('GET', `accounts/${id}`)).preferences)
        .toEqual({ halal: true, prayer_times: true, rooms: ['high'] })
      await expectNoSidewaysScroll(page)
    })
  })

test('structures stand in a list, each on one line, and narrow it by whether they say anything', async ({
  page,
  api,
  mark,
  t,
}) => {
  const address = { line1: '4, rue Ibn Sina', city: 'Rabat', country: 'MA' }
  await api.ask<Made>('POST', 'contacts', { first_name: 'Salma', last_name: mark, address })
  await api.ask<Made>('POST', 'contacts', { first_name: 'Taha', last_name: mark })
  await page.goto(`/t/atlas/contacts?search=${mark}&cols=full_name!,address,consent`)
  await expect(row(page, 'Salma')).toContainText('4, rue Ibn Sina, Rabat, Morocco')
  const editor = await addFilter(page, t, 'field.address')
  await editor.getByRole('radio', { name: t('filter.empty') }).click()
  await editor.getByRole('button', { name: t('action.apply') }).click()
  await expect(page).toHaveURL(/address_empty=true/)
  await expect(row(page, 'Salma')).toBeHidden()
  await expect(row(page, 'Taha')).toBeVisible()
})
