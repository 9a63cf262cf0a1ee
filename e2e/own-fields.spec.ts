import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { row, toast, undoBy } from './support/ui.ts'

interface Contact {
  id: string
  custom: Record<string, unknown>
}
interface Field {
  id: string
  key: string
}

const names = (page: Page) => page.locator('main a[data-open]')

test('a list is sorted and filtered by fields of one’s own, and many records get a value of them at once', async ({
  page,
  api,
  mark,
  t,
}) => {
  const seats = `Seats ${mark}`
  const cabin = `Cabin ${mark}`
  const field = (body: Record<string, unknown>) =>
    api.ask<Field>('POST', 'custom-fields', { record_type: 'contact', ...body })
  const made = [
    await field({ label: seats, type: 'number' }),
    await field({ label: cabin, type: 'choice', options: ['Economy', 'First class'] }),
  ]
  const [number, choice] = made.map(({ key }) => key) as [string, string]
  try {
    const people: [string, Record<string, unknown>][] = [
      ['Amal', { [number]: 12, [choice]: 'economy' }],
      ['Badr', { [number]: 3 }],
      ['Chama', {}],
    ]
    for (const [first_name, custom] of people)
      await api.ask('POST', 'contacts', { first_name, last_name: mark, custom })
    const read = async () => {
      const { items } = await api.ask<{ items: Contact[] }>('GET', `contacts?search=${mark}&sort_by=full_name`)
      return items.map(({ custom }) => custom)
    }
    const before = await read()
    const called = (...first: string[]) => first.map((name) => `${name} ${mark}`)

    await page.goto(`/t/atlas/contacts?search=${mark}&cols=full_name,custom.${number},custom.${choice}`)
    await expect(names(page)).toHaveCount(3)
    // By the menu: what has the most stands first, what has nothing last.
    await page.keyboard.press('o')
    const sort = page.getByRole('dialog', { name: t('list.sort') })
    await sort.getByRole('combobox').fill(seats)
    await sort.getByRole('option', { name: seats, exact: true }).click()
    await expect(names(page)).toHaveText(called('Amal', 'Badr', 'Chama'))
    await expect(page).toHaveURL(new RegExp(`sort_by=custom\\.${number}`))
    await expect(page.getByRole('columnheader', { name: seats })).toHaveAttribute('aria-sort', 'descending')
    // By the head of the column, the other way round.
    await page.getByRole('columnheader', { name: seats }).getByRole('button').first().click()
    await expect(names(page)).toHaveText(called('Badr', 'Amal', 'Chama'))
    await page.reload()
    await expect(names(page)).toHaveText(called('Badr', 'Amal', 'Chama'))

    await page.getByRole('button', { name: t('filter.add'), exact: true }).click()
    const filters = page.getByRole('dialog', { name: t('filter.add') })
    await filters.getByRole('combobox').fill(seats)
    await filters.getByRole('option', { name: seats, exact: true }).click()
    const bounds = page.getByRole('dialog', { name: seats, exact: true })
    await bounds.getByRole('textbox').first().fill('5')
    await page.keyboard.press('Enter')
    await expect(names(page)).toHaveText(called('Amal'))
    await expect(page).toHaveURL(new RegExp(`custom\\.${number}_min=5`))
    await page.keyboard.press('Escape')
    await page.goBack()
    await expect(names(page)).toHaveCount(3)

    // The same value for two of them, by the editor that the field has anywhere, and back.
    for (const name of called('Badr', 'Chama')) await row(page, name).getByRole('checkbox').click()
    const bar = page.getByRole('toolbar', { name: t('bulk.label') })
    await bar.getByRole('button', { name: t('bulk.edit') }).click()
    const panel = page.getByRole('dialog', { name: t('bulk.edit') })
    await panel.getByRole('combobox').fill(cabin)
    await page.keyboard.press('Enter')
    await panel.getByRole('combobox').click()
    await page.getByRole('option', { name: 'First class', exact: true }).click()
    await panel.getByRole('button', { name: t('action.apply') }).click()
    const said = t('bulk.done.update', { count: 2 })
    await expect(toast(page, said)).toBeVisible()
    await expect(row(page, `Chama ${mark}`)).toContainText('First class')
    expect(await read()).toEqual([before[0], { [number]: 3, [choice]: 'first_class' }, { [choice]: 'first_class' }])
    await undoBy(page, t, said)
    await expect.poll(read).toEqual(before)
    await expect(row(page, `Chama ${mark}`)).not.toContainText('First class')

    // Emptied for all of them, and back.
    await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
    await bar.getByRole('button', { name: t('bulk.edit') }).click()
    await panel.getByRole('combobox').fill(seats)
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: t('bulk.empty_field') }).click()
    await expect.poll(read).toEqual([{ [choice]: 'economy' }, {}, {}])
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(read).toEqual(before)
  } finally {
    for (const { id } of made) await api.send('DELETE', `custom-fields/${id}`)
  }
})

