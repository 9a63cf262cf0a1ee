import type { Page } from '@playwright/test'
import type { Api } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { LOCALES } from './support/texts.ts'
import { fail, hold, NO_ANSWER, REQUEST_ID } from './support/trouble.ts'
import { toast } from './support/ui.ts'

const STAGE = { method: 'PUT', path: /\/stage$/ }
type Status = 'new' | 'contacted' | 'callback' | 'qualified' | 'proposal' | 'won'

/** Three new leads, the latest first on the board. */
async function threeNew(api: Api, mark: string) {
  const ids: string[] = []
  for (const first_name of ['Adil', 'Basma', 'Chama'])
    ids.push((await api.createLead({ first_name, last_name: mark })).id)
  return { adil: ids[0]!, basma: ids[1]!, chama: ids[2]! }
}

const card = (page: Page, id: string) => page.locator(`[data-card="${id}"]`)
const link = (page: Page, id: string) => card(page, id).getByRole('link')
const column = (page: Page, status: Status) => page.locator(`[data-column="${status}"]`)
const order = (page: Page, status: Status) =>
  column(page, status)
    .locator('[data-card]')
    .evaluateAll((cards) =>
      cards
        .map((one) => [Number((one as any).parentElement.dataset.index), (one as any).dataset.card] as const)
        .sort(([a], [b]) => a - b)
        .map(([, id]) => id),
    )

/** From here on, how long a card takes from the key or the drop to its new column. */
const watchPaint = (page: Page, id: string, status: Status) =>
  page.evaluate(`{
    window.painted = new Promise((resolve) => {
      const start = (event) => {
        if (event.type === 'keydown' && event.key.length < 5) return
        const from = performance.now()
        const look = () => document.querySelector('[data-column="${status}"] [data-card="${id}"]')
          ? resolve(performance.now() - from) : requestAnimationFrame(look)
        look()
      }
      addEventListener('keydown', start, { capture: true, once: true })
      addEventListener('drop', start, { capture: true, once: true })
    })
    0
  }`)
const painted = (page: Page) => page.evaluate<number>('window.painted')

for (const language of ['en', 'ar'] as const)
  test.describe(language, () => {
    test.use({ language, locale: LOCALES[language], viewport: { width: 1600, height: 900 } })
    // Reading direction: the first status is where one begins to read.
    const [onward, backward] = language === 'ar' ? ['ArrowLeft', 'ArrowRight'] : ['ArrowRight', 'ArrowLeft']

    test('by keys alone: along, across, on to the next status, and back by undo', async ({ page, api, mark, t }) => {
      const { adil, basma, chama } = await threeNew(api, mark)
      const other = await api.createLead({ first_name: 'Dina', last_name: mark, lead_status: 'contacted' })
      await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
      await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])
      await link(page, chama).focus()
      await page.keyboard.press('ArrowDown')
      await expect(link(page, basma)).toBeFocused()
      await page.keyboard.press(onward!)
      await expect(link(page, other.id)).toBeFocused()
      await page.keyboard.press(backward!)
      await expect(column(page, 'new').locator('a:focus')).toBeVisible()

      await link(page, basma).focus()
      const go = await hold(page, STAGE)
      await watchPaint(page, basma, 'contacted')
      await page.keyboard.press(`ControlOrMeta+Shift+${onward}`)
      expect(await painted(page), 'ms until it was painted').toBeLessThan(100)
      await expect(link(page, basma)).toBeFocused()
      const status = t('lead_status.contacted')
      const said = t('leads.board.said', { name: `Basma ${mark}`, status, place: '2', total: '2' })
      await expect(page.getByRole('status').filter({ hasText: said })).toHaveCount(1)
      expect((await api.lead(basma)).lead_status).toBe('new')
      await go()
      await expect.poll(async () => (await api.lead(basma)).lead_status).toBe('contacted')
      await expect(toast(page, t('leads.move.done', { name: `Basma ${mark}`, status }))).toBeVisible()

      await page.keyboard.press('ControlOrMeta+z')
      await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])
      expect((await api.lead(basma)).lead_status).toBe('new')
      await expect(link(page, basma)).toBeFocused()

      await page.keyboard.press('s')
      await page.getByRole('menuitemradio', { name: t('lead_status.won') }).press('Enter')
      await expect(column(page, 'won').locator(`[data-card="${basma}"]`)).toBeVisible()
      await expect(link(page, basma)).toBeFocused()
    })
  })

