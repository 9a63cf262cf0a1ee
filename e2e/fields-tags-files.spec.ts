import { readFile } from 'node:fs/promises'
import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { row, toast, undoBy } from './support/ui.ts'

interface Contact {
  id: string
  tags: string[]
  custom: Record<string, unknown>
}
interface Field {
  id: string
  key: string
  label: string
  options: { value: string; label: string }[]
}
interface Industry {
  id: string
  name: string
  parent_id: string | null
}

const dialogOf = (page: Page, name: string | RegExp) => page.getByRole('dialog', { name, exact: true })

/** One of a few, chosen from a list that opens. */
async function choose(page: Page, option: string) {
  await page.getByRole('option', { name: option, exact: true }).click()
}

test('fields of one’s own are made, ordered, filled in a form, read in the list, filtered and changed in place', async ({
  page,
  api,
  mark,
  t,
}) => {
  const cabin = `Cabin ${mark}`
  const visa = `Visa ${mark}`
  await page.goto('/t/atlas/settings/fields?of=contact')
  const add = page.getByRole('button', { name: t('own_fields.new'), exact: true })
  await add.click()
  const form = dialogOf(page, t('own_fields.new'))
  await form.getByRole('textbox', { name: t('own_fields.name'), exact: true }).fill(cabin)
  await form.getByRole('combobox', { name: t('own_fields.type') }).click()
  await choose(page, t('custom_type.choice'))
  await form.getByRole('button', { name: t('own_fields.create') }).click()
  await expect(form.getByText(t('own_fields.options_needed'))).toBeVisible()
  await form.getByRole('button', { name: t('own_fields.option_add') }).click()
  await page.keyboard.type('Economy')
  await page.keyboard.press('Enter')
  await page.keyboard.type('First class')
  await form.getByRole('button', { name: t('own_fields.create') }).click()
  await expect(toast(page, t('own_fields.made', { name: cabin }))).toBeVisible()

  await add.click()
  await form.getByRole('textbox', { name: t('own_fields.name'), exact: true }).fill(visa)
  await form.getByRole('combobox', { name: t('own_fields.type') }).click()
  await choose(page, t('custom_type.yes_no'))
  await form.getByRole('button', { name: t('own_fields.create') }).click()
  await expect(toast(page, t('own_fields.made', { name: visa }))).toBeVisible()

  const all = async () => (await api.ask<{ items: Field[] }>('GET', 'custom-fields?record_type=contact')).items
  const made = (await all()).filter(({ label }) => label.endsWith(mark))
  try {
    expect(made.map(({ label }) => label)).toEqual([cabin, visa])
    const [choice, yes_no] = made as [Field, Field]

    // Up by the keys, and back by undo.
    await page.getByRole('button', { name: visa, exact: true }).focus()
    await page.keyboard.press('ControlOrMeta+Shift+ArrowUp')
    const order = async () => (await all()).filter(({ label }) => label.endsWith(mark)).map(({ label }) => label)
    await expect.poll(order).toEqual([visa, cabin])
    await undoBy(page, t, t('own_fields.moved', { name: visa }))
    await expect.poll(order).toEqual([cabin, visa])

    await page.goto('/t/atlas/contacts')
    await page.getByRole('button', { name: t('contacts.new'), exact: true }).click()
    const person = dialogOf(page, t('contacts.new'))
    await person.getByLabel(t('field.first_name')).fill('Ilham')
    await person.getByLabel(t('field.last_name')).fill(mark)
    await person.getByRole('button', { name: t('create.show_more') }).click()
    await person.getByLabel(cabin).click()
    await choose(page, 'First class')
    await person.getByLabel(visa).click()
    await choose(page, t('value.yes'))
    await person.getByRole('button', { name: t('contacts.create') }).click()
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Ilham ${mark}`)
    const read = async () =>
      (await api.ask<{ items: Contact[] }>('GET', `contacts?search=${mark}`)).items.map(({ custom }) => custom)
    expect(await read()).toEqual([{ [choice.key]: 'first_class', [yes_no.key]: true }])

    // Changed where it is read.
    await page.getByRole('button', { name: t('field.edit_named', { name: visa }), exact: true }).click()
    await choose(page, t('value.no'))
    await expect.poll(async () => (await read())[0]![yes_no.key]).toBe(false)

    await api.ask('POST', 'contacts', { first_name: 'Omar', last_name: mark, custom: { [choice.key]: 'economy' } })
    const columns = `full_name,custom.${choice.key},custom.${yes_no.key}`
    await page.goto(`/t/atlas/contacts?search=${mark}&sort_by=full_name&cols=${columns}`)
    await expect(page.getByRole('columnheader', { name: cabin })).toBeVisible()
    await expect(row(page, `Ilham ${mark}`)).toContainText('First class')
    await expect(row(page, `Omar ${mark}`)).toContainText('Economy')
    await page.getByRole('button', { name: t('filter.add'), exact: true }).click()
    await dialogOf(page, t('filter.add')).getByRole('combobox').fill(cabin)
    await dialogOf(page, t('filter.add')).getByRole('option', { name: cabin, exact: true }).click()
    await dialogOf(page, cabin).getByRole('option', { name: 'Economy' }).click()
    await expect(page.locator('main a[data-open]')).toHaveText([`Omar ${mark}`])
    await expect(page).toHaveURL(new RegExp(`custom\\.${choice.key}=economy`))

    // Archived, it is gone from the list; the values wait.
    await page.goto('/t/atlas/settings/fields?of=contact')
    await page.getByRole('button', { name: t('own_fields.more', { name: cabin }) }).click()
    await page.getByRole('menuitem', { name: t('action.archive') }).click()
    await expect(page.getByRole('region', { name: t('own_fields.archived_title') })).toContainText(cabin)
    await undoBy(page, t, t('own_fields.archived', { name: cabin }))
    await expect.poll(async () => (await all()).some(({ label }) => label === cabin)).toBe(true)
  } finally {
    for (const { id } of made) await api.send('DELETE', `custom-fields/${id}`)
  }
})

test('a tag gets a colour, is renamed everywhere, undone, merged and taken off', async ({ page, api, mark, t }) => {
  const { id } = await api.ask<Contact>('POST', 'contacts', { first_name: 'Salma', last_name: mark, tags: [mark] })
  await api.createLead({ first_name: 'Salma', last_name: mark, tags: [mark] })
  const tags = async () => (await api.ask<Contact>('GET', `contacts/${id}`)).tags
  const next = `${mark}-next`
  await page.goto('/t/atlas/settings/tags')
  await page.getByLabel(t('tags.search')).fill(mark)
  const line = page.getByRole('listitem').filter({ hasText: mark })
  await expect(line.getByRole('link')).toHaveText([
    t('tags.uses.lead', { count: 1 }),
    t('tags.uses.contact', { count: 1 }),
  ])

  await line.getByRole('button', { name: t('tags.color_of', { name: mark }) }).click()
  await page
    .getByRole('radio', { name: t('tags.color.purple') })
    .last()
    .click()
  await expect(toast(page, t('tags.recolored', { name: mark }))).toBeVisible()
  await expect(line.locator('[data-tag=purple]').first()).toBeVisible()

  await line.getByRole('button', { name: t('tags.more_of', { name: mark }) }).click()
  await page.getByRole('menuitem', { name: t('tags.rename') }).click()
  const rename = dialogOf(page, t('tags.rename_named', { name: mark }))
  await rename.getByLabel(t('tags.name')).fill(next)
  await page.keyboard.press('Enter')
  await expect.poll(tags).toEqual([next])
  await undoBy(page, t, t('tags.renamed', { from: mark, name: next, count: 2 }))
  await expect.poll(tags).toEqual([mark])

  // In its colour where it is worn.
  await page.goto(`/t/atlas/contacts/${id}`)
  await expect(page.getByRole('main').locator('[data-tag=purple]').filter({ hasText: mark }).first()).toBeVisible()

  await page.goto('/t/atlas/settings/tags')
  await page.getByLabel(t('tags.search')).fill(mark)
  await line.getByRole('button', { name: t('tags.more_of', { name: mark }) }).click()
  await page.getByRole('menuitem', { name: t('tags.remove') }).click()
  await expect.poll(tags).toEqual([])
})

test('industries are added, one below the other, moved and removed, by keyboard too', async ({
  page,
  api,
  mark,
  t,
}) => {
  const trade = `Trade ${mark}`
  const retail = `Retail ${mark}`
  const other = `Other ${mark}`
  const find = async (name: string) =>
    (await api.ask<{ items: Industry[] }>('GET', `industries?search=${mark}`)).items.find((one) => one.name === name)
  await page.goto('/t/atlas/settings/industries')
  const add = async (name: string) => {
    const form = dialogOf(page, t('industries.new'))
    await form.getByLabel(t('field.name')).fill(name)
    await page.keyboard.press('Enter')
    await expect(toast(page, t('industries.made', { name }))).toBeVisible()
  }
  for (const name of [trade, other]) {
    await page.getByRole('button', { name: t('industries.new'), exact: true }).click()
    await add(name)
  }
  const tree = page.getByRole('tree')
  await tree.getByRole('button', { name: t('industries.more', { name: trade }) }).click()
  await page.getByRole('menuitem', { name: t('industries.add_below') }).click()
  await add(retail)
  const item = (name: string) => tree.getByRole('treeitem', { name, exact: true })
  await expect(item(retail)).toHaveAttribute('aria-level', '2')

  await item(trade).focus()
  await page.keyboard.press('ArrowLeft')
  await expect(item(retail)).toHaveCount(0)
  await page.keyboard.press('ArrowRight')
  await page.keyboard.press('ArrowRight')
  await expect(item(retail)).toBeFocused()
  await page.keyboard.press('F2')
  const edit = dialogOf(page, t('industries.edit_named', { name: retail }))
  await edit.getByLabel(t('industries.above')).click()
  await dialogOf(page, t('industries.above')).getByRole('option', { name: other }).click()
  await edit.getByRole('button', { name: t('action.save') }).click()
  const placed = async (name: string) => (await find(name))?.parent_id
  await expect.poll(() => placed(retail)).toBe((await find(other))!.id)
  await undoBy(page, t, t('industries.saved', { name: retail }))
  await expect.poll(() => placed(retail)).toBe((await find(trade))!.id)

  // What is in use goes only when it is said where its accounts go.
  const account = await api.ask<{ id: string }>('POST', 'accounts', {
    name: `Shop ${mark}`,
    industry_id: (await find(trade))!.id,
  })
  await page.reload()
  await tree.getByRole('button', { name: t('industries.more', { name: trade }) }).click()
  await page.getByRole('menuitem', { name: t('industries.remove') }).click()
  const remove = dialogOf(page, t('industries.remove_named', { name: trade }))
  await expect(remove.getByRole('button', { name: t('industries.remove_do') })).toBeDisabled()
  await remove.getByLabel(t('industries.move_to')).click()
  await dialogOf(page, t('industries.move_to')).getByRole('option', { name: other }).click()
  await remove.getByRole('button', { name: t('industries.remove_do') }).click()
  await expect(item(trade)).toHaveCount(0)
  await expect(item(retail)).toHaveAttribute('aria-level', '2')
  const of = async () => (await api.ask<{ industry_id: string }>('GET', `accounts/${account.id}`)).industry_id
  expect(await of()).toBe((await find(other))!.id)
  await undoBy(page, t, t('industries.removed', { name: trade }))
  await expect(item(trade)).toBeVisible()
  await expect.poll(of).toBe((await find(trade))!.id)
})

test('a file is put on a record, fetched as it was, taken away and brought back', async ({
  page,
  api,
  mark,
  t,
  another,
}) => {
  const { id } = await api.ask<Contact>('POST', 'contacts', { first_name: 'Yassir', last_name: mark })
  const name = `Passeport ${mark}.bin`
  const buffer = Buffer.from(Array.from({ length: 70_000 }, (_, index) => (index * 31) % 256))
  await page.goto(`/t/atlas/contacts/${id}`)
  const card = page.getByRole('region', { name: /^(Files|\d+ files?)$/ }).filter({ visible: true })
  await expect(card.getByRole('button', { name: t('files.add') })).toBeVisible()
  await card.getByLabel(t('files.choose')).setInputFiles({ name, mimeType: 'application/octet-stream', buffer })
  await expect(toast(page, t('files.added', { name }))).toBeVisible()
  const file = card.getByRole('button', { name: t('files.download', { name }) })
  await expect(file).toContainText('70 kB')
  await expect(file).toContainText(api.me.name)
  const story = page.getByRole('region', { name: t('timeline.title') })
  await expect(story).toContainText(`${t('timeline.file.created')} ${name}`)

  const coming = page.waitForEvent('download')
  await file.click()
  const download = await coming
  expect(download.suggestedFilename()).toBe(name)
  expect((await readFile(await download.path())).equals(buffer)).toBe(true)

  await card.getByRole('button', { name: t('files.more', { name }) }).click()
  await page.getByRole('menuitem', { name: t('files.remove') }).click()
  await expect(file).toHaveCount(0)
  await expect(story).toContainText(`${t('timeline.file.archived')} ${name}`)
  await undoBy(page, t, t('files.removed', { name }))
  await expect(file).toBeVisible()

  // Who only reads fetches it, and adds nothing.
  const reader = await another('viewer')
  await reader.goto(`/t/atlas/contacts/${id}`)
  const seen = reader.getByRole('button', { name: t('files.download', { name }) }).filter({ visible: true })
  await expect(seen).toBeVisible()
  await expect(reader.getByRole('button', { name: t('files.add') })).toHaveCount(0)
})
