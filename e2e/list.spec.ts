import type { Lead } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { addFilter, leadLinks, row, toast, undoBy } from './support/ui.ts'

test('the address is the list: it opens the same rows for somebody else, and Back and Forward restore them', async ({
  page,
  api,
  mark,
  t,
  another,
}) => {
  const people = { Zahra: 'new', Anas: 'new', Meryem: 'callback', Bilal: 'contacted' }
  for (const [first_name, lead_status] of Object.entries(people))
    await api.createLead({ first_name, last_name: 'Test', company_name: mark, lead_status })

  await page.goto('/t/atlas/leads')
  await page.getByRole('searchbox', { name: t('leads.search') }).fill(mark)
  await expect(leadLinks(page)).toHaveText(['Bilal Test', 'Meryem Test', 'Anas Test', 'Zahra Test'])
  await expect(page).toHaveURL(new RegExp(`search=${mark}`))
  await expect(page.getByText(t('leads.count', { count: 4 })).filter({ visible: true })).toBeVisible()

  const editor = await addFilter(page, t, 'field.lead_status')
  await editor.getByRole('option', { name: t('lead_status.new') }).click()
  await editor.getByRole('option', { name: t('lead_status.callback') }).click()
  await page.keyboard.press('Escape')
  await expect(leadLinks(page)).toHaveText(['Meryem Test', 'Anas Test', 'Zahra Test'])
  const filtered = page.url()
  expect(new URL(filtered).searchParams.get('lead_status')).toBe('new,callback')

  await page
    .getByRole('columnheader', { name: t('column.name') })
    .getByRole('button')
    .first()
    .click()
  await expect(leadLinks(page)).toHaveText(['Anas Test', 'Meryem Test', 'Zahra Test'])
  await expect(page.getByRole('columnheader', { name: t('column.name') })).toHaveAttribute('aria-sort', 'ascending')
  const sorted = page.url()
  expect(new URL(sorted).searchParams.get('sort_by')).toBe('full_name')

  const colleague = await another('manager')
  await colleague.goto(sorted)
  await expect(leadLinks(colleague)).toHaveText(['Anas Test', 'Meryem Test', 'Zahra Test'])
  await expect(colleague.getByRole('searchbox', { name: t('leads.search') })).toHaveValue(mark)

  await page.goBack()
  await expect(page).toHaveURL(filtered)
  await expect(leadLinks(page)).toHaveText(['Meryem Test', 'Anas Test', 'Zahra Test'])
  await page.goForward()
  await expect(page).toHaveURL(sorted)
  await leadLinks(page).first().click()
  await expect(page.getByRole('heading', { level: 1, name: 'Anas Test' })).toBeVisible()
  await page.goBack()
  await expect(leadLinks(page)).toHaveText(['Anas Test', 'Meryem Test', 'Zahra Test'])
})