test.describe('drag', () => {
  test.use({ viewport: { width: 1600, height: 900 } })

  test('a drop is painted at once while the server is slow; refused, the card is back and has the focus', async ({
    page,
    api,
    mark,
    t,
    complaints,
  }) => {
    complaints.expect(NO_ANSWER)
    const { adil, basma, chama } = await threeNew(api, mark)
    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])

    const go = await hold(page, STAGE)
    await watchPaint(page, basma, 'qualified')
    await card(page, basma).dragTo(column(page, 'qualified'))
    expect(await painted(page), 'ms until it was painted').toBeLessThan(100)
    await expect(column(page, 'new').getByText('2', { exact: true })).toBeVisible()
    await go()
    await expect.poll(async () => (await api.lead(basma)).lead_status).toBe('qualified')

    const mend = await fail(page, STAGE)
    await card(page, adil).dragTo(column(page, 'proposal'))
    const refused = t('leads.move.failed', { name: `Adil ${mark}`, status: t('lead_status.proposal') })
    await expect(toast(page, refused)).toBeVisible()
    await expect.poll(() => order(page, 'new')).toEqual([chama, adil])
    await expect(column(page, 'proposal').locator('[data-card]')).toHaveCount(0)
    await expect(link(page, adil)).toBeFocused()
    await mend()
    expect((await api.lead(adil)).lead_status).toBe('new')
  })

  test('a long column holds few cards at a time, and one that cannot go on says so alone', async ({
    page,
    api,
    t,
    complaints,
  }) => {
    complaints.expect(NO_ANSWER)
    const all = (await api.leads('lead_status=new')).length
    expect(all).toBeGreaterThan(50)
    const mend = await fail(page, { path: /\/pipeline$/ })
    await mend()
    await page.goto('/t/atlas/leads?layout=board')
    const fresh = column(page, 'new')
    await expect(fresh.getByRole('article').first()).toBeVisible()
    expect(await fresh.getByRole('article').count()).toBeLessThan(25)

    // The first cards are there; the next ones do not come.
    const stop = await fail(page, { path: /\/pipeline$/ })
    const list = fresh.locator('[data-scroll]')
    const toEnd = () => list.evaluate((box: any) => box.scrollTo(0, box.scrollHeight))
    await expect(async () => {
      await toEnd()
      await expect(fresh.getByRole('alert')).toContainText(REQUEST_ID, { timeout: 500 })
    }).toPass()
    await expect(column(page, 'contacted').getByRole('alert')).toHaveCount(0)
    await stop()
    await fresh.getByRole('button', { name: t('action.retry') }).click()
    const last = list.locator(`[data-index="${all - 1}"]`)
    await expect(async () => {
      await toEnd()
      await expect(last).toBeVisible({ timeout: 500 })
    }).toPass()
    expect(await fresh.getByRole('article').count()).toBeLessThan(30)
  })
})

test.describe('on a phone', () => {
  test.use({
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    language: 'ar',
    locale: LOCALES.ar,
  })

  test('the status of a card rises from the bottom edge, and moves it', async ({ page, api, mark, t }) => {
    const { chama } = await threeNew(api, mark)
    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await card(page, chama)
      .getByRole('button', { name: t('leads.board.move_named', { name: `Chama ${mark}` }) })
      .tap()
    const sheet = page.getByRole('dialog', { name: t('leads.move.to') })
    await sheet.getByRole('radio', { name: t('lead_status.qualified') }).tap()
    await expect(sheet).toBeHidden()
    await expect(card(page, chama)).toHaveCount(0)
    await expect.poll(async () => (await api.lead(chama)).lead_status).toBe('qualified')
    await page.getByRole('tab', { name: new RegExp(`^${t('lead_status.qualified')}`) }).tap()
    await expect(card(page, chama)).toBeVisible()
  })
})

/** What moves on the page from here on: of which element, and for how long. */
const watchMotion = (page: Page) =>
  page.addInitScript(`{
    window.motions = []
    const animate = Element.prototype.animate
    Element.prototype.animate = function (frames, options) {
      const id = this.dataset?.card ?? ('slide' in (this.dataset ?? {}) ? 'slide' : null)
      if (id) window.motions.push({ id, frames, duration: options.duration })
      return animate.call(this, frames, options)
    }
  }`)
