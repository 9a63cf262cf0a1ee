import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/test.ts'
import { LOCALES, textsIn } from './support/texts.ts'
import { expectNoSidewaysScroll, toast, undoBy } from './support/ui.ts'

interface Layout {
  sections: { id: string; name: string | null; fields: string[] }[]
  aside: string[]
  arranged: boolean
}

// One workspace has one layout of each kind of record: a kind for each test.
test.describe.configure({ mode: 'serial' })

/** What stands in a section of a record's page, in its order. */
const labels = (page: Page | Locator, section: string) =>
  page.getByRole('region', { name: section, exact: true }).locator('span.text-dense.text-text-3')

test('an administrator arranges a page by keyboard, and an agent sees it', async ({ page, api, another, mark, t }) => {
  const agent = await api.member('agent')
  const values = {
    lead_source: 'referral',
    campaign: 'Spring',
    utm_source: 'newsletter',
    preferred_travel_date: '2027-05-01',
  }
  const { id } = await api.createLead({ first_name: 'Ghita', last_name: mark, assigned_to: agent.id, ...values })
  const layout = () => api.ask<Layout>('GET', 'layouts/lead')
  try {
    await page.goto('/t/atlas/settings/layouts')
    const preview = page.getByRole('region', { name: t('layouts.preview') })
    await expect(preview.getByText(t('layouts.preview_of', { name: `Ghita ${mark}` }))).toBeVisible()

    // A section of one's own, named at once, and up past the others.
    await page.getByRole('button', { name: t('layouts.add') }).press('Enter')
    const name = page.getByRole('textbox', { name: t('layouts.name', { name: t('layouts.add_new') }) })
    await expect(name).toBeFocused()
    await page.keyboard.type('Marketing')
    for (let up = 0; up < 6; up += 1) await page.keyboard.press('ControlOrMeta+Shift+ArrowUp')
    await expect(page.getByRole('textbox').first()).toHaveValue('Marketing')
    await expect(page.getByRole('textbox').first()).toBeFocused()

    // A field over the edge of its section into it, with the focus.
    const more = page.getByRole('button', { name: t('layouts.more', { name: t('field.title') }) })
    await more.focus()
    await page.keyboard.press('ControlOrMeta+Shift+ArrowUp')
    await expect(more).toBeFocused()
    // Another by its menu.
    await page.getByRole('button', { name: t('layouts.more', { name: t('field.campaign') }) }).press('Enter')
    await page.getByRole('menuitem', { name: 'Marketing', exact: true }).press('Enter')
    await expect(labels(preview, 'Marketing').first()).toHaveText(t('field.campaign'))
    await page.getByRole('button', { name: t('layouts.set_aside', { name: t('field.utm_source') }) }).press('Enter')
    expect((await layout()).arranged).toBe(false)
    await page.keyboard.press('ControlOrMeta+Enter')
    await expect(toast(page, t('layouts.saved'))).toBeVisible()
    const kept = await layout()
    expect(kept.sections[0]).toMatchObject({ name: 'Marketing', fields: ['title', 'campaign'] })
    expect(kept.aside).toEqual(['utm_source'])

    const theirs = await another('agent')
    await theirs.goto(`/t/atlas/leads/${id}`)
    await expect(labels(theirs, 'Marketing')).toHaveText([t('field.campaign')])
    await expect(theirs.getByText('newsletter')).toHaveCount(0)
    await theirs.getByRole('button', { name: t('record.show_aside', { count: 1 }) }).click()
    await expect(theirs.getByRole('region', { name: t('record.aside') }).getByText('newsletter')).toBeVisible()
    // Nobody but an administrator arranges.
    await theirs.goto('/t/atlas/settings/layouts')
    await expect(theirs.getByRole('heading', { name: t('error.forbidden.title') })).toBeVisible()

    await theirs.goto(`/t/atlas/leads/${id}`)
    await expect(labels(theirs, 'Marketing')).toHaveText([t('field.campaign')])
    await undoBy(page, t, t('layouts.saved'))
    await expect.poll(async () => (await layout()).arranged).toBe(false)
    await expect(page.getByRole('textbox').first()).not.toHaveValue('Marketing')
    // An open page hears of it.
    await expect(labels(theirs, t('section.source'))).toContainText([t('field.campaign')])
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect.poll(async () => (await layout()).sections[0]!.name).toBe('Marketing')
    await expect(page.getByRole('textbox').first()).toHaveValue('Marketing')
    await expect(labels(theirs, 'Marketing')).toHaveText([t('field.campaign')])
    await page.keyboard.press('ControlOrMeta+z')
    await expect.poll(async () => (await layout()).arranged).toBe(false)
  } finally {
    await api.ask('DELETE', 'layouts/lead')
  }
})

