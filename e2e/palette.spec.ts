import { expect, test } from './support/test.ts'
import { leadLinks, toast } from './support/ui.ts'
import { cut, NO_ANSWER } from './support/trouble.ts'

test('one box finds a lead, acts on it, goes places, and makes what it does not find', async ({
  page,
  api,
  mark,
  t,
}) => {
  const lead = await api.createLead({ first_name: 'Amina', last_name: mark })
  await page.goto('/t/atlas/home')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const box = page.getByRole('dialog', { name: t('palette.title') })
  const input = box.getByRole('combobox')
  const option = (name: string | RegExp) => box.getByRole('option', { name })

  await page.keyboard.press('ControlOrMeta+k')
  await input.fill(`amina ${mark}`)
  await expect(option(new RegExp(mark)).first()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/leads/${lead.id}$`))
  await expect(box).toBeHidden()

  // What it does, it does to the lead that is open.
  await page.keyboard.press('ControlOrMeta+k')
  const choose = async (text: string, name: string) => {
    await input.fill(text)
    await expect(option(new RegExp(name)).first()).toHaveAttribute('aria-selected', 'true')
    await page.keyboard.press('Enter')
  }
  await choose(t('palette.move').slice(0, 4), t('palette.move'))
  await choose(t('lead_status.qualified'), t('lead_status.qualified'))
  await expect.poll(async () => (await api.lead(lead.id)).lead_status).toBe('qualified')
  await expect(
    toast(page, t('leads.move.done', { name: `Amina ${mark}`, status: t('lead_status.qualified') })),
  ).toBeVisible()

  await page.keyboard.press('ControlOrMeta+k')
  await choose(t('settings.sessions'), t('settings.sessions'))
  await expect(page).toHaveURL(/\/settings\/sessions$/)

  // Opened lately, without a word typed.
  await page.keyboard.press('ControlOrMeta+k')
  await expect(option(new RegExp(mark)).first()).toBeVisible()
  await input.fill(`@${api.me.name.slice(0, 5)}`)
  await expect(option(api.me.name).first()).toBeVisible()
  await input.fill(`Nobody ${mark}x`)
  await option(t('palette.create', { name: `Nobody ${mark}x` })).click()
  const dialog = page.getByRole('dialog', { name: t('leads.new') })
  await expect(dialog.getByRole('textbox', { name: t('field.first_name') })).toHaveValue('Nobody')
  await expect(dialog.getByRole('textbox', { name: t('field.last_name') })).toHaveValue(`${mark}x`)
})

test('it acts on what is selected in the list, as one operation', async ({ page, api, mark, t }) => {
  for (const first_name of ['Adam', 'Badr', 'Chama']) await api.createLead({ first_name, last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(3)
  await page.getByRole('checkbox', { name: t('list.select_named', { name: `Adam ${mark}` }) }).click()
  await page.getByRole('checkbox', { name: t('list.select_named', { name: `Badr ${mark}` }) }).click()
  await page.keyboard.press('ControlOrMeta+k')
  const box = page.getByRole('dialog', { name: t('palette.title') })
  await box.getByRole('option', { name: t('palette.tag') }).click()
  await box.getByRole('combobox').fill(`tag ${mark}`)
  await page.keyboard.press('Enter')
  const tagged = async () =>
    (await api.leads(`search=${mark}`)).filter(({ tags }) => tags.includes(`tag ${mark}`)).length
  await expect.poll(tagged).toBe(2)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(tagged).toBe(0)
})

test('without an answer from the server, what is known here still works', async ({ page, t, complaints }) => {
  complaints.expect(NO_ANSWER)
  await page.goto('/t/atlas/home')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await cut(page, { path: /\/search$/ })
  await page.keyboard.press('ControlOrMeta+k')
  const box = page.getByRole('dialog', { name: t('palette.title') })
  await box.getByRole('combobox').fill(t('trash.title'))
  await expect(box.getByRole('status')).toHaveText(t('palette.failed'))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/trash$/)
})

test('it opens at once, and Esc gives the focus back', async ({ page, t }) => {
  await page.goto('/t/atlas/leads')
  const search = page.getByRole('searchbox', { name: t('leads.search') })
  await search.focus()
  const box = page.getByRole('dialog', { name: t('palette.title') })
  // Its code has come while nobody waited.
  await page.waitForTimeout(2500)
  await page.evaluate(`addEventListener('keydown', () => {
    const begin = performance.now()
    const look = () => (document.querySelector('[cmdk-input]') ? (window.opened = performance.now() - begin) : requestAnimationFrame(look))
    look()
  }, { once: true, capture: true })`)
  await page.keyboard.press('ControlOrMeta+k')
  await expect(box.getByRole('combobox')).toBeFocused()
  expect(await page.evaluate<number>('window.opened')).toBeLessThan(200)
  await page.keyboard.press('Escape')
  await expect(box).toBeHidden()
  await expect(search).toBeFocused()
})

test('after a new release an open page offers to reload, and stays as it is until then', async ({
  page,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER, /dynamically imported module/)
  const gone = /\/assets\/palette-/
  await page.route(gone, (route) => route.fulfill({ status: 404 }))
  await page.goto('/t/atlas/home')
  await expect(page.getByText(t('error.new_release.title'))).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.unroute(gone)
  await page.getByRole('button', { name: t('action.reload') }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await expect(page.getByText(t('error.new_release.title'))).toBeHidden()
})

test('a tag and a colleague lead to each kind of record that has them, that of the page first', async ({
  page,
  api,
  mark,
  t,
}) => {
  const tag = `tag ${mark}`
  for (const path of ['leads', 'contacts'])
    await api.ask('POST', path, { first_name: 'Amina', last_name: mark, tags: [tag] })
  await api.ask('POST', 'contacts', { first_name: 'Badr', last_name: mark, tags: [tag] })
  await page.goto('/t/atlas/contacts')
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  await page.keyboard.press('ControlOrMeta+k')
  const box = page.getByRole('dialog', { name: t('palette.title') })
  const input = box.getByRole('combobox')
  const group = (name: 'tags' | 'people', kind: 'leads' | 'contacts' | 'accounts') =>
    box.getByRole('group', {
      name: t('palette.group.of', { group: t(`palette.group.${name}`), kind: t(`nav.${kind}`) }),
    })
  await input.fill(`#${mark}`)
  // Two contacts and a lead have it, and no account.
  await expect(box.getByRole('option')).toHaveText([`${tag}2`, `${tag}1`])
  await expect(group('tags', 'accounts')).toHaveCount(0)
  await expect(group('tags', 'contacts').getByRole('option')).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/contacts\?tags=/)
  await expect(page.locator('main a[data-open]')).toHaveCount(2)

  await page.keyboard.press('ControlOrMeta+k')
  await input.fill(`#${mark}`)
  await group('tags', 'leads').getByRole('option').click()
  await expect(page).toHaveURL(/\/leads\?tags=/)
  await expect(leadLinks(page)).toHaveText([`Amina ${mark}`])

  await page.keyboard.press('ControlOrMeta+k')
  await input.fill(`@${api.me.name}`)
  await expect(box.getByRole('option').first()).toBeVisible()
  expect(await box.getByRole('group').first().getByRole('option').count()).toBe(1)
  await group('people', 'accounts').getByRole('option').click()
  await expect(page).toHaveURL(new RegExp(`/accounts\\?assigned_to=${api.me.id}`))
  // Asked for one kind, it offers no other.
  await page.keyboard.press('ControlOrMeta+k')
  await page.keyboard.press('Tab')
  await input.fill(`@${api.me.name}`)
  await expect(box.getByRole('option')).toHaveCount(1)
})