test('what an address holds that the list does not know is left out, and the page says so', async ({
  page,
  api,
  mark,
  t,
}) => {
  await api.createLead({ first_name: 'Hind', last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}&colour=blue&lead_status=purple`)
  const notice = page.getByRole('status').filter({ hasText: 'colour' })
  await expect(notice).toContainText('lead_status')
  await expect(leadLinks(page)).toHaveText([`Hind ${mark}`])
  await expect(page).not.toHaveURL(/colour|purple/)
  await notice.getByRole('button', { name: t('action.close') }).click()
  await expect(notice).toBeHidden()
})

test('a long list comes page by page, each row once', async ({ page, api, t }) => {
  // Demo leads that nobody touches: no other test adds to them.
  const query = 'lead_status=lost,won&created_at_to=-3d'
  const all = await api.leads(query)
  expect(all.length).toBeGreaterThan(100)
  const cursors: string[] = []
  page.on('request', (request) => {
    const cursor = new URL(request.url()).searchParams.get('cursor')
    if (cursor) cursors.push(cursor)
  })
  await page.goto(`/t/atlas/leads?${query}`)
  await expect(leadLinks(page).first()).toBeVisible()
  const grid = page.getByRole('grid', { name: t('nav.leads') })
  await expect(grid).toHaveAttribute('aria-rowcount', String(all.length + 1))
  // Only what is in view is drawn, so the rows are read on the way down.
  const shown = new Map<number, string>()
  const read = async () => {
    const rows = await grid
      .locator('[data-row]:has([data-open])')
      .evaluateAll((rows) =>
        rows.map(
          (row) => [Number(row.dataset['row']), row.querySelector('[data-open]')!.getAttribute('href')!] as const,
        ),
      )
    expect(rows.length).toBeLessThanOrEqual(60)
    for (const [place, href] of rows) shown.set(place, /leads\/([^?]+)/.exec(href)![1]!)
  }
  await expect(async () => {
    await read()
    await grid.evaluate((box) => box.scrollBy(0, 400))
    expect(shown.size).toBe(all.length)
  }).toPass()
  expect(cursors.length).toBeGreaterThanOrEqual(1)
  const inOrder = [...shown].sort(([a], [b]) => a - b).map(([, id]) => id)
  expect(inOrder).toEqual(all.map(({ id }) => id))
})

test('many at once: status, owner, tag, archive, each taken back by one undo', async ({ page, api, mark, t }) => {
  const ids: string[] = []
  for (const first_name of ['Ali', 'Sara', 'Nour'])
    ids.push((await api.createLead({ first_name, last_name: mark, tags: ['family'] })).id)
  const { name: colleague, id: colleagueId } = await api.member('agent')
  const all = () => Promise.all(ids.map((id) => api.lead(id)))
  const values = async (field: keyof Lead) => (await all()).map((lead) => lead[field])
  const bar = page.getByRole('toolbar', { name: t('bulk.label') })
  const count = { count: 3 }

  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(3)
  const selectAll = () => page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
  const before = await all()

  await selectAll()
  await expect(bar).toContainText(t('bulk.selected', count))
  await bar.getByRole('button', { name: t('field.lead_status') }).click()
  await page.getByRole('menuitemradio', { name: t('lead_status.qualified') }).click()
  await expect(toast(page, t('bulk.done.update_status', count))).toBeVisible()
  expect(await values('lead_status')).toEqual(['qualified', 'qualified', 'qualified'])
  await undoBy(page, t, t('bulk.done.update_status', count))
  await expect.poll(() => values('lead_status')).toEqual(['new', 'new', 'new'])

  await selectAll()
  await bar.getByRole('button', { name: t('field.lead_status') }).click()
  await page.getByRole('menuitemradio', { name: t('lead_status.lost') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('lost_reason.price') })
    .click()
  await expect.poll(() => values('lost_reason')).toEqual(Array.from({ length: 3 }, () => t('lost_reason.price')))
  await undoBy(page, t, t('bulk.done.update_status', count))
  await expect.poll(() => values('lost_reason')).toEqual([null, null, null])

  await selectAll()
  await bar.getByRole('button', { name: t('bulk.assign') }).click()
  const people = page.getByRole('dialog', { name: t('bulk.assign') })
  await people.getByRole('combobox').fill(colleague)
  await people.getByRole('option', { name: colleague }).click()
  await expect(row(page, `Ali ${mark}`)).toContainText(colleague)
  expect(await values('assigned_to')).toEqual([colleagueId, colleagueId, colleagueId])
  await undoBy(page, t, t('bulk.done.assign', count))
  await expect(row(page, `Ali ${mark}`)).not.toContainText(colleague)

  await selectAll()
  await bar.getByRole('button', { name: t('bulk.tag') }).click()
  const tags = page.getByRole('dialog', { name: t('bulk.tag') })
  await tags.getByRole('combobox').fill(mark)
  await tags.getByRole('option', { name: t('action.add_named', { name: mark }) }).click()
  await expect(toast(page, t('bulk.done.add_tags', count))).toBeVisible()
  expect(await values('tags')).toEqual(ids.map(() => ['family', mark]))
  await undoBy(page, t, t('bulk.done.add_tags', count))
  await expect.poll(() => values('tags')).toEqual(ids.map(() => ['family']))

  await selectAll()
  await bar.getByRole('button', { name: t('action.archive') }).click()
  await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()
  await undoBy(page, t, t('bulk.done.archive', count))
  await expect(leadLinks(page)).toHaveCount(3)

  const restored = (lead: Lead) =>
    Object.entries(lead).filter(([name]) => !['version', 'updated_at', 'notes'].includes(name))
  expect((await all()).map(restored)).toEqual(before.map(restored))
})
