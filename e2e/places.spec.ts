import { expect, test } from './support/test.ts'
import { LOCALES } from './support/texts.ts'
import { leadLinks, row } from './support/ui.ts'

for (const timezoneId of ['Pacific/Pago_Pago', 'Pacific/Kiritimati'])
  test.describe(timezoneId, () => {
    test.use({ timezoneId })
    test('a day stays the day it is', async ({ page, api, mark, t }) => {
      const days = { preferred_travel_date: '2031-06-01', return_date: '2031-06-30' }
      const { id } = await api.createLead({ first_name: 'Ilham', last_name: mark, ...days })
      await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name,preferred_travel_date,return_date`)
      // The departure counts its days; the day itself stands behind the count.
      await expect(row(page, mark).locator('time').first()).toHaveAttribute('datetime', '2031-06-01')
      await expect(row(page, mark)).toContainText('30 Jun 2031')
      await page.goto(
        `/t/atlas/leads?search=${mark}&preferred_travel_date_from=2031-06-01&preferred_travel_date_to=2031-06-01`,
      )
      await expect(leadLinks(page)).toHaveCount(1)
      await page.goto(`/t/atlas/leads/${id}`)
      const edit = t('field.edit_named', { name: t('field.preferred_travel_date') })
      await expect(page.getByRole('main').getByText('1 Jun 2031', { exact: true })).toBeVisible()
      await page.getByRole('button', { name: edit, exact: true }).click()
      await page.getByRole('textbox', { name: t('field.preferred_travel_date') }).press('Enter')
      expect(await api.lead(id)).toMatchObject(days)
    })
  })

test.describe('français du Maroc', () => {
  test.use({ language: 'fr', locale: 'fr-MA' })
  test('June is juin', async ({ page, api, mark }) => {
    await api.createLead({ first_name: 'Ilham', last_name: mark, return_date: '2031-06-12' })
    await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name,return_date`)
    await expect(row(page, mark)).toContainText('12 juin 2031')
  })
})

test.describe('العربية', () => {
  test.use({ language: 'ar', locale: LOCALES.ar, viewport: { width: 1440, height: 900 } })
  test('counts have six forms, columns begin at the right and stay there', async ({ page, api, mark, t }) => {
    for (let index = 0; index < 3; index += 1) await api.createLead({ first_name: 'نور', last_name: mark })
    const counts = [0, 1, 2, 3, 11, 100].map((count) => t('leads.count', { count }))
    expect(new Set(counts.map((text) => text.replace(/\d+/, '#'))).size).toBeGreaterThanOrEqual(5)

    await page.goto(`/t/atlas/leads?search=${mark}&cols=full_name:300!,title:500,email:500,city:500,phone:500`)
    await expect(leadLinks(page)).toHaveCount(3)
    await expect(page.getByText(t('leads.count', { count: 3 })).filter({ visible: true })).toBeVisible()
    const name = leadLinks(page).first()
    const before = (await name.boundingBox())!
    await page.locator('[data-scroll=leads]').evaluate((box) => (box.scrollLeft = -900))
    await expect.poll(async () => (await name.boundingBox())!.x).toBe(before.x)
    const heads = page.getByRole('columnheader')
    const place = async (text: string) => (await heads.filter({ hasText: text }).boundingBox())!.x
    expect(await place(t('field.title'))).toBeGreaterThan(await place(t('field.email')))

    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await expect(page.getByRole('article')).toHaveCount(3)
    const column = async (status: 'new' | 'contacted') =>
      (await page.getByRole('region', { name: new RegExp(`^${t(`lead_status.${status}`)}`) }).boundingBox())!.x
    expect(await column('new')).toBeGreaterThan(await column('contacted'))
  })
})
