import { expect } from '../support/test.ts'
import { toast, undoBy } from '../support/ui.ts'
import { type Scene, startsBefore } from './scene.ts'

export async function workLead({ page, api, t, language }: Scene, id: string, name: string) {
  const colleague = await api.member('agent')
  await page.getByRole('button', { name: t('record.owner_change') }).click()
  const people = page.getByRole('dialog', { name: t('field.assigned_to') })
  await people.getByRole('combobox').fill('Salma')
  await people.getByRole('option', { name: colleague.name }).click()
  await expect(toast(page, t('record.assigned', { record: name, name: colleague.name }))).toBeVisible()
  expect((await api.lead(id)).assigned_to).toBe(colleague.id)

  const stations = page.getByRole('radiogroup', { name: t('field.lead_status') })
  const station = (status: 'new' | 'contacted' | 'lost') =>
    stations.getByRole('radio', { name: t(`lead_status.${status}`) })
  expect(await startsBefore(station('new'), station('lost'))).toBe(language !== 'ar')
  await station('contacted').click()
  await expect(station('contacted')).toBeChecked()
  await expect(toast(page, t('leads.move.done', { name, status: t('lead_status.contacted') }))).toBeVisible()
  expect((await api.lead(id)).lead_status).toBe('contacted')

  const note = 'Prefers a quiet camp · يفضل مخيما هادئا'
  await page.getByRole('textbox', { name: t('composer.label') }).fill(note)
  await page.getByRole('button', { name: t('composer.add'), exact: true }).click()
  await expect(page.getByRole('region', { name: t('timeline.title') })).toContainText(note)
  await expect(toast(page, t('composer.added'))).toBeVisible()

  await page.getByRole('button', { name: t('leads.call.log') }).click()
  const call = page.getByRole('dialog', { name: t('leads.call.title', { name }) })
  await call.getByLabel(t('leads.call.note')).fill('Nobody answered')
  await call.getByRole('button', { name: t('leads.follow_up.days', { count: 3 }) }).click()
  await call.getByRole('button', { name: t('leads.call.save') }).click()
  await expect(call).toBeHidden()
  await expect(toast(page, t('leads.call.logged', { name }))).toBeVisible()
  const called = await api.lead(id)
  expect(called.call_attempts).toBe(1)

  const next = page.getByRole('region', { name: t('field.next_follow_up') })
  await next.getByRole('button', { name: t('leads.follow_up.week') }).click()
  await expect(toast(page, t('leads.follow_up.set', { name }))).toBeVisible()
  const days = (to: string | null) => Math.round((Date.parse(to!) - Date.now()) / 86_400_000)
  expect(days(called.next_follow_up)).toBe(3)
  expect(days((await api.lead(id)).next_follow_up)).toBe(7)
}

export async function moveOnBoard({ page, api, t, mark }: Scene, id: string, name: string) {
  const status = async () => (await api.lead(id)).lead_status
  const column = (status: 'qualified' | 'proposal' | 'lost' | 'negotiation') =>
    page.getByRole('region', { name: new RegExp(`^${t(`lead_status.${status}`)}`) })
  const card = page.getByRole('article').filter({ hasText: name })
  const choose = async (status: 'qualified' | 'lost' | 'negotiation') => {
    await card.getByRole('button', { name: t('leads.board.move_named', { name }) }).click()
    await page.getByRole('menuitemradio', { name: t(`lead_status.${status}`) }).click()
  }

  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('nav.leads') })
    .click()
  await page.getByRole('radio', { name: t('list.board') }).click()
  await page.getByRole('searchbox', { name: t('leads.search') }).fill(mark)
  await expect(page.getByRole('article')).toHaveCount(2)

  await choose('qualified')
  await expect(column('qualified').getByRole('article')).toContainText(name)
  await expect.poll(status).toBe('qualified')

  await card.dragTo(column('proposal'))
  await expect(column('proposal').getByRole('article')).toContainText(name)
  const moved = t('leads.move.done', { name, status: t('lead_status.proposal') })
  await expect(toast(page, moved)).toBeVisible()
  expect(await status()).toBe('proposal')
  await undoBy(page, t, moved)
  await expect(column('qualified').getByRole('article')).toContainText(name)
  await expect.poll(status).toBe('qualified')

  // Asked why, one may still think better of it.
  const why = page.getByRole('dialog', { name: t('leads.lost.title') })
  await choose('lost')
  await expect(why).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(why).toBeHidden()
  expect(await status()).toBe('qualified')
  await choose('lost')
  await why.getByRole('button', { name: t('lost_reason.price') }).click()
  await expect(column('lost').getByRole('article')).toContainText(name)
  await expect.poll(async () => (await api.lead(id)).lost_reason).toBe(t('lost_reason.price'))
  await choose('negotiation')
  await expect(column('negotiation').getByRole('article')).toContainText(name)
  await expect.poll(status).toBe('negotiation')
}
