import type { Page } from '@playwright/test'
import type { Api } from './support/api.ts'
import { expect, test } from './support/test.ts'
import { LOCALES, type Texts } from './support/texts.ts'
import { fail } from './support/trouble.ts'
import { expectNoSidewaysScroll } from './support/ui.ts'

const make = (api: Api, what: 'contacts' | 'accounts', values: Record<string, unknown>) =>
  api.ask<{ id: string }>('POST', what, values)
/** Digits of a mobile phone that no other test has, without what stands before them at home or abroad. */
const somePhone = () => `6${Math.floor(10_000_000 + Math.random() * 89_999_999)}`

/** The palette, open, with what is asked of it. */
async function ask(page: Page, t: Texts, text: string) {
  const box = page.getByRole('dialog', { name: t('palette.title') })
  if (!(await box.isVisible())) await page.keyboard.press('ControlOrMeta+k')
  await box.getByRole('combobox').fill(text)
  return box
}
/** The rows that are records. */
const records = (page: Page) => page.locator('[data-palette] [data-record]')
const hits = (page: Page) => page.getByRole('main').locator('a[data-hit]')

test.describe('the box', () => {
  test.beforeEach(async ({ page }) => {
    await page.goto('/t/atlas/home')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  })

  test('finds every kind by one request, whatever the accents, the Arabic form or the notation of a phone', async ({
    page,
    api,
    mark,
    t,
  }) => {
    const phone = somePhone()
    const account = await make(api, 'accounts', { name: `Café ${mark}`, city: 'Fès' })
    await make(api, 'contacts', {
      first_name: 'أمينة',
      last_name: mark,
      account_id: account.id,
      phone: `+212 ${phone.slice(0, 3)}-${phone.slice(3)}`,
    })
    await api.createLead({ first_name: 'Hélène', last_name: mark })
    const asked: string[] = []
    page.on('request', (request) => {
      const { pathname, searchParams } = new URL(request.url())
      if (pathname.endsWith('/search')) asked.push(searchParams.get('q') ?? '')
    })

    await ask(page, t, mark)
    await expect(records(page)).toHaveCount(3)
    for (const kind of ['record.lead', 'record.contact', 'record.account'] as const)
      await expect(records(page).filter({ hasText: t(kind) })).toHaveCount(1)
    expect(asked).toEqual([mark])

    // The account itself, and who belongs to it.
    await ask(page, t, `cafe ${mark}`)
    await expect(records(page)).toHaveCount(2)
    await expect(records(page).locator('mark').filter({ hasText: 'Café' }).first()).toBeVisible()
    await ask(page, t, `HELENE ${mark}`)
    await expect(records(page)).toHaveText([/Hélène/])
    await ask(page, t, `امينه ${mark}`)
    await expect(records(page)).toHaveText([/أمينة/])
    for (const digits of [`0${phone}`, `+212${phone}`, `00212 ${phone.slice(0, 3)} ${phone.slice(3)}`]) {
      await ask(page, t, digits)
      await expect(records(page).first()).toContainText('أمينة')
      await expect(records(page).first()).toContainText(t('search.why.phone'))
    }
  })

  test('asks what was meant where a word is misspelt', async ({ page, api, mark, t }) => {
    await make(api, 'contacts', { first_name: 'Karim', last_name: mark })
    const slip = mark.slice(0, 4) + mark[5] + mark[4] + mark.slice(6)
    const box = await ask(page, t, slip === mark ? `${mark}q` : slip)
    await expect(records(page)).toHaveText([new RegExp(`Karim ${mark}`)])
    await expect(box.getByText(t('search.nearly'), { exact: true }).first()).toBeVisible()
    await expect(box.getByRole('status')).toHaveText(t('search.nearly'))
  })

  test('Tab narrows it to a kind and back, and only that kind is made', async ({ page, api, mark, t }) => {
    await make(api, 'contacts', { first_name: 'Salma', last_name: mark })
    await make(api, 'accounts', { name: `Salma ${mark}` })
    const box = await ask(page, t, mark)
    await expect(records(page)).toHaveCount(2)
    const scope = (kind: string) => box.getByRole('button', { name: t('search.in_label', { kind }) })
    await expect(scope(t('search.everything'))).toBeVisible()
    await page.keyboard.press('Tab')
    await expect(scope(t('nav.leads'))).toBeVisible()
    await expect(records(page)).toHaveCount(0)
    await page.keyboard.press('Tab')
    await expect(scope(t('nav.contacts'))).toBeVisible()
    await expect(records(page)).toHaveText([new RegExp(t('record.contact'))])
    await expect(box.getByRole('option', { name: t('palette.create_contact', { name: mark }) })).toBeVisible()
    await expect(box.getByRole('option', { name: t('palette.create', { name: mark }) })).toHaveCount(0)
    await page.keyboard.press('Shift+Tab')
    await expect(scope(t('nav.leads'))).toBeVisible()
    await box.getByRole('combobox').fill('')
    await page.keyboard.press('Backspace')
    await expect(scope(t('search.everything'))).toBeVisible()
    await expect(box.getByRole('combobox')).toBeFocused()
  })

  test('the row that is chosen stays where it is while results stream in', async ({ page, api, mark, t }) => {
    const first = await make(api, 'contacts', { first_name: 'Zineb', last_name: `${mark} one` })
    await ask(page, t, mark)
    await expect(records(page)).toHaveCount(1)
    // Made since, and better: their names begin with what is typed.
    await make(api, 'contacts', { first_name: mark, last_name: 'two' })
    await make(api, 'accounts', { name: `${mark} three` })
    await ask(page, t, `${mark} `)
    await ask(page, t, mark.slice(0, -1))
    const chosen = page.locator('[data-palette] [aria-selected=true]')
    await expect(chosen).toHaveAttribute('data-record', `contact:${first.id}`)
    const before = (await chosen.boundingBox())!.y
    await expect(records(page)).toHaveCount(3)
    await expect(chosen).toHaveAttribute('data-record', `contact:${first.id}`)
    expect((await chosen.boundingBox())!.y).toBe(before)
  })

  test('Space looks at the row beside its list, Mod+Enter opens another tab, Enter opens it', async ({
    page,
    context,
    api,
    mark,
    t,
  }) => {
    const { id } = await make(api, 'contacts', { first_name: 'Amina', last_name: mark })
    // While words are typed a space is a space.
    await ask(page, t, '')
    await page.keyboard.type(`amina ${mark}`)
    await expect(records(page)).toHaveCount(1)
    const tab = context.waitForEvent('page')
    await page.keyboard.press('ControlOrMeta+Enter')
    const other = await tab
    await expect(other).toHaveURL(new RegExp(`/contacts/${id}$`))
    await other.close()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowUp')
    await page.keyboard.press('Space')
    await expect(page).toHaveURL(new RegExp(`/contacts\\?.*peek=contact:${id}`))
    await expect(page.getByRole('complementary', { name: t('peek.label', { name: `Amina ${mark}` }) })).toBeVisible()
    await expect(page.locator('[data-palette]')).toHaveCount(0)
    await ask(page, t, mark)
    await expect(records(page)).toHaveCount(1)
    await page.keyboard.press('Enter')
    // The list that it was beside goes along.
    await expect(page).toHaveURL(new RegExp(`/contacts/${id}(\\?|$)`))
    // It is among those opened lately from now on.
    await page.goto('/t/atlas/home')
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    await ask(page, t, '')
    await expect(records(page).filter({ hasText: mark })).toHaveCount(1)
  })

  test('leads to the page of all results', async ({ page, api, mark, t }) => {
    await make(api, 'accounts', { name: `Rif ${mark}` })
    const box = await ask(page, t, mark)
    await box.getByRole('option', { name: t('search.all', { text: mark }) }).click()
    await expect(page).toHaveURL(new RegExp(`/t/atlas/search\\?q=${mark}$`))
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('search.results', { text: mark }))
    await expect(hits(page)).toHaveCount(1)
  })
})