test('a new record begins with the default of a field, which may be taken out of its form', async ({
  page,
  api,
  mark,
  t,
}) => {
  const cabin = `Cabin ${mark}`
  await page.goto('/t/atlas/settings/fields?of=contact')
  await page.getByRole('button', { name: t('own_fields.new'), exact: true }).click()
  const form = page.getByRole('dialog', { name: t('own_fields.new'), exact: true })
  await form.getByRole('textbox', { name: t('own_fields.name'), exact: true }).fill(cabin)
  await form.getByRole('combobox', { name: t('own_fields.type') }).click()
  await page.getByRole('option', { name: t('custom_type.choice'), exact: true }).click()
  await form.getByRole('button', { name: t('own_fields.option_add') }).click()
  await page.keyboard.type('Economy')
  await page.keyboard.press('Enter')
  await page.keyboard.type('First class')
  await form.getByRole('combobox', { name: t('own_fields.default') }).click()
  await page.getByRole('option', { name: 'First class', exact: true }).click()
  await form.getByRole('button', { name: t('own_fields.create') }).click()
  await expect(toast(page, t('own_fields.made', { name: cabin }))).toBeVisible()

  interface Made extends Field {
    label: string
    default_value: unknown
  }
  const { items } = await api.ask<{ items: Made[] }>('GET', 'custom-fields?record_type=contact')
  const field = items.find(({ label }) => label === cabin)!
  try {
    expect(field.default_value).toBe('first_class')
    const create = async (first_name: string, change?: () => Promise<void>) => {
      await page.goto('/t/atlas/contacts')
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
      await page.getByRole('button', { name: t('contacts.new'), exact: true }).click()
      const person = page.getByRole('dialog', { name: t('contacts.new'), exact: true })
      await person.getByLabel(t('field.first_name')).fill(first_name)
      await person.getByLabel(t('field.last_name')).fill(mark)
      const more = person.getByRole('button', { name: t('create.show_more') })
      await expect(person.getByLabel(cabin).or(more)).toBeVisible()
      if (await more.isVisible()) await more.click()
      await expect(person.getByLabel(cabin)).toContainText('First class')
      await person.getByLabel(cabin).scrollIntoViewIfNeeded()
      await change?.()
      await person.getByRole('button', { name: t('contacts.create') }).click()
      await expect(page.getByRole('heading', { level: 1 })).toHaveText(`${first_name} ${mark}`)
    }
    await create('Ilham')
    await create('Omar', async () => {
      await page.getByLabel(cabin).click()
      await page.getByRole('option').first().click()
    })
    const kept = await api.ask<{ items: Contact[] }>('GET', `contacts?search=${mark}&sort_by=full_name`)
    expect(kept.items.map(({ custom }) => custom)).toEqual([{ [field.key]: 'first_class' }, {}])

    // Taken away in its pane, nothing is begun with.
    await page.goto('/t/atlas/settings/fields?of=contact')
    await page.getByRole('button', { name: cabin, exact: true }).click()
    const edit = page.getByRole('dialog', { name: t('own_fields.edit_named', { name: cabin }) })
    await edit.getByRole('combobox', { name: t('own_fields.default') }).click()
    await page.getByRole('option', { name: t('own_fields.default_none') }).click()
    await edit.getByRole('button', { name: t('action.save') }).click()
    await expect(toast(page, t('own_fields.saved', { name: cabin }))).toBeVisible()
    const bare = await api.ask<Contact>('POST', 'contacts', { first_name: 'Salma', last_name: mark })
    expect(bare.custom).toEqual({})
  } finally {
    await api.send('DELETE', `custom-fields/${field.id}`)
  }
})

