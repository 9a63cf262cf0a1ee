import { expect, PEOPLE, test } from './support/test.ts'
import { NO_ANSWER } from './support/trouble.ts'
import { toast, undoBy } from './support/ui.ts'

test('an invited colleague joins by the link, works, and is let go', async ({
  page,
  browser,
  baseURL,
  api,
  mark,
  t,
}) => {
  const email = `${mark}@new.example`
  await page.goto('/t/atlas/settings/members')
  await page.getByRole('textbox', { name: t('members.emails') }).fill(`Hind <${email}>; ${PEOPLE.agent.email}`)
  await page.getByRole('button', { name: t('members.invite_submit'), exact: true }).click()
  await expect(toast(page, t('members.invited', { count: 1 }))).toBeVisible()
  // Who is a member already is named.
  await expect(page.getByRole('textbox', { name: t('members.emails') })).toHaveValue(PEOPLE.agent.email)
  const link = await page.getByRole('textbox', { name: t('members.link_of', { email }) }).inputValue()

  const context = await browser.newContext({ baseURL: baseURL!, storageState: { cookies: [], origins: [] } })
  const guest = await context.newPage()
  await guest.goto(new URL(link).pathname)
  await expect(guest.getByRole('heading', { name: t('join.title', { tenant: 'Atlas Voyages' }) })).toBeVisible()
  await guest.getByRole('textbox', { name: t('profile.name_label') }).fill(`Hind ${mark}`)
  const password = guest.getByLabel(t('password.new'), { exact: true })
  await password.fill('12345678')
  await password.press('Enter')
  await expect(guest.getByRole('alert')).toBeVisible()
  await password.fill('a river of mint tea')
  await password.press('Enter')
  await expect(guest).toHaveURL(/\/t\/atlas\/home$/)
  await expect(guest.getByRole('heading', { level: 1 })).toContainText('Hind')
  const again = await context.newPage()
  await again.goto(new URL(link).pathname)
  await expect(again.getByRole('heading', { name: t('join.ended') })).toBeVisible()

  await page.reload()
  const row = page.getByRole('listitem').filter({ hasText: email })
  await expect(row).toBeVisible()
  const name = `Hind ${mark}`
  await row.getByRole('combobox', { name: t('members.role_of', { name }) }).click()
  await page.getByRole('option', { name: t('role.manager') }).click()
  const member = async () =>
    (
      await api.ask<{ items: { id: string; email: string; role: string; active: boolean }[] }>('GET', 'members')
    ).items.find((one) => one.email === email)
  await expect.poll(async () => (await member())?.role).toBe('manager')
  await row.getByRole('button', { name: t('members.more', { name }) }).click()
  await page.getByRole('menuitem', { name: t('members.deactivate') }).click()
  await expect.poll(async () => (await member())?.active).toBe(false)
  await guest.reload()
  await expect(guest.getByRole('heading', { name: t('login.title') })).toBeVisible()
  await undoBy(page, t, t('members.deactivated', { name }))
  await expect.poll(async () => (await member())?.active).toBe(true)

  // Whoever leaves with something in hand is asked for an heir.
  const { id: theirs } = await api.createLead({ first_name: 'Rim', last_name: mark, assigned_to: (await member())!.id })
  await row.getByRole('button', { name: t('members.more', { name }) }).click()
  await page.getByRole('menuitem', { name: t('members.deactivate') }).click()
  const heirs = page.getByRole('dialog', { name: t('members.hand_over_title', { name }) })
  await expect(heirs).toContainText(t('members.owned.leads', { count: 1 }))
  await heirs.getByRole('combobox', { name: t('members.heir') }).click()
  await page.getByRole('option', { name: api.me.name }).click()
  await heirs.getByRole('button', { name: t('members.hand_over_do') }).click()
  await expect.poll(async () => (await api.lead(theirs)).assigned_to).toBe(api.me.id)
  await context.close()
})

test.describe('of a viewer', () => {
  test.use({ as: 'viewer' })

  test('a session elsewhere ends where I end it', async ({ page, another, t, complaints }) => {
    complaints.expect(NO_ANSWER)
    const other = await another('viewer')
    await other.goto('/t/atlas/home')
    await expect(other.getByRole('heading', { level: 1 })).toBeVisible()
    await page.goto('/t/atlas/settings/sessions')
    await expect(page.getByText(t('sessions.this'), { exact: true })).toBeVisible()
    await page.getByRole('button', { name: t('sessions.end_others') }).click()
    await expect(toast(page, t('sessions.others_ended'))).toBeVisible()
    await expect(page.getByRole('button', { name: t('sessions.end_others') })).toBeHidden()
    await other.reload()
    await expect(other.getByRole('heading', { name: t('login.title') })).toBeVisible()
  })
})

