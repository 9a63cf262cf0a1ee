import { expect } from '../support/test.ts'
import { toast } from '../support/ui.ts'
import type { Walk } from './walk.ts'

/** One box finds somebody; a call is logged, and the next step said in words. */
export async function callSomebody({ page, api, t, mark, look }: Walk) {
  const { id } = await api.createLead({ first_name: 'Amina', last_name: mark, phone: '0661 23 45 67' })
  const name = `Amina ${mark}`
  await page.keyboard.press('ControlOrMeta+k')
  const palette = page.getByRole('dialog', { name: t('palette.title') })
  await palette.getByRole('combobox').fill(name)
  await expect(palette.getByRole('option', { name }).first()).toBeVisible()
  await look('palette')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name })).toBeVisible()

  await page.keyboard.press('w')
  const call = page.getByRole('dialog', { name: t('leads.call.title', { name }) })
  await call.getByLabel(t('leads.call.note')).fill('Wants the desert in April')
  await look('log-call')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(call).toBeHidden()
  await expect.poll(async () => (await api.lead(id)).call_attempts).toBe(1)

  await page.keyboard.press('d')
  // As the field itself proposes it: tomorrow at three, in the reader's language.
  await page.keyboard.type(t('leads.follow_up.placeholder').split(/[,،]/)[0]!)
  await page.keyboard.press('Enter')
  await expect(toast(page, t('leads.follow_up.set', { name }))).toBeVisible()
  const { next_follow_up } = await api.lead(id)
  const there = new Date(next_follow_up!).toLocaleString('en-GB', { timeZone: 'Africa/Casablanca', hour: '2-digit' })
  expect(there).toBe('15')
  await look('record')
}
