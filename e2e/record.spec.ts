import type { Page } from '@playwright/test'
import { PEOPLE } from './support/people.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type TextId, type Texts } from './support/texts.ts'
import { fail, NO_ANSWER } from './support/trouble.ts'

const open = (page: Page, id: string, rest = '') => page.goto(`/t/atlas/leads/${id}${rest}`)
const story = (page: Page, t: Texts) => page.getByRole('region', { name: t('timeline.title') })
const note = (page: Page, t: Texts) => page.getByRole('textbox', { name: t('composer.label') })

/** Opens a field where it is read, and answers its editor. */
async function edit(page: Page, t: Texts, field: TextId) {
  await page.getByRole('button', { name: t('field.edit_named', { name: t(field) }), exact: true }).click()
  return page
    .getByRole('textbox', { name: t(field), exact: true })
    .or(page.getByRole('group', { name: t(field) }).getByRole('textbox'))
}

for (const language of ['en', 'ar'] as const)
  test.describe(language, () => {
    test.use({ language, locale: LOCALES[language] })

    test('a field tells who changed it, when, and from what to what', async ({ page, api, mark, t }) => {
      const { id, version } = await api.createLead({ first_name: 'Rim', last_name: mark, city: 'Fès' })
      await api.change(id, { city: 'Agadir', version })
      await open(page, id)
      const field = t('history.of', { field: t('field.city') })
      await page.getByRole('button', { name: field, exact: true }).focus()
      await page.keyboard.press('Enter')
      const past = page.getByRole('dialog', { name: field })
      const lines = past.getByRole('listitem')
      await expect(lines).toHaveCount(2)
      await expect(lines.first()).toContainText('Fès')
      await expect(lines.first()).toContainText('Agadir')
      await expect(lines.first()).toContainText(api.me.name)
      await page.keyboard.press('Escape')
      await expect(past).toBeHidden()
      await expect(page.getByRole('button', { name: field, exact: true })).toBeFocused()
    })

    test('the next step is taken in words, by its key', async ({ page, api, mark, t }) => {
      const { id } = await api.createLead({ first_name: 'Sami', last_name: mark })
      await open(page, id)
      const card = page.getByRole('region', { name: t('field.next_follow_up') })
      await expect(card).toContainText(t('next_step.none'))
      await page.keyboard.press('d')
      await expect(page.getByRole('textbox', { name: t('leads.follow_up.typed') })).toBeFocused()
      await page.keyboard.type(`${t('calendar.tomorrow')} 15:30`)
      await page.keyboard.press('Enter')
      await expect(card).toContainText('15:30')
      await expect
        .poll(async () => {
          const at = (await api.lead(id)).next_follow_up
          return at && new Date(at).toLocaleTimeString('en-GB', { timeZone: 'Africa/Casablanca' })
        })
        .toBe('15:30:00')
    })

    test('two tabs change one field: the second sees both, and nothing is lost', async ({
      page,
      api,
      mark,
      t,
      complaints,
    }) => {
      complaints.expect(NO_ANSWER)
      const { id } = await api.createLead({ first_name: 'Walid', last_name: mark, title: 'One' })
      await open(page, id)
      const box = await edit(page, t, 'field.title')
      await box.fill('Mine')
      await api.change(id, { title: 'Theirs' })
      await box.press('Enter')
      const choice = page.getByRole('alert').filter({ hasText: t('conflict.title') })
      await expect(choice).toContainText('Theirs')
      await expect(choice).toContainText('Mine')
      expect(((await api.lead(id)) as { title: string | null }).title).toBe('Theirs')
      await choice.getByRole('button', { name: t('conflict.keep_mine') }).click()
      await expect.poll(async () => (await api.lead(id)).title).toBe('Mine')
    })
  })