test('a field that is for some roles is nowhere for the others', async ({ page, api, mark, t, another }) => {
  const margin = `Margin ${mark}`
  const { id, key } = await api.ask<Field>('POST', 'custom-fields', {
    record_type: 'contact',
    label: margin,
    type: 'text',
  })
  try {
    const { id: contact } = await api.ask<Contact>('POST', 'contacts', {
      first_name: 'Amal',
      last_name: mark,
      custom: { [key]: 'Nobody’s business' },
    })
    const reader = await another('viewer')
    const list = `/t/atlas/contacts?search=${mark}&cols=full_name,custom.${key}&custom.${key}_empty=false`
    await reader.goto(list)
    await expect(reader.getByRole('columnheader', { name: margin })).toBeVisible()

    // By the keyboard alone, on a phone's width too.
    await page.setViewportSize({ width: 360, height: 740 })
    await page.goto('/t/atlas/settings/fields?of=contact')
    await page.getByRole('button', { name: margin, exact: true }).press('Enter')
    const form = page.getByRole('dialog', { name: t('own_fields.edit_named', { name: margin }) })
    const sight = form.getByRole('radiogroup', { name: t('own_fields.visible_to') })
    await sight.getByRole('radio', { name: t('own_fields.visible.all') }).focus()
    await page.keyboard.press('ArrowRight')
    await page.keyboard.press('Space')
    await expect(sight.getByRole('radio', { name: t('own_fields.visible.some') })).toBeChecked()
    await expect(form.getByRole('checkbox', { name: t('role.admin') })).toBeDisabled()
    await expect(form.getByRole('checkbox', { name: t('role.manager') })).toBeChecked()
    await expect(form.getByRole('checkbox', { name: t('role.viewer') })).not.toBeChecked()
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth')
    expect(wide).toBeLessThanOrEqual(360)
    await form.getByRole('button', { name: t('action.save') }).press('Enter')
    const said = t('own_fields.saved', { name: margin })
    await expect(toast(page, said)).toBeVisible()
    const item = page.getByRole('main').getByRole('listitem').filter({ hasText: margin })
    await expect(item).toContainText(t('role.manager'))

    // The same address tells what it leaves out; columns, filters, the page and its form have nothing of it.
    await reader.goto(list)
    await expect(names(reader)).toHaveText([`Amal ${mark}`])
    await expect(reader.getByRole('status').filter({ hasText: `custom.${key}_empty` })).toBeVisible()
    await expect(reader.getByRole('columnheader', { name: margin })).toHaveCount(0)
    await reader.getByRole('button', { name: t('filter.add'), exact: true }).click()
    await reader
      .getByRole('dialog', { name: t('filter.add') })
      .getByRole('combobox')
      .fill(margin)
    await expect(reader.getByRole('option', { name: margin })).toHaveCount(0)
    await reader.goto(`/t/atlas/contacts/${contact}`)
    await expect(reader.getByRole('heading', { level: 1 })).toHaveText(`Amal ${mark}`)
    await expect(reader.getByText('Nobody’s business')).toHaveCount(0)
    await expect(reader.getByText(margin)).toHaveCount(0)
    const maker = await another('agent')
    await maker.goto('/t/atlas/contacts')
    await maker.getByRole('button', { name: t('contacts.new'), exact: true }).click()
    const person = maker.getByRole('dialog', { name: t('contacts.new'), exact: true })
    const more = person.getByRole('button', { name: t('create.show_more') })
    await expect(person.getByLabel(t('field.first_name'))).toBeVisible()
    if (await more.isVisible()) await more.click()
    await expect(person.getByLabel(margin)).toHaveCount(0)

    // Taken back, it is there again.
    await page.keyboard.press('ControlOrMeta+z')
    await expect(item).not.toContainText(t('role.manager'))
    await reader.goto(list)
    await expect(reader.getByRole('columnheader', { name: margin })).toBeVisible()
  } finally {
    await api.send('DELETE', `custom-fields/${id}`)
  }
})
