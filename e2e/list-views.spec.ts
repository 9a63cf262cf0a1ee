import { leadLinks, toast, undoBy } from './support/ui.ts'
import { expect, test } from './support/test.ts'

test('filters by keys alone: the ones in use come first, days are typed as people say them', async ({
  page,
  api,
  mark,
  t,
}) => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  await api.createLead({ first_name: 'Soon', last_name: mark, preferred_travel_date: day(20) })
  await api.createLead({ first_name: 'Late', last_name: mark, preferred_travel_date: day(200) })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(2)

  await page.keyboard.press('f')
  const picker = page.getByRole('dialog', { name: t('filter.add') })
  await expect(picker.getByRole('option').first()).toHaveText(t('field.lead_status'))
  await page.keyboard.type(t('field.preferred_travel_date'))
  await page.keyboard.press('Enter')
  await expect(page.getByLabel(t('filter.typed'))).toBeFocused()
  await page.keyboard.type('soon')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert')).toHaveText(t('filter.typed_refused'))
  await page.getByLabel(t('filter.typed')).fill('next 30d')
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/preferred_travel_date_from=today&preferred_travel_date_to=%2B30d/)
  await expect(leadLinks(page)).toHaveCount(1)
  await expect(leadLinks(page)).toHaveText([`Soon ${mark}`])
  await page.keyboard.press('Shift+F')
  await expect(page).not.toHaveURL(/search|preferred/)
})

test('a view is kept, edited, saved, renamed and deleted with undo; its address holds everything', async ({
  page,
  api,
  mark,
  t,
}) => {
  await api.createLead({ first_name: 'Ali', last_name: mark })
  const title = page.getByRole('heading', { level: 1 })
  const edited = page.getByRole('group', { name: t('views.edited') })
  await page.goto(`/t/atlas/leads?search=${mark}&lead_status=new`)
  await expect(leadLinks(page)).toHaveCount(1)

  await page.keyboard.press('v')
  await page.getByRole('button', { name: t('views.keep_as') }).click()
  await page.getByLabel(t('views.name')).fill(`View ${mark}`)
  await page.keyboard.press('Enter')
  await expect(title).toHaveText(`View ${mark}`)
  await expect(page).toHaveURL(/lead_status=new.*view=/)
  await expect(edited).toBeHidden()

  await page.getByRole('button', { name: t('filter.remove', { field: t('field.lead_status') }) }).click()
  await expect(edited).toBeVisible()
  await edited.getByRole('button', { name: t('views.reset') }).click()
  await expect(edited).toBeHidden()
  await expect(page).toHaveURL(/lead_status=new/)

  await page.getByRole('button', { name: t('filter.remove', { field: t('field.lead_status') }) }).click()
  await edited.getByRole('button', { name: t('views.save'), exact: true }).click()
  await expect(edited).toBeHidden()

  // Another list, and back by the picker, with keys alone.
  await page.goto('/t/atlas/leads')
  await expect(title).toHaveText(t('leads.view.all'))
  await page.keyboard.press('v')
  await page.keyboard.type(mark)
  await page.keyboard.press('Enter')
  await expect(title).toHaveText(`View ${mark}`)
  await expect(page).not.toHaveURL(/lead_status/)
  await expect(leadLinks(page)).toHaveCount(1)

  await page.keyboard.press('v')
  await page.getByRole('button', { name: t('views.manage') }).click()
  const manage = page.getByRole('dialog', { name: t('views.manage_title') })
  await manage.getByLabel(t('views.rename', { name: `View ${mark}` })).fill(`Other ${mark}`)
  await page.keyboard.press('Enter')
  await manage.getByRole('button', { name: t('views.delete', { name: `Other ${mark}` }) }).click()
  await expect(manage.getByLabel(t('views.rename', { name: `Other ${mark}` }))).toBeHidden()
  await expect(page).not.toHaveURL(/view=/)
  await page.keyboard.press('Escape')
  await expect(manage).toBeHidden()
  await undoBy(page, t, t('views.deleted', { name: `Other ${mark}` }))
  await page.keyboard.press('v')
  await expect(page.getByRole('option', { name: `Other ${mark}` })).toBeVisible()
})

test('the panel beside the list follows the rows, is edited in place, and stands in the address', async ({
  page,
  api,
  mark,
  t,
}) => {
  for (const first_name of ['Ali', 'Badr', 'Chama']) await api.createLead({ first_name, last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}&sort_by=full_name`)
  await expect(leadLinks(page)).toHaveCount(3)
  const panel = page.getByRole('complementary').filter({ has: page.getByRole('heading', { level: 2 }) })
  const named = (name: string) =>
    page.getByRole('complementary', { name: t('peek.label', { name: `${name} ${mark}` }) })

  await page.keyboard.press('j')
  await page.keyboard.press('Space')
  await expect(named('Ali')).toBeVisible()
  await page.keyboard.press('j')
  await expect(named('Badr')).toBeVisible()
  await page.keyboard.press('Shift+J')
  await expect(named('Chama')).toBeVisible()
  await page.keyboard.press('k')
  await expect(named('Badr')).toBeVisible()

  await panel.getByRole('button', { name: t('field.edit_named', { name: t('field.city') }) }).click()
  await expect(panel.getByRole('textbox', { name: t('field.city') })).toBeFocused()
  await page.keyboard.type('Fès')
  await page.keyboard.press('Enter')
  await expect(panel.getByText('Fès')).toBeVisible()
  await page.reload()
  await expect(named('Badr').getByText('Fès')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(panel).toBeHidden()
  await expect(page).not.toHaveURL(/peek/)
})

test('a list begins at a letter, and goes back to its top', async ({ page, api, mark, t }) => {
  for (const name of ['Alia', 'Mona', 'Zineb']) await api.createLead({ first_name: name, last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}&sort_by=full_name`)
  await expect(leadLinks(page)).toHaveCount(3)
  await page.keyboard.press('o')
  await page.getByLabel(t('goto.label')).fill('M')
  await page.keyboard.press('Enter')
  await expect(leadLinks(page)).toHaveText([`Mona ${mark}`, `Zineb ${mark}`])
  await page.getByRole('button', { name: t('goto.top') }).click()
  await expect(leadLinks(page)).toHaveCount(3)
})