interface Motion {
  id: string
  frames: { transform?: string; opacity?: number }[]
  duration: number
}
const motions = (page: Page) => page.evaluate<Motion[]>('window.motions.splice(0)')

test.describe('how cards get there', () => {
  test.use({ viewport: { width: 1600, height: 900 } })

  test('a card slides to its column and others make room; by undo it slides back', async ({ page, api, mark, t }) => {
    const { adil, basma, chama } = await threeNew(api, mark)
    await watchMotion(page)
    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])
    expect(await motions(page)).toEqual([])
    await link(page, basma).focus()
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await expect.poll(() => order(page, 'contacted')).toEqual([basma])
    const [room, flight] = await Promise.all([motions(page), page.locator('[data-slide]').count()])
    expect(flight).toBeLessThanOrEqual(1)
    expect(room.map(({ id }) => id).sort()).toEqual([basma, adil, 'slide'].sort())
    const slide = room.find(({ id }) => id === 'slide')!
    expect(slide.duration).toBe(240)
    // From the column before it, and from one place further down.
    expect(slide.frames[0]!.transform).toMatch(/^translate\(-\d+(\.\d+)?px, \d+(\.\d+)?px\)$/)
    // Below it, what stood under it moved up.
    expect(room.find(({ id }) => id === adil)!.frames[0]!.transform).toMatch(/^translateY\(\d/)
    await expect(page.locator('[data-slide]')).toHaveCount(0)
    const status = t('lead_status.contacted')
    await expect(toast(page, t('leads.move.done', { name: `Basma ${mark}`, status }))).toBeVisible()
    await motions(page)
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])
    expect((await motions(page)).map(({ id }) => id)).toContain('slide')
    await expect(page.locator('[data-slide]')).toHaveCount(0)
  })

  test('who wants no motion sees it appear', async ({ page, api, mark }) => {
    const { adil, basma, chama } = await threeNew(api, mark)
    await page.emulateMedia({ reducedMotion: 'reduce' })
    await watchMotion(page)
    await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
    await expect.poll(() => order(page, 'new')).toEqual([chama, basma, adil])
    await link(page, basma).focus()
    await page.keyboard.press('ControlOrMeta+Shift+ArrowRight')
    await expect.poll(() => order(page, 'contacted')).toEqual([basma])
    const seen = await motions(page)
    expect(seen.map(({ id }) => id)).toEqual([basma])
    expect(seen[0]!.duration).toBeLessThanOrEqual(80)
    expect(seen[0]!.frames.every((frame) => !frame.transform)).toBe(true)
  })
})

test('filters that leave a board empty are taken away one by one, and all but its drawing at once', async ({
  page,
  api,
  mark,
  t,
}) => {
  await api.createLead({ first_name: 'Adil', last_name: mark, city: 'Fès' })
  await page.goto(`/t/atlas/leads?layout=board&search=${mark}&city=F%C3%A8s&country=FR`)
  await page.getByRole('button', { name: t('filter.remove_last') }).click()
  await expect(page).toHaveURL(/city=/)
  await expect(page).not.toHaveURL(/country=/)
  await expect(page.getByRole('article')).toHaveCount(1)
  await page.goto(`/t/atlas/leads?search=${mark}&city=Nowhere&cols=full_name!,city&sort_by=city`)
  await page
    .getByRole('main')
    .getByRole('button', { name: t('filter.clear') })
    .click()
  await expect(page).toHaveURL((url) => url.search.includes('cols=') && url.search.includes('sort_by=city'))
  await expect(page).not.toHaveURL(/Nowhere/)
})

test('a card that is archived leaves the focus to the one that comes in its place', async ({ page, api, mark }) => {
  const { adil, basma, chama } = await threeNew(api, mark)
  await page.goto(`/t/atlas/leads?layout=board&search=${mark}`)
  await link(page, basma).focus()
  await page.keyboard.press('Backspace')
  await expect(card(page, basma)).toBeHidden()
  await expect(link(page, adil)).toBeFocused()
  await page.keyboard.press('Backspace')
  await expect(link(page, chama)).toBeFocused()
})
