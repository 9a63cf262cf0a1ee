import { expect } from '../support/test.ts'
import { fail, hold } from '../support/trouble.ts'
import type { Walk } from './walk.ts'

/** A card goes at once though the server is slow, comes back when it refuses, and goes by keys as it goes by hand. */
export async function moveCards({ page, api, t, mark, language, look }: Walk) {
  const { id } = await api.createLead({ first_name: 'Board', last_name: mark, lead_status: 'contacted' })
  const status = async () => (await api.lead(id)).lead_status
  await page.goto(`/t/atlas/leads?layout=board&search=Board ${mark}`)
  const card = page.getByRole('article')
  const column = (name: 'contacted' | 'callback' | 'qualified' | 'proposal') =>
    page.getByRole('region', { name: new RegExp(`^${t(`lead_status.${name}`)}`) })
  await expect(column('contacted').getByRole('article')).toHaveCount(1)
  await look('board')

  const stage = { path: /\/stage$/ }
  const release = await hold(page, stage)
  await card.dragTo(column('qualified'))
  await expect(column('qualified').getByRole('article')).toBeVisible({ timeout: 1_000 })
  expect(await status()).toBe('contacted')
  await release()
  await expect.poll(status).toBe('qualified')

  const mend = await fail(page, stage)
  await card.dragTo(column('proposal'))
  await expect(page.getByRole('alert')).toContainText(
    t('leads.move.failed', { name: `Board ${mark}`, status: t('lead_status.proposal') }),
  )
  await expect(column('qualified').getByRole('article')).toBeVisible()
  await look('board-refused')
  await mend()
  expect(await status()).toBe('qualified')

  await card.getByRole('link').first().focus()
  await page.keyboard.press(`ControlOrMeta+Shift+Arrow${language === 'ar' ? 'Left' : 'Right'}`)
  await expect(column('proposal').getByRole('article')).toBeVisible()
  await expect.poll(status).toBe('proposal')
  await look('board-by-keys')
}
