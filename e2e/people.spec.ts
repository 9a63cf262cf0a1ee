import type { Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { expectNoSidewaysScroll, row, toast, undoBy } from './support/ui.ts'

interface Contact {
  id: string
  full_name: string
  account_id: string | null
  email: string | null
  tags: string[]
  title: string | null
}

const dialogOf = (page: Page, name: string) => page.getByRole('dialog', { name, exact: true })
/** The part of a record's page under this heading. */
const card = (page: Page, name: string | RegExp) => page.getByRole('region', { name }).filter({ visible: true })

/** Chooses a record in a picker that the server searches. */
async function pick(page: Page, label: string, name: string) {
  const list = dialogOf(page, label)
  await list.getByRole('combobox').fill(name)
  await list.getByRole('option', { name: new RegExp(name) }).click()
}

test('an account is made, somebody in it, a second one is warned of, and the first opens from the warning', async ({
  page,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(/409/)
  await page.goto('/t/atlas/accounts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('c')
  await page.keyboard.press('a')
  const make = dialogOf(page, t('accounts.new'))
  await expect(make.getByLabel(t('field.name'), { exact: true })).toBeFocused()
  await make.getByLabel(t('field.name'), { exact: true }).fill(`Rif ${mark}`)
  await make.getByLabel(t('field.credit_limit')).fill('50000')
  await make.getByRole('button', { name: t('accounts.create') }).click()
  await expect(page).toHaveURL(/\/accounts\/[\da-f-]{36}/)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Rif ${mark}`)
  await expect(page.getByRole('meter', { name: t('accounts.credit') })).toBeVisible()

  // Somebody of this account: it is filled in already.
  await page
    .getByRole('button', { name: t('accounts.add_contact') })
    .filter({ visible: true })
    .click()
  const person = dialogOf(page, t('contacts.new'))
  await person.getByLabel(t('field.first_name')).fill('Samira')
  await person.getByLabel(t('field.last_name')).fill(mark)
  await person.getByLabel(t('field.email')).fill(`samira@${mark}.example`)
  await expect(person.getByLabel(t('field.account_id'))).toContainText(`Rif ${mark}`)
  await person.getByRole('button', { name: t('contacts.create') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Samira ${mark}`)
  await expect(
    page
      .getByRole('main')
      .getByRole('link', { name: `Rif ${mark}` })
      .first(),
  ).toBeVisible()

  // The same address again: a hint while it is typed, a refusal with the way to the one there is.
  await page.keyboard.press('c')
  await page.keyboard.press('n')
  const again = dialogOf(page, t('contacts.new'))
  await again.getByLabel(t('field.first_name')).fill('Sam')
  await again.getByLabel(t('field.last_name')).fill(`Again${mark}`)
  await again.getByLabel(t('field.email')).fill(`samira@${mark}.example`)
  await expect(again.getByText(t('duplicates.hint', { count: 1 }))).toBeVisible()
  await again.getByRole('button', { name: t('contacts.create') }).click()
  await expect(again.getByText(t('create.refused'))).toBeVisible()
  await expect(again.getByRole('link', { name: `Samira ${mark}` }).first()).toBeVisible()
  await again.getByRole('button', { name: t('create.anyway') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Sam Again${mark}`)

  const { items } = await api.ask<{ items: Contact[] }>('GET', `contacts?search=${mark}`)
  expect(items.map(({ full_name }) => full_name).toSorted()).toEqual([`Sam Again${mark}`, `Samira ${mark}`])
  expect(items.find(({ full_name }) => full_name === `Samira ${mark}`)!.account_id).not.toBeNull()
})

test('contacts are read beside their list, changed in their cells and tagged together; undo takes it all back', async ({
  page,
  api,
  mark,
  t,
}) => {
  const account = await api.ask<{ id: string }>('POST', 'accounts', { name: `Atlas ${mark}` })
  const made: Contact[] = []
  for (const first_name of ['Driss', 'Hanane'])
    made.push(await api.ask<Contact>('POST', 'contacts', { first_name, last_name: mark }))
  const read = (one: Contact) => api.ask<Contact>('GET', `contacts/${one.id}`)
  await page.goto(`/t/atlas/contacts?search=${mark}&sort_by=full_name`)
  await expect(page.locator('main a[data-open]')).toHaveText([`Driss ${mark}`, `Hanane ${mark}`])

  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  const peek = page.getByRole('complementary', { name: t('peek.label', { name: `Driss ${mark}` }) })
  await expect(peek).toBeVisible()
  await expect(page).toHaveURL(new RegExp(`peek=contact:${made[0]!.id}`))
  await peek.getByRole('button', { name: t('field.edit_named', { name: t('field.job_title') }), exact: true }).click()
  await peek.getByRole('textbox', { name: t('field.job_title') }).fill('Guide')
  await page.keyboard.press('Enter')
  await expect.poll(async () => (await read(made[0]!)).title).toBe('Guide')

  // The account is found by its name, in the cell.
  await row(page, `Driss ${mark}`).getByRole('gridcell').nth(1).dblclick()
  await pick(page, t('field.account_id'), `Atlas ${mark}`)
  await expect.poll(async () => (await read(made[0]!)).account_id).toBe(account.id)
  await expect(row(page, `Driss ${mark}`).getByRole('link', { name: `Atlas ${mark}` })).toBeVisible()
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')

  await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
  await expect(page.getByRole('toolbar', { name: t('bulk.label') })).toBeVisible()
  await page.keyboard.press('l')
  await dialogOf(page, t('bulk.tag')).getByRole('combobox').fill('omra')
  await page.keyboard.press('Enter')
  await expect(toast(page, t('bulk.done.add_tags', { count: 2 }))).toBeVisible()
  for (const one of made) expect((await read(one)).tags).toEqual(['omra'])
  await undoBy(page, t, t('bulk.done.add_tags', { count: 2 }))
  for (const one of made) await expect.poll(async () => (await read(one)).tags).toEqual([])

  // Filtered by its account, chosen by name.
  await page.goto(`/t/atlas/contacts?account_id=${account.id}`)
  await expect(page.locator('main a[data-open]')).toHaveText([`Driss ${mark}`])
  await expect(page.getByRole('button', { name: new RegExp(`Atlas ${mark}`) }).first()).toBeVisible()
})

test('a passport is added, its end shown, its number revealed for a reason, and it comes back when it was removed', async ({
  page,
  api,
  mark,
  t,
}) => {
  const { id } = await api.ask<Contact>('POST', 'contacts', { first_name: 'Meryem', last_name: mark })
  await page.goto(`/t/atlas/contacts/${id}`)
  const documents = card(page, t('documents.title'))
  await expect(documents).toContainText(t('documents.none'))
  await documents.getByRole('button', { name: t('documents.add') }).click()
  const form = dialogOf(page, t('documents.add'))
  await form.getByLabel(t('field.number'), { exact: true }).fill('XR7788991')
  await form.getByRole('textbox', { name: t('field.expires_on') }).fill('2019-02-03')
  await form.getByRole('button', { name: t('action.save') }).click()
  await expect(form).toBeHidden()
  await expect(documents.getByText('••••8991')).toBeVisible()
  await expect(documents).not.toContainText('XR7788991')
  await expect(documents.locator('.text-danger')).toBeVisible()

  const kind = t('kind.passport')
  await documents.getByRole('button', { name: t('documents.reveal_named', { kind }) }).click()
  const reveal = dialogOf(page, t('documents.reveal_named', { kind }))
  await expect(reveal.getByRole('button', { name: t('documents.reveal') })).toBeDisabled()
  await reveal.getByLabel(t('documents.reason')).fill('Visa form')
  await page.keyboard.press('Enter')
  await expect(reveal.getByText('XR7788991')).toBeVisible()
  await reveal
    .getByRole('button', { name: t('action.close') })
    .first()
    .click()

  await documents.getByRole('button', { name: t('documents.remove_named', { kind }) }).click()
  await expect(documents).toContainText(t('documents.none'))
  await undoBy(page, t, t('documents.removed', { kind }))
  await expect(documents.getByText('••••8991')).toBeVisible()
})

test('consent is noted by channel, and undone', async ({ page, api, mark, t }) => {
  const { id } = await api.ask<Contact>('POST', 'contacts', { first_name: 'Nabil', last_name: mark })
  const consent = async () =>
    (await api.ask<{ consent: Record<string, { state: string }> }>('GET', `contacts/${id}`)).consent
  await page.goto(`/t/atlas/contacts/${id}`)
  await card(page, t('field.consent'))
    .getByRole('button', { name: new RegExp(`^${t('consent.channel.email')}`) })
    .click()
  await page.getByRole('menuitemradio', { name: t('consent.granted') }).click()
  await expect.poll(async () => (await consent())['email']?.state).toBe('granted')
  await undoBy(page, t, t('consent.set', { name: `Nabil ${mark}`, channel: t('consent.channel.email') }))
  await expect.poll(async () => (await consent())['email']?.state ?? 'unknown').toBe('unknown')
})

/** A group of three accounts, one below the other, with somebody in the middle one. */
async function makeGroup(api: { ask: <T>(method: string, path: string, data?: unknown) => Promise<T> }, mark: string) {
  const make = (name: string, parent_id?: string) =>
    api.ask<{ id: string }>('POST', 'accounts', { name: `${name} ${mark}`, ...(parent_id ? { parent_id } : {}) })
  const top = await make('Holding')
  const middle = await make('Branch', top.id)
  const below = await make('Office', middle.id)
  await api.ask('POST', 'contacts', {
    first_name: 'Leila',
    last_name: mark,
    account_id: middle.id,
    phone: `+212 6${Math.floor(10_000_000 + Math.random() * 89_999_999)}`,
    title: 'Buyer',
  })
  return { top, middle, below }
}

test('an account stands among those above and below it, with its people one press away', async ({
  page,
  api,
  mark,
  t,
}) => {
  const { middle, below } = await makeGroup(api, mark)
  await page.goto(`/t/atlas/accounts/${middle.id}`)
  const group = card(page, t('accounts.hierarchy'))
  await expect(group.getByRole('link')).toHaveText([`Holding ${mark}`, `Office ${mark}`])
  await expect(group.locator('[aria-current=true]')).toContainText(t('accounts.contacts', { count: 1 }))
  const people = card(page, t('accounts.contacts', { count: 1 }))
  await expect(people).toContainText('Buyer')
  await expect(people.getByRole('link', { name: t('person.call', { name: `Leila ${mark}` }) })).toHaveAttribute(
    'href',
    /^tel:\+212/,
  )
  await group.getByRole('link', { name: `Office ${mark}` }).click()
  await expect(page).toHaveURL(new RegExp(`/accounts/${below.id}`))
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Office ${mark}`)
})

test('what was archived waits in the trash, each sort by itself', async ({ page, api, mark, t }) => {
  const { id } = await api.ask<Contact>('POST', 'contacts', { first_name: 'Zineb', last_name: mark })
  await api.ask('DELETE', `contacts/${id}`)
  await page.goto(`/t/atlas/trash?search=${mark}`)
  await page
    .getByRole('radiogroup', { name: t('trash.of') })
    .getByRole('radio', { name: t('nav.contacts') })
    .click()
  await expect(page.getByRole('listitem').filter({ hasText: `Zineb ${mark}` })).toContainText(api.me.name)
  await page.getByRole('button', { name: t('trash.restore_named', { name: `Zineb ${mark}` }) }).click()
  await expect(toast(page, t('record.restored', { name: `Zineb ${mark}` }))).toBeVisible()
  expect((await api.send('GET', `contacts/${id}`)).status()).toBe(200)
})

test('the palette finds people and accounts, and says of which sort they are', async ({ page, api, mark, t }) => {
  const { middle } = await makeGroup(api, mark)
  await page.goto('/t/atlas/home')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await page.getByRole('combobox').fill(`Branch ${mark}`)
  const option = page
    .getByRole('option')
    .filter({ hasText: `Branch ${mark}` })
    .first()
  await expect(option).toContainText(t('record.account'))
  await option.click()
  await expect(page).toHaveURL(new RegExp(`/accounts/${middle.id}`))
})

const seen = async (page: Page, t: Texts, mark: string, id: string) => {
  for (const path of ['accounts', 'contacts']) {
    await page.goto(`/t/atlas/${path}?search=${mark}`)
    await expect(page.locator('main a[data-open]').first()).toBeVisible()
    await expectNoSidewaysScroll(page)
  }
  await page.goto(`/t/atlas/accounts/${id}`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Branch ${mark}`)
  await expectNoSidewaysScroll(page)
  for (const tab of ['details', 'related'] as const) {
    await page.getByRole('tab', { name: t(`record_tab.${tab}`) }).click()
    await expectNoSidewaysScroll(page)
  }
  await expect(card(page, t('accounts.hierarchy'))).toBeVisible()
}

for (const language of ['en', 'ar'] as const)
  test.describe(`on a phone, ${language}`, () => {
    test.use({ language, locale: LOCALES[language], viewport: { width: 360, height: 740 }, hasTouch: true })
    test('nothing is wider than the screen', async ({ page, api, mark, t }) => {
      const { middle } = await makeGroup(api, mark)
      await seen(page, t, mark, middle.id)
      await expect(page.locator('html')).toHaveAttribute('dir', language === 'ar' ? 'rtl' : 'ltr')
    })
  })
