import { EMPTY_TENANT } from './support/people.ts'
import { expect, test } from './support/test.ts'
import { NO_ANSWER } from './support/trouble.ts'
import { leadLinks, row, undoBy } from './support/ui.ts'

test.describe('somebody of two tenants', () => {
  test.use({ as: 'both' })

  test('sees nothing of one in the other: not on the page, not in the address, not behind it', async ({
    page,
    api,
    mark,
    t,
    complaints,
  }) => {
    complaints.expect(NO_ANSWER)
    const lead = await api.createLead({ first_name: 'Secret', last_name: mark, estimated_value: 4321 })
    await page.goto(`/t/atlas/leads?search=${mark}`)
    await expect(leadLinks(page)).toHaveText([`Secret ${mark}`])
    // The foot of the list asks once the rows are there.
    const score = page.getByRole('button', { name: t('summary.choose', { field: t('field.lead_score') }) })
    await expect(score).toHaveText(/\d/)

    const asked: string[] = []
    const said: Promise<string>[] = []
    page.on('request', (request) => asked.push(request.url()))
    page.on('response', (response) => {
      if (/\/api\/.*\/(leads|members)/.test(response.url())) said.push(response.text().catch(() => ''))
    })
    await page.getByRole('button', { name: t('shell.tenant_is', { name: 'Atlas Voyages' }) }).click()
    await page.getByRole('option', { name: EMPTY_TENANT.name }).click()
    await expect(page).toHaveURL(new RegExp(`/t/${EMPTY_TENANT.slug}/leads$`))
    await expect(page.getByText(t('leads.empty.title'))).toBeVisible()
    await expect(page.getByText(mark)).toHaveCount(0)
    await expect(page).toHaveTitle(new RegExp(EMPTY_TENANT.name))
    expect(asked.filter((url) => url.includes('/tenants/atlas/'))).toEqual([])
    expect((await Promise.all(said)).join()).not.toContain(mark)
    // What was done there cannot be taken back from here.
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.locator('[data-sonner-toast]')).toHaveCount(0)

    await page.goto(`/t/${EMPTY_TENANT.slug}/leads/${lead.id}`)
    await expect(page.getByText(t('record.missing.title'))).toBeVisible()
    await expect(page.getByText(mark)).toHaveCount(0)
    await page.goto(`/t/${EMPTY_TENANT.slug}/leads?search=${mark}`)
    await expect(page.getByText(t('list.empty_filtered.title'))).toBeVisible()

    await page.goto(`/t/atlas/leads?search=${mark}`)
    await expect(leadLinks(page)).toHaveText([`Secret ${mark}`])
  })
})

test('signing out leaves nothing behind for the next one', async ({ page, api, mark, t, complaints }) => {
  complaints.expect(NO_ANSWER)
  const lead = await api.createLead({ first_name: 'Amal', last_name: mark })
  await page.goto(`/t/atlas/leads/${lead.id}`)
  await page.getByRole('textbox', { name: t('composer.label') }).fill('Half a thought')
  await page.getByRole('button', { name: t('shell.user_menu', { name: 'Nadia Berrada' }) }).click()
  await page.getByRole('menuitem', { name: t('shell.sign_out') }).click()
  await expect(page.getByRole('heading', { name: t('login.title') })).toBeVisible()
  await expect(page.getByText(mark)).toHaveCount(0)
  expect(await page.evaluate<string>('JSON.stringify({ ...sessionStorage, ...localStorage })')).not.toContain(
    'Half a thought',
  )
  await page.goBack()
  await expect(page.getByRole('heading', { name: t('login.title') })).toBeVisible()
  await expect(page.getByText(mark)).toHaveCount(0)
})

