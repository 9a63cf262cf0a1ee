import type { Page } from '@playwright/test'
import type { Api } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { leadLinks } from './support/ui.ts'

/** What has the focus and cannot be seen: outside the view, or wholly under something that floats. */
const HIDDEN_FOCUS = `(() => {
  const element = document.activeElement
  if (!element || element === document.body || element.closest('.sr-only')) return null
  const box = element.getBoundingClientRect()
  const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)]
  const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)]
  const seen = [0.1, 0.5, 0.9].some((x) =>
    [0.1, 0.5, 0.9].some((y) => {
      const at = document.elementFromPoint(left + (right - left) * x, top + (bottom - top) * y)
      return at && (element.contains(at) || at.contains(element))
    }),
  )
  return right > left && bottom > top && seen ? null : element.outerHTML.slice(0, 160)
})()`

async function tabThrough(page: Page, times: number) {
  const hidden: string[] = []
  for (let turn = 0; turn < times; turn += 1) {
    await page.keyboard.press('Tab')
    const one = await page.evaluate<string | null>(HIDDEN_FOCUS)
    if (one) hidden.push(one)
  }
  return hidden
}

test('what has the focus is seen, wherever Tab goes', async ({ page, api, mark, t }) => {
  const lead = await api.createLead({ first_name: 'Siham', last_name: mark, title: 'Trip', email: `${mark}@x.example` })
  await page.goto(`/t/atlas/leads?search=${mark}`)
  await expect(leadLinks(page)).toHaveCount(1)
  await page.getByRole('checkbox', { name: t('list.select_all_loaded') }).click()
  expect(await tabThrough(page, 40)).toEqual([])
  await page.goto(`/t/atlas/leads/${lead.id}`)
  await expect(page.getByRole('region', { name: t('timeline.title') })).toContainText(t('timeline.created'))
  expect(await tabThrough(page, 60)).toEqual([])
})

/** Elements whose content is wider than they are, and cut off. */
const CLIPPED = `[...document.querySelectorAll('main button, main a, main [role=tab], main [role=radio], main label, main h1, main h2, nav a, nav button')]
  .filter((one) => {
    if (!one.offsetParent || !one.textContent.trim() || one.closest('[role=grid], .sr-only, [class*=truncate], [class*=one-line]')) return false
    if (one.querySelector('[class*=truncate], [class*=one-line], [class*=sr-only]')) return false
    // Where a finger may miss a little is wider than what is drawn: the content itself counts.
    const content = document.createRange()
    content.selectNodeContents(one)
    const [drawn, room] = [content.getBoundingClientRect(), one.getBoundingClientRect()]
    return drawn.width > room.width + 1 && getComputedStyle(one).display !== 'inline'
  })
  .map((one) => one.textContent.trim().slice(0, 60))`
const SIDEWAYS = 'document.documentElement.scrollWidth - document.documentElement.clientWidth'
const PAGES = [
  'home',
  'leads',
  'leads?layout=board',
  'record',
  'contacts',
  'contact',
  'accounts',
  'account',
  'search',
  'search?q=siham',
  'contacts/passports?ended=true',
  'trash',
  'settings/profile',
  'settings/members',
  'settings/fields',
  'settings/tags',
  'settings/industries',
] as const

/** A record of each sort that has a page of its own. */
async function makeRecords(api: Api, mark: string) {
  const lead = await api.createLead({ first_name: 'Siham', last_name: mark, title: 'Trip' })
  const account = await api.ask<{ id: string }>('POST', 'accounts', { name: `Atlas ${mark}`, credit_limit: 1000 })
  const contact = await api.ask<{ id: string }>('POST', 'contacts', {
    first_name: 'Siham',
    last_name: mark,
    account_id: account.id,
  })
  return { record: `leads/${lead.id}`, contact: `contacts/${contact.id}`, account: `accounts/${account.id}` }
}

async function visit(page: Page, path: (typeof PAGES)[number], records: Record<string, string>) {
  await page.goto(`/t/atlas/${records[path] ?? path}`)
  await expect(page.getByRole('main').getByRole('heading').first()).toBeVisible()
  // What a column of the board has not reached yet stays to come.
  if (!path.includes('board')) await expect(page.locator('main [aria-busy=true]')).toHaveCount(0)
}

test.describe('enlarged four times', () => {
  // 1280 wide at 400 %: what remains is 320.
  test.use({ viewport: { width: 320, height: 640 } })
  test('nothing is lost: no page scrolls sideways, no button is cut', async ({ page, api, mark }) => {
    const records = await makeRecords(api, mark)
    for (const path of PAGES) {
      await visit(page, path, records)
      expect.soft(await page.evaluate<number>(SIDEWAYS), `${path}: sideways`).toBeLessThanOrEqual(0)
      expect.soft(await page.evaluate<string[]>(CLIPPED), `${path}: cut off`).toEqual([])
    }
  })
})

test.describe('texts longer by 40 %', () => {
  test.use({ viewport: { width: 1280, height: 900 } })
  test('fit their buttons', async ({ page, api, mark }) => {
    const records = await makeRecords(api, mark)
    // The catalogue is data: its words grow on their way to the browser, what is filled in stays.
    await page.route(/\/assets\/en-[^/]+\.js$/, async (route) => {
      const answer = await route.fetch()
      const script = await answer.text()
      const longer = (text: string) => `${text}${'~'.repeat(Math.ceil(text.trim().length * 0.4))}`
      const body = script.replace(/(\[)(["'`])((?:(?!\2|\\).){2,}?)\2(?=[\],])/g, (_, open, quote, text) =>
        text.includes('#') ? _ : `${open}${quote}${longer(text)}${quote}`,
      )
      await route.fulfill({ response: answer, body })
    })
    for (const path of PAGES) {
      await visit(page, path, records)
      await expect(page.getByText('~').first()).toBeVisible()
      expect.soft(await page.evaluate<number>(SIDEWAYS), `${path}: sideways`).toBeLessThanOrEqual(0)
      expect.soft(await page.evaluate<string[]>(CLIPPED), `${path}: cut off`).toEqual([])
    }
  })
})

test.describe('forced colours, less motion', () => {
  test.use({ contextOptions: { forcedColors: 'active', reducedMotion: 'reduce' } })
  test('the focused row is seen, and nothing moves for longer than a blink', async ({ page, api, mark }) => {
    await api.createLead({ first_name: 'Siham', last_name: mark })
    await page.goto(`/t/atlas/leads?search=${mark}`)
    await expect(leadLinks(page)).toHaveCount(1)
    await page.keyboard.press('j')
    const border = await page
      .locator('[data-row]')
      .first()
      .evaluate((row) => row.ownerDocument.defaultView!.getComputedStyle(row, '::after').borderTopWidth)
    expect(border).toBe('2px')
    await page.keyboard.press('Space')
    const longest = await page.evaluate<number>(
      'Math.max(0, ...document.getAnimations().map((one) => one.effect.getComputedTiming().activeDuration))',
    )
    expect(longest).toBeLessThanOrEqual(80)
  })
})