test('a note begun survives a reload, a tab that is gone, and the end of the session', async ({
  page,
  context,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER)
  const { id } = await api.createLead({ first_name: 'Hind', last_name: mark })
  await open(page, id)
  await note(page, t).fill('They want the late flight')
  await page.reload()
  await expect(note(page, t)).toHaveValue('They want the late flight')
  await page.close()
  const next = await context.newPage()
  await open(next, id)
  await expect(note(next, t)).toHaveValue('They want the late flight')

  await context.request.post('/api/v1/auth/logout', { data: {} })
  const expire = await fail(next, { method: 'POST', path: /\/notes$/ }, { status: 401, code: 'unauthenticated' })
  await note(next, t).press('ControlOrMeta+Enter')
  const again = next.getByRole('dialog', { name: t('session.expired.title') })
  await expect(again).toBeVisible()
  await expire()
  await again.getByLabel(t('login.password'), { exact: true }).fill(PEOPLE.admin.password)
  await again.getByRole('button', { name: t('login.submit'), exact: true }).click()
  await expect(again).toBeHidden()
  await expect(note(next, t)).toHaveValue('They want the late flight')
  await note(next, t).press('ControlOrMeta+Enter')
  await expect(story(next, t)).toContainText('They want the late flight')
})

test('a note written without a connection is sent once there is one', async ({
  page,
  context,
  api,
  mark,
  t,
  complaints,
}) => {
  complaints.expect(NO_ANSWER)
  const { id } = await api.createLead({ first_name: 'Nadir', last_name: mark })
  await open(page, id)
  await expect(story(page, t)).toContainText(t('timeline.created'))
  await context.setOffline(true)
  await note(page, t).fill('Called from the train')
  await note(page, t).press('ControlOrMeta+Enter')
  const waiting = page.getByRole('list', { name: t('outbox.title') })
  await expect(waiting).toContainText('Called from the train')
  await expect(note(page, t)).toHaveValue('')
  await context.setOffline(false)
  await expect(waiting).toHaveCount(0)
  await expect(story(page, t)).toContainText('Called from the train')
  const { items } = await api.ask<{ items: unknown[] }>('GET', `leads/${id}/timeline?type=notes`)
  expect(items).toHaveLength(1)
})

test('on and back along the list it was opened from, after a reload too', async ({ page, api, mark, t }) => {
  const ids: string[] = []
  for (const first_name of ['Ayoub', 'Bouchra', 'Camelia'])
    ids.push((await api.createLead({ first_name, last_name: mark })).id)
  await page.goto(`/t/atlas/leads?search=${mark}&sort_by=first_name`)
  await page.getByRole('link', { name: `Ayoub ${mark}` }).click()
  const heading = (name: string) => page.getByRole('heading', { level: 1, name: `${name} ${mark}` })
  await expect(heading('Ayoub')).toBeVisible()
  await expect(page.getByText(t('record.place', { place: '1', total: '3' }))).toBeVisible()
  await page.keyboard.press('Shift+J')
  await expect(heading('Bouchra')).toBeVisible()
  await page.reload()
  await expect(heading('Bouchra')).toBeVisible()
  await expect(page.getByText(t('record.place', { place: '2', total: '3' }))).toBeVisible()
  await page.keyboard.press('Shift+J')
  await expect(heading('Camelia')).toBeVisible()
  await page.keyboard.press('Shift+K')
  await expect(heading('Bouchra')).toBeVisible()
  await page.goBack()
  await expect(page).toHaveURL(/sort_by=first_name/)
})

test('an address points at a line of the story, however deep it lies', async ({ page, api, mark, t }) => {
  const { id } = await api.createLead({ first_name: 'Lamia', last_name: mark })
  await api.ask('POST', `leads/${id}/notes`, { content: 'The very first word', type: 'note' })
  for (let turn = 0; turn < 55; turn += 1) await api.change(id, { city: `City ${turn}` })
  const { items } = await api.ask<{ items: { activity: { id: string } | null }[] }>(
    'GET',
    `leads/${id}/timeline?type=notes`,
  )
  await open(page, id, `?focus=${items[0]!.activity!.id}`)
  const line = story(page, t).locator('[aria-current=true]')
  await expect(line).toContainText('The very first word')
  await expect(line).toBeInViewport()
})