test('what one does, another sees at once: in the list, on the board, on the record', async ({
  page,
  api,
  mark,
  t,
  another,
}) => {
  const live = { timeout: 2_000 }
  const lead = await api.createLead({ first_name: 'Omar', last_name: mark })
  const board = await another('manager')
  const record = await another('viewer')
  const name = (of: typeof page) => of.getByRole('heading', { level: 1, name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await board.goto(`/t/atlas/leads?layout=board&search=${mark}`)
  await record.goto(`/t/atlas/leads/${lead.id}`)
  for (const one of [leadLinks(page), board.getByRole('article'), name(record)]) await expect(one).toBeVisible()
  // The pages have shown themselves; their lines to the server are open when they have heard of something.
  await expect(async () => {
    await api.change(lead.id, { title: `${Date.now()}` })
    const { title } = await api.lead(lead.id)
    for (const one of [row(page, mark), board.getByRole('article'), record.getByRole('main')])
      await expect(one).toContainText(title!, live)
  }).toPass()

  await api.change(lead.id, { first_name: 'Othmane', lead_status: 'qualified' })
  await Promise.all([
    expect(leadLinks(page)).toHaveText([`Othmane ${mark}`], live),
    expect(row(page, mark)).toContainText(t('lead_status.qualified'), live),
    expect(board.getByRole('region', { name: t('lead_status.qualified') }).getByRole('article')).toContainText(
      'Othmane',
      live,
    ),
    expect(name(record)).toHaveText(`Othmane ${mark}`, live),
    expect(record.getByRole('radio', { name: t('lead_status.qualified') })).toBeChecked(live),
  ])
  const other = await api.createLead({ first_name: 'Nizar', last_name: mark })
  await expect(leadLinks(page)).toHaveText([`Nizar ${mark}`, `Othmane ${mark}`], live)
  await api.ask('DELETE', `leads/${other.id}`)
  await expect(leadLinks(page)).toHaveText([`Othmane ${mark}`], live)
})

test('two who change the same field: the second is shown both, and nothing is overwritten unseen', async ({
  page,
  context,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER)
  const lead = await api.createLead({ first_name: 'Samira', last_name: mark, title: 'Two weeks', city: 'Fes' })
  const open = async (tab: typeof page) => {
    await tab.goto(`/t/atlas/leads/${lead.id}`)
    await tab.getByRole('button', { name: t('field.edit_named', { name: t('field.title') }), exact: true }).click()
    return tab.getByRole('textbox', { name: t('field.title') })
  }
  const second = await context.newPage()
  const mine = await open(page)
  const theirs = await open(second)
  await theirs.fill('Three weeks')
  await theirs.press('Enter')
  await expect.poll(async () => (await api.lead(lead.id)).title).toBe('Three weeks')

  await mine.fill('Four weeks')
  await mine.press('Enter')
  await expect(page.getByText(t('conflict.title'))).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Three weeks')
  expect((await api.lead(lead.id)).title).toBe('Three weeks')
  await page.getByRole('button', { name: t('conflict.keep_mine') }).click()
  await expect(page.getByText(t('conflict.title'))).toBeHidden()
  await expect.poll(async () => (await api.lead(lead.id)).title).toBe('Four weeks')

  // Another field changed meanwhile is nobody's conflict.
  await page.getByRole('button', { name: t('field.edit_named', { name: t('field.city') }), exact: true }).click()
  const city = page.getByRole('textbox', { name: t('field.city') })
  await api.change(lead.id, { job_title: 'Teacher' })
  await city.fill('Rabat')
  await city.press('Enter')
  await expect
    .poll(async () => (await api.lead(lead.id)) as unknown)
    .toMatchObject({ city: 'Rabat', job_title: 'Teacher' })
})

test('an undo that would lose what somebody else did is refused, with the reason', async ({
  page,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER)
  const lead = await api.createLead({ first_name: 'Driss', last_name: mark })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await page.getByRole('button', { name: t('leads.move.label', { status: t('lead_status.new') }) }).click()
  await page.getByRole('menuitemradio', { name: t('lead_status.contacted') }).click()
  const moved = t('leads.move.done', { name: `Driss ${mark}`, status: t('lead_status.contacted') })
  await expect(page.getByText(moved)).toBeVisible()
  await api.change(lead.id, { lead_status: 'proposal' })
  await undoBy(page, t, moved)
  await expect(page.getByRole('alert')).toContainText(t('undo.failed'))
  expect((await api.lead(lead.id)).lead_status).toBe('proposal')
})