test('fields are dragged, a removed section leaves its fields, and what somebody else saved is not written over', async ({
  page,
  api,
  mark,
  complaints,
  t,
}) => {
  complaints.expect(/412/)
  await api.ask('POST', 'accounts', { name: `Atlas ${mark}`, account_type: 'business', city: 'Fes' })
  try {
    // Both ends of the way are in view.
    await page.setViewportSize({ width: 1280, height: 1400 })
    await page.goto('/t/atlas/settings/layouts?of=account')
    const row = (text: string) =>
      page.getByRole('listitem').filter({ hasText: text, hasNot: page.getByRole('textbox') })
    const city = row(t('field.city'))
    await expect(city).toHaveAttribute('draggable', 'true')
    const [from, onto] = [city.locator('span').first(), row(t('field.tax_id'))]
    await from.dragTo(onto, { targetPosition: { x: 60, y: 3 } })
    const preview = page.getByRole('region', { name: t('layouts.preview') })
    await expect(labels(preview, t('section.about')).filter({ hasText: t('field.city') })).toBeVisible()

    await page.getByRole('button', { name: t('layouts.more', { name: t('section.money') }) }).click()
    await page.getByRole('menuitem', { name: t('layouts.remove') }).click()
    await expect(page.getByRole('textbox', { name: t('layouts.name', { name: t('section.money') }) })).toHaveCount(0)

    await api.ask('PUT', 'layouts/account', { sections: [], aside: ['size'] })
    await page.getByRole('button', { name: t('action.save'), exact: true }).click()
    await expect(page.getByRole('region', { name: t('scoring.unsaved') }).getByRole('alert')).toBeVisible()
    await page.getByRole('button', { name: t('scoring.discard') }).click()
    const back = page.getByRole('button', { name: t('layouts.bring_back', { name: t('field.size') }) })
    await expect(back).toBeVisible()
    await page.getByRole('button', { name: t('layouts.reset') }).click()
    await expect(toast(page, t('layouts.reset_done'))).toBeVisible()
    await expect(back).toHaveCount(0)
  } finally {
    await api.ask('DELETE', 'layouts/account')
  }
})

test('a usual layout that is taken back leaves an archived field its place', async ({ page, api, mark, t }) => {
  const field = { record_type: 'account', type: 'text', label: `Cabin ${mark}` }
  const { id, key } = await api.ask<{ id: string; key: string }>('POST', 'custom-fields', field)
  const name = `custom.${key}`
  const layout = () => api.ask<Layout>('GET', 'layouts/account')
  try {
    await api.ask('PUT', 'layouts/account', { sections: [], aside: [name] })
    await api.ask('DELETE', `custom-fields/${id}`)
    await page.goto('/t/atlas/settings/layouts?of=account')
    await page.getByRole('button', { name: t('layouts.reset') }).click()
    await undoBy(page, t, t('layouts.reset_done'))
    await expect.poll(async () => (await layout()).arranged).toBe(true)
    await api.ask('POST', `custom-fields/${id}/restore`, {})
    expect((await layout()).aside).toEqual([name])
  } finally {
    await api.ask('DELETE', 'layouts/account')
    await api.ask('DELETE', `custom-fields/${id}`)
  }
})