test.describe('of an agent', () => {
  test.use({ as: 'groupsAgent' })

  test('name, theme and keys are mine, on every device; the workspace is not', async ({ page, another, mark, t }) => {
    await page.goto('/t/atlas/settings')
    await expect(page).toHaveURL(/\/settings\/profile$/)
    const nav = page.getByRole('navigation', { name: t('nav.settings') })
    await expect(nav.getByRole('link', { name: t('settings.sessions') })).toBeVisible()
    await expect(nav.getByRole('link', { name: t('settings.members') })).toHaveCount(0)
    const name = page.getByRole('textbox', { name: t('profile.name_label') })
    const was = await name.inputValue()
    await name.fill(`${was} ${mark}`)
    await name.press('Enter')
    await expect(page.getByRole('button', { name: t('shell.user_menu', { name: `${was} ${mark}` }) })).toBeVisible()
    await name.fill(was)
    await name.press('Enter')
    await expect(toast(page, t('settings.saved'))).toBeVisible()

    await nav.getByRole('link', { name: t('settings.appearance') }).click()
    await page.getByRole('radio', { name: t('theme.dark') }).click()
    await page.getByRole('radio', { name: t('density.compact') }).click()
    await nav.getByRole('link', { name: t('settings.shortcuts') }).click()
    const leadsKey = page.getByRole('button', { name: new RegExp(`^${t('keys.go_leads')}`) })
    await leadsKey.click()
    await page.keyboard.press('f')
    await expect(page.getByRole('alert')).toHaveText(t('shortcuts.taken', { name: t('keys.filter') }))
    await page.keyboard.press('q')
    await expect(page.getByRole('alert')).toBeHidden()
    await page.locator('body').press('q')
    await expect(page).toHaveURL(/\/leads$/)

    const other = await another('groupsAgent')
    await other.goto('/t/atlas/home')
    await expect(other.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(other.locator('html')).toHaveAttribute('data-density', 'compact')
    await other.goto('/t/atlas/settings/members')
    await expect(other.getByText(t('error.forbidden.title'))).toBeVisible()

    await page.goto('/t/atlas/settings/shortcuts')
    await page.getByRole('button', { name: t('shortcuts.reset_all') }).click()
    await page.getByRole('switch', { name: t('shortcuts.single_label') }).click()
    await page.locator('body').press('?')
    await expect(page.getByRole('dialog')).toHaveCount(0)
    await page.getByRole('switch', { name: t('shortcuts.single_label') }).click()
    await page.goto('/t/atlas/settings/appearance')
    await page.getByRole('radio', { name: t('theme.system') }).click()
    await page.getByRole('radio', { name: t('density.default') }).click()
  })
})

test('the weights of a score show what they do before they are saved', async ({ page, api, mark, t }) => {
  interface Rules {
    base: number
  }
  await api.createLead({ first_name: 'Salma', last_name: mark })
  const before = await api.ask<Rules>('GET', 'leads/scoring')
  const kept = async () => (await api.ask<Rules>('GET', 'leads/scoring')).base
  await page.goto('/t/atlas/settings/scoring')
  const base = page.getByRole('spinbutton', { name: t('scoring.base_label') })
  await expect(base).toHaveValue(String(before.base))
  await base.fill(String(before.base + 7))
  await expect(page.getByRole('region', { name: t('scoring.unsaved') })).toBeVisible()
  await expect(page.getByRole('table', { name: t('scoring.effect') })).toBeVisible()
  await page.getByRole('button', { name: t('action.save') }).click()
  await expect.poll(kept).toBe(before.base + 7)
  const changed = t('conflict.by', { name: api.me.name, when: '' })
  await expect(page.getByText(changed)).toBeVisible()
  await undoBy(page, t, t('scoring.saved'))
  await expect.poll(kept).toBe(before.base)
  await expect(base).toHaveValue(String(before.base))
  await page.locator('body').press('ControlOrMeta+Shift+z')
  await expect.poll(kept).toBe(before.base + 7)
  await expect(base).toHaveValue(String(before.base + 7))
  await page.locator('body').press('ControlOrMeta+z')
  await expect.poll(kept).toBe(before.base)
})

test('what somebody else makes of the rules is there at once, and not under one’s hands', async ({ page, api, t }) => {
  const before = await api.ask<{ base: number; company: number }>('GET', 'leads/scoring')
  const put = (changes: object) => api.ask('PUT', 'leads/scoring', { ...before, ...changes })
  try {
    await page.goto('/t/atlas/settings/scoring')
    const base = page.getByRole('spinbutton', { name: t('scoring.base_label') })
    await expect(base).toHaveValue(String(before.base))
    await put({ base: before.base + 1 })
    await expect(base).toHaveValue(String(before.base + 1))
    const company = page.getByRole('spinbutton', { name: t('scoring.company') })
    await company.fill(String(before.company + 5))
    await put({ base: before.base + 2 })
    const unsaved = page.getByRole('region', { name: t('scoring.unsaved') })
    await expect(unsaved.getByRole('alert')).toHaveText(t('scoring.late'))
    await expect(company).toHaveValue(String(before.company + 5))
    await unsaved.getByRole('button', { name: t('scoring.discard') }).click()
    await expect(base).toHaveValue(String(before.base + 2))
    await expect(company).toHaveValue(String(before.company))
  } finally {
    await put({})
  }
})

test('what makes a customer loyal is set in a pane, and told where the customer is', async ({ page, api, t }) => {
  interface Rules {
    levels: { bronze: { trips: number | null } }
  }
  const trips = async () => (await api.ask<Rules>('GET', 'accounts/loyalty')).levels.bronze.trips
  expect(await trips()).toBe(1)
  await page.goto('/t/atlas/settings/loyalty')
  const bronze = page.getByRole('spinbutton', { name: t('loyalty.trips_of', { level: t('loyalty_status.bronze') }) })
  await expect(bronze).toHaveValue('1')
  await bronze.fill('')
  await expect(page.getByRole('region', { name: t('scoring.unsaved') })).toBeVisible()
  await page.getByRole('button', { name: t('action.save') }).click()
  await expect.poll(trips).toBe(null)
  await undoBy(page, t, t('loyalty.saved'))
  await expect.poll(trips).toBe(1)

  const status = t('loyalty_status.gold')
  const body = { name: 'Loyal Example Travel', loyalty_status: 'gold', allow_duplicate: true }
  const { id } = await api.ask<{ id: string }>('POST', 'accounts', body)
  await page.goto(`/t/atlas/accounts/${id}`)
  await page.getByRole('button', { name: t('accounts.loyalty_why', { status }) }).click()
  const computed = t('loyalty_status.new')
  await expect(page.getByText(t('loyalty.locked', { status, computed }))).toBeVisible()
})
