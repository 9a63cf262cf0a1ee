import { expect } from '../support/test.ts'
import { toast, undoBy } from '../support/ui.ts'
import { NAMES, type Scene } from './scene.ts'

export async function convertLead({ page, api, t, language }: Scene, id: string, name: string) {
  const { first, company, title } = NAMES[language]
  await page.getByRole('article').filter({ hasText: name }).getByRole('link').click()
  await page.getByRole('button', { name: t('leads.convert.action'), exact: true }).click()
  const dialog = page.getByRole('dialog', { name: t('convert.title', { name }) })
  const part = (kind: 'account' | 'contact' | 'opportunity') =>
    dialog.getByRole('region', { name: t(`record.${kind}`) })
  await expect(part('account').getByLabel(t('field.name'))).toHaveValue(company)
  await expect(part('contact').getByLabel(t('field.first_name'))).toHaveValue(first)
  await expect(part('opportunity').getByLabel(t('field.name'))).toHaveValue(title)
  await dialog.getByRole('button', { name: t('convert.submit'), exact: true }).click()
  await expect(dialog).toBeHidden()
  await expect(toast(page, t('convert.done', { name }))).toBeVisible()

  const lead = await api.lead(id)
  expect(lead.lead_status).toBe('won')
  const made = (path: string) => api.ask<Record<string, unknown>>('GET', path)
  expect(await made(`accounts/${lead.converted_account_id}`)).toMatchObject({ account_type: 'business', name: company })
  expect(await made(`contacts/${lead.converted_contact_id}`)).toMatchObject({
    full_name: name,
    account_id: lead.converted_account_id,
  })
  expect(await made(`opportunities/${lead.converted_opportunity_id}`)).toMatchObject({
    name: title,
    amount: 45_000,
    lead_id: id,
  })
  await expect(page.getByRole('radio', { name: t('lead_status.won') })).toBeChecked()
  await page.getByRole('link', { name: company }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(company)
  await expect(page.getByRole('main')).toContainText(t('account_type.business'))
  await page.goBack()
  await expect(page).toHaveURL(/\/leads\//)
}

export async function lookBack({ page, api, t, language }: Scene, id: string, name: string) {
  const { title, edited } = NAMES[language]
  const story = page.getByRole('region', { name: t('timeline.title') })
  for (const said of [
    t('timeline.converted'),
    t('timeline.status_changed'),
    t('lost_reason.price'),
    t('timeline.attempt'),
    'Nobody answered',
    t('activity.note'),
    'يفضل مخيما هادئا',
    t('timeline.changed_field', { field: t('field.assigned_to') }),
    t('timeline.created'),
  ])
    await expect(story).toContainText(said)

  await page.getByRole('button', { name: t('field.edit_named', { name: t('field.title') }), exact: true }).click()
  const box = page.getByRole('textbox', { name: t('field.title') })
  await box.fill(edited)
  await box.press('Enter')
  await expect.poll(async () => (await api.lead(id)).title).toBe(edited)
  await expect(story).toContainText(edited)
  await page.keyboard.press('ControlOrMeta+z')
  await expect.poll(async () => (await api.lead(id)).title).toBe(title)
  await expect(page.getByRole('main')).toContainText(title)

  const before = await api.lead(id)
  await page.getByRole('button', { name: t('action.more'), exact: true }).click()
  await page.getByRole('menuitem', { name: t('action.archive') }).click()
  await expect(page.getByText(t('record.standing.archived'))).toBeVisible()
  expect((await api.lead(id)).archived_at).not.toBeNull()
  await undoBy(page, t, t('record.archived', { name }))
  await expect(page.getByText(t('record.standing.archived'))).toBeHidden()
  expect(await api.lead(id)).toMatchObject({ archived_at: null, lead_status: 'won', tags: before.tags })
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()
}