test('the page counts every kind, narrows by address, and is walked by keys', async ({ page, api, mark, t }) => {
  const first = await make(api, 'accounts', { name: `${mark} Tours` })
  await make(api, 'contacts', { first_name: 'Nadia', last_name: mark })
  await make(api, 'contacts', { first_name: 'Samir', last_name: mark })
  await page.goto(`/t/atlas/search?q=${mark}`)
  await expect(hits(page)).toHaveCount(3)
  // The name that begins so is the best.
  await expect(hits(page).first()).toContainText('Tours')
  await expect(hits(page).first().locator('mark')).toHaveText(mark)
  const kinds = page.getByRole('group', { name: t('search.kinds') })
  const kind = (name: 'leads' | 'contacts' | 'accounts', count: number) =>
    kinds.getByRole('button', { name: `${t(`nav.${name}`)} ${count}` })
  await expect(kind('leads', 0)).toBeVisible()
  await kind('contacts', 2).click()
  await expect(hits(page)).toHaveCount(2)
  await expect(page).toHaveURL(/types=contact$/)
  await kind('accounts', 1).click()
  await expect(hits(page)).toHaveCount(3)
  await page.goBack()
  await expect(hits(page)).toHaveCount(2)
  await kinds.getByRole('button', { name: t('search.everything') }).click()
  await expect(page).toHaveURL(new RegExp(`search\\?q=${mark}$`))

  await page.getByRole('searchbox', { name: t('search.box') }).focus()
  await page.keyboard.press('ArrowDown')
  await expect(hits(page).first()).toBeFocused()
  await page.keyboard.press('Space')
  await expect(page.getByRole('complementary', { name: t('peek.label', { name: `${mark} Tours` }) })).toBeVisible()
  await page.keyboard.press('j')
  await expect(page).toHaveURL(/peek=contact:/)
  await page.keyboard.press('k')
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: /./ }).filter({ hasText: mark })).toHaveCount(0)
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(new RegExp(`/accounts/${first.id}$`))
})