test('what is changed while a save is on its way stays, goes back step by step, and waits where one left it', async ({
  page,
  api,
  complaints,
  t,
}) => {
  complaints.expect(/412|409/)
  const kept = () => api.ask<Layout>('GET', 'layouts/account')
  const unsaved = page.getByRole('region', { name: t('scoring.unsaved') })
  const aside = (field: 'size' | 'tax_id' | 'notes') =>
    page.getByRole('button', { name: t('layouts.set_aside', { name: t(`field.${field}`) }) })
  const back = (field: 'size' | 'tax_id' | 'notes') =>
    page.getByRole('button', { name: t('layouts.bring_back', { name: t(`field.${field}`) }) })
  try {
    await page.goto('/t/atlas/settings/layouts?of=account')
    await aside('size').press('Enter')
    // The next one has the focus, for as many as one likes.
    await expect(aside('tax_id')).toBeFocused()
    let answer = () => {}
    const held = new Promise<void>((resolve) => (answer = resolve))
    await page.route('**/layouts/account', async (route) => {
      if (route.request().method() === 'PUT') await held
      await route.continue()
    })
    await page.keyboard.press('ControlOrMeta+Enter')
    await page.keyboard.press('Enter')
    await expect(back('tax_id')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Enter')
    answer()
    await expect(toast(page, t('layouts.saved'))).toBeVisible()
    await expect(back('tax_id')).toBeVisible()
    expect((await kept()).aside).toEqual(['size'])
    await expect(unsaved).toBeVisible()

    // A name that was wiped out is saved as it usually is, also from within its field.
    const name = page.getByRole('textbox', { name: t('layouts.name', { name: t('section.about') }) })
    await name.fill('')
    await name.press('ControlOrMeta+Enter')
    await expect(unsaved).toHaveCount(0)
    await expect(name).toBeFocused()
    expect(await kept()).toMatchObject({
      aside: ['size', 'tax_id'],
      sections: expect.arrayContaining([expect.objectContaining({ id: 'about', name: null })]),
    })
    await back('tax_id').press('Enter')

    // Elsewhere and back, and after a reload.
    await page.getByRole('radio', { name: t('nav.leads') }).click()
    await expect(aside('tax_id')).toHaveCount(0)
    await expect(unsaved).toHaveCount(0)
    await page.getByRole('radio', { name: t('nav.accounts') }).click()
    await expect(aside('tax_id')).toBeVisible()
    await page.reload()
    await expect(aside('tax_id')).toBeVisible()
    await expect(unsaved).toBeVisible()

    // The keys take back what was changed here, and nothing else.
    await aside('notes').press('Enter')
    await page.keyboard.press('ControlOrMeta+z')
    await expect(aside('notes')).toBeVisible()
    await expect(aside('tax_id')).toBeVisible()
    await page.keyboard.press('ControlOrMeta+Shift+z')
    await expect(back('notes')).toBeVisible()

    // Who is told of what somebody else kept may still keep theirs.
    await api.ask('PUT', 'layouts/account', { sections: [], aside: [] })
    await unsaved.getByRole('button', { name: t('action.save') }).click()
    await expect(unsaved.getByRole('alert')).toHaveText(t('layouts.late'))
    // Once they had the time to read it.
    await expect(async () => {
      await unsaved.getByRole('button', { name: t('action.save') }).click({ timeout: 1000 })
      await expect(unsaved).toHaveCount(0, { timeout: 1000 })
    }).toPass()
    expect((await kept()).aside).toEqual(['size', 'notes'])
    await expect(page.locator('body')).not.toBeFocused()

    // The undo of that would take away what came since.
    await api.ask('PUT', 'layouts/account', { sections: [], aside: ['city'] })
    await undoBy(page, t, t('layouts.saved'))
    await expect(toast(page, t('undo.failed'))).toBeVisible()
    expect((await kept()).aside).toEqual(['city'])
  } finally {
    await api.ask('DELETE', 'layouts/account')
  }
})

test('nothing is arranged while nobody knows the own fields, and a removed section gives the focus on', async ({
  page,
  api,
  complaints,
  t,
}) => {
  complaints.expect(/500/)
  const name = (id: 'about' | 'reach') => t('layouts.name', { name: t(`section.${id}`) })
  try {
    let fails = true
    await page.route('**/custom-fields?record_type=account*', (route) =>
      fails ? route.fulfill({ status: 500, json: { title: 'Not now', status: 500, code: 'test' } }) : route.continue(),
    )
    await page.goto('/t/atlas/settings/layouts?of=account')
    const retry = page.getByRole('button', { name: t('action.retry') })
    await expect(retry).toBeVisible()
    await expect(page.getByRole('textbox', { name: name('about') })).toHaveCount(0)
    fails = false
    await retry.click()
    await expect(page.getByRole('textbox', { name: name('about') })).toBeVisible()

    await page.getByRole('button', { name: t('layouts.more', { name: t('section.about') }) }).press('Enter')
    await page.getByRole('menuitem', { name: t('layouts.remove') }).press('Enter')
    await expect(page.getByRole('textbox', { name: name('about') })).toHaveCount(0)
    const next = page.getByRole('listitem').filter({ hasText: t('field.account_type') })
    await expect(next.getByRole('button').first()).toBeFocused()
    await page.keyboard.press('ControlOrMeta+z')
    await expect(page.getByRole('textbox', { name: name('about') })).toBeVisible()
  } finally {
    await api.ask('DELETE', 'layouts/account')
  }
})

test('a record waits for its layout no longer than a moment, and shows then what was seen last', async ({
  page,
  api,
  mark,
  t,
}) => {
  const { id } = await api.createLead({ first_name: 'Idir', last_name: mark, campaign: 'Spring', city: 'Fes' })
  try {
    const answers: (() => void)[] = []
    await page.route('**/layouts/lead', async (route) => {
      await new Promise<void>((resolve) => answers.push(resolve))
      await route.continue()
    })
    await page.goto(`/t/atlas/leads/${id}`)
    await expect(labels(page, t('section.source')).filter({ hasText: t('field.campaign') })).toBeVisible()
    await api.ask('PUT', 'layouts/lead', {
      sections: [{ id: 'own-a', name: 'First of all', fields: ['campaign'] }],
      aside: ['city'],
    })
    for (const answer of answers.splice(0)) answer()
    await expect(labels(page, 'First of all').first()).toHaveText(t('field.campaign'))
    await page.reload()
    // Nobody answered this time.
    await expect(labels(page, 'First of all').first()).toHaveText(t('field.campaign'))
    await expect(labels(page, 'First of all').filter({ hasText: t('field.city') })).toHaveCount(0)
    for (const answer of answers) answer()
  } finally {
    await api.ask('DELETE', 'layouts/lead')
  }
})

test.describe('on a phone, in Arabic', () => {
  test.use({ language: 'ar', locale: LOCALES.ar, viewport: { width: 360, height: 740 }, hasTouch: true })

  test('a section moves by its menu, and nothing runs over', async ({ page, api }) => {
    const t = textsIn('ar')
    try {
      await page.goto('/t/atlas/settings/layouts?of=contact')
      const name = (id: 'travel' | 'person') => t('layouts.name', { name: t(`section.${id}`) })
      await expect(page.getByRole('textbox').first()).toHaveAccessibleName(name('travel'))
      await page.getByRole('button', { name: t('layouts.more', { name: t('section.person') }) }).click()
      await page.getByRole('menuitem', { name: t('keys.move_up') }).click()
      await page.getByRole('button', { name: t('layouts.more', { name: t('section.person') }) }).click()
      await page.getByRole('menuitem', { name: t('keys.move_up') }).click()
      await expect(page.getByRole('textbox').first()).toHaveAccessibleName(name('person'))
      await expectNoSidewaysScroll(page)
      await page.getByRole('button', { name: t('action.save'), exact: true }).click()
      await expect(toast(page, t('layouts.saved'))).toBeVisible()
      expect((await api.ask<Layout>('GET', 'layouts/contact')).sections[0]!.id).toBe('person')
    } finally {
      await api.ask('DELETE', 'layouts/contact')
    }
  })
})