test('a list goes into a file, with the columns in sight', async ({ page, api, mark, t }) => {
  const { id } = await api.createLead({ first_name: 'Ali', last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name,lead_status`)
  await expect(leadLinks(page)).toHaveCount(1)
  await page.getByRole('button', { name: t('action.more'), exact: true }).click()
  await page.getByRole('menuitem', { name: t('export.action') }).click()
  const coming = page.waitForEvent('download')
  await page.getByRole('button', { name: t('export.start'), exact: true }).click()
  const file = await coming
  expect(file.suggestedFilename()).toMatch(/^leads-[\d-]+\.csv$/)
  await expect(toast(page, t('export.done', { name: file.suggestedFilename() }))).toBeVisible()
  const text = (await (await file.createReadStream()).toArray()).join('')
  // By its id a record is found when its file comes back.
  expect(text.replace('\ufeff', '').trim().split(/\r?\n/)).toEqual([
    'id,full_name,lead_status',
    `${id},Ali ${mark},new`,
  ])
})

test('a pinned view stands under its kind for whoever pinned it, on a phone under More', async ({
  page,
  api,
  mark,
  t,
  another,
}) => {
  const view = (name: string, shared = false) =>
    api.ask<{ id: string }>('POST', 'views', { record_type: 'lead', name, query: { lead_status: 'new' }, shared })
  const [mine, shared] = [await view(`Mine ${mark}`), await view(`Ours ${mark}`, true)]
  const tab = await page.context().newPage()
  await tab.goto('/t/atlas/leads')
  await page.goto(`/t/atlas/leads?lead_status=new&view=${mine.id}`)
  const nav = page.getByRole('navigation', { name: t('shell.navigation') })
  const open = page.getByRole('heading', { level: 1 }).getByRole('button')
  await expect(open).toHaveText(`Mine ${mark}`)
  const told = page.waitForResponse((one) => one.url().endsWith('/me') && one.request().method() === 'PATCH')
  await open.click()
  await page.getByRole('button', { name: t('views.pin'), exact: true }).click()
  await told
  const link = nav.getByRole('link', { name: `Mine ${mark}` })
  await expect(link).toBeVisible()
  // Under leads, above contacts.
  await expect(
    nav.getByRole('link', { name: new RegExp(`^(${t('nav.leads')}|Mine.*|${t('nav.contacts')})$`) }),
  ).toHaveText([t('nav.leads'), `Mine ${mark}`, t('nav.contacts')])
  await page.goto('/t/atlas/home')
  await link.click()
  await expect(page).toHaveURL(new RegExp(`view=${mine.id}`))
  await expect(open).toHaveText(`Mine ${mark}`)
  await expect(link).toHaveAttribute('aria-current', 'page')
  await expect(page.getByText(t('views.edited'))).toHaveCount(0)

  // A colleague pins what is shared, from where views are managed; on their phone it is one press further.
  const other = await another('manager', { viewport: { width: 360, height: 740 } })
  await other.goto('/t/atlas/leads')
  await other.getByRole('heading', { level: 1 }).getByRole('button').click()
  await other.getByRole('button', { name: t('views.manage') }).click()
  await other.getByRole('button', { name: t('views.pin_named', { name: `Ours ${mark}` }) }).click()
  await expect(other.getByRole('button', { name: t('views.unpin_named', { name: `Ours ${mark}` }) })).toBeVisible()
  await other.keyboard.press('Escape')
  await other.goto('/t/atlas/home')
  await other.getByRole('button', { name: t('nav.more') }).click()
  await expect(other.getByRole('link', { name: `Mine ${mark}` })).toHaveCount(0)
  await other.getByRole('link', { name: `Ours ${mark}` }).click()
  await expect(other).toHaveURL(new RegExp(`/leads\\?.*view=${shared.id}`))
  await expect(other.getByRole('dialog')).toHaveCount(0)

  // Another tab, which never heard of the first pin, adds its own.
  await tab.getByRole('heading', { level: 1 }).getByRole('button').click()
  await tab.getByRole('button', { name: t('views.manage') }).click()
  await tab.getByRole('button', { name: t('views.pin_named', { name: `Ours ${mark}` }) }).click()
  const tabNav = tab.getByRole('navigation', { name: t('shell.navigation'), includeHidden: true })
  for (const name of ['Mine', 'Ours'])
    await expect(tabNav.getByRole('link', { name: `${name} ${mark}`, includeHidden: true })).toHaveCount(1)
  await tab.close()

  // Unpinned, or gone, it stands there no more.
  await open.click()
  await page.getByRole('button', { name: t('views.unpin'), exact: true }).click()
  await expect(link).toHaveCount(0)
})