test('the page says what was nearly meant, that there is nothing, and that it failed', async ({
  page,
  api,
  mark,
  t,
  complaints,
}) => {
  await make(api, 'contacts', { first_name: 'Karim', last_name: `${mark}` })
  await page.goto(`/t/atlas/search?q=${mark.slice(0, -1)}`)
  await expect(hits(page)).toHaveCount(1)
  const slip = `${mark.slice(0, 5)}q${mark.slice(5)}`
  await page.goto(`/t/atlas/search?q=${slip}`)
  await expect(page.getByRole('main').getByText(t('search.nearly_text', { text: slip }))).toBeVisible()
  await expect(hits(page)).toHaveCount(1)
  await page.goto(`/t/atlas/search?q=${mark}zzzz`)
  await expect(page.getByText(t('palette.no_record', { text: `${mark}zzzz` }))).toBeVisible()
  await page.getByRole('button', { name: t('palette.create_contact', { name: `${mark}zzzz` }) }).click()
  await expect(page.getByRole('dialog', { name: t('contacts.new') })).toBeVisible()
  await page.keyboard.press('Escape')
  complaints.expect(/500/)
  const over = await fail(page, { path: /\/search$/ })
  await page.goto(`/t/atlas/search?q=${mark}`)
  await expect(page.getByRole('alert')).toBeVisible()
  await over()
  await page.getByRole('button', { name: t('action.retry') }).click()
  await expect(hits(page)).toHaveCount(1)
})

test('each finds what they may read, and is offered to make what they may make', async ({ another, api, mark, t }) => {
  const south = await api.member('groupsAgent')
  await make(api, 'contacts', { first_name: 'Hidden', last_name: mark, assigned_to: south.id })
  await make(api, 'contacts', { first_name: 'Open', last_name: mark, assigned_to: null })
  const agent = await another('agent')
  await agent.goto(`/t/atlas/search?q=${mark}`)
  await expect(hits(agent)).toHaveText([/Open/])
  await ask(agent, t, mark)
  await expect(records(agent)).toHaveText([/Open/])
  await expect(agent.getByRole('option', { name: t('palette.create_contact', { name: mark }) })).toBeVisible()
  const viewer = await another('viewer')
  await viewer.goto(`/t/atlas/search?q=${mark}`)
  await expect(hits(viewer)).toHaveCount(2)
  const box = await ask(viewer, t, `${mark}zzz`)
  await expect(box.getByRole('option', { name: t('search.all', { text: `${mark}zzz` }) })).toBeVisible()
  await expect(box.getByRole('option', { name: t('palette.create_contact', { name: `${mark}zzz` }) })).toHaveCount(0)
})

test.describe('العربية، على هاتف', () => {
  test.use({ language: 'ar', locale: LOCALES.ar, viewport: { width: 360, height: 740 } })
  test('the page of results fits', async ({ page, api, mark, t }) => {
    await make(api, 'contacts', { first_name: 'فاطمة الزهراء', last_name: mark, email: `fatima.${mark}@mail.example` })
    await page.goto(`/t/atlas/search?q=${encodeURIComponent(`فاطمه ${mark}`)}`)
    await expect(hits(page)).toHaveCount(1)
    await expect(hits(page).locator('mark').first()).toHaveText('فاطمة')
    await expect(page.getByRole('searchbox', { name: t('search.box') })).toBeVisible()
    await expectNoSidewaysScroll(page)
  })
})

test('passports that end soon are counted at home and listed, the first first', async ({ page, api, mark, t }) => {
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10)
  const with_passport = async (first_name: string, days: number) => {
    const { id } = await make(api, 'contacts', { first_name, last_name: mark, assigned_to: api.me.id })
    await api.ask('POST', `contacts/${id}/travel-documents`, { number: 'XR7788991', expires_on: day(days) })
    return id
  }
  await with_passport('Later', 20)
  await with_passport('Ended', -3)
  const soon = await with_passport('Soon', 2)
  await page.goto('/t/atlas/home')
  const line = page.getByRole('link', { name: new RegExp(t('home.needs.passports')) })
  await expect(line).toHaveText(/[1-9]/)
  await line.click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(t('nav.passports'))
  await page.goto('/t/atlas/contacts/passports?of=me&days=30')
  const rows = page
    .getByRole('list', { name: t('nav.passports') })
    .getByRole('listitem')
    .filter({ hasText: mark })
  await expect(rows).toHaveText([/Soon/, /Later/])
  await expect(rows.first()).toContainText(t('documents.soon', { count: 2 }))
  await page.getByRole('switch', { name: t('passports.ended') }).click()
  await expect(page).toHaveURL(/ended=true/)
  await rows.filter({ hasText: 'Soon' }).getByRole('link').click()
  await expect(page).toHaveURL(new RegExp(`/contacts/${soon}$`))

  await page.goto('/t/atlas/contacts')
  await page.getByRole('button', { name: t('action.more'), exact: true }).click()
  await page.getByRole('menuitem', { name: t('nav.passports') }).click()
  await expect(page).toHaveURL(/\/contacts\/passports$/)
})
