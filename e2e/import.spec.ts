import { expect, test } from './support/test.ts'

const file = (mark: string) => ({
  name: 'clients.csv',
  mimeType: 'text/csv',
  // As a French Excel writes it: semicolons, its own code page, quotes inside quotes.
  buffer: Buffer.from(
    [
      'Prénom;Nom;Société;Tél;E-mail;Dt naiss;Étiquettes',
      `Amina;${mark};Riad Aïn ${mark};0663 55 44 33;amina@${mark}.example;12/03/1988;vip, omra`,
      `"Karim ""KB""";${mark};"Atlas; Tours ${mark}";+212 522-55-44-33;karim@${mark}.example;25/06/1979;b2b`,
      `Encore;${mark};;;AMINA@${mark}.example;;`,
      `Faux;${mark};;;not-an-email;;`,
    ].join('\r\n'),
    'latin1',
  ),
})

test('a file of another program comes in: mapped, checked, corrected, run, and taken back', async ({
  page,
  api,
  mark,
  t,
}) => {
  const people = async () =>
    (
      await api.ask<{ items: { first_name: string; email: string; birth_date: string | null; tags: string[] }[] }>(
        'GET',
        `contacts?search=${mark}&sort_by=first_name&sort_order=asc`,
      )
    ).items
  await page.goto('/t/atlas/import?of=contacts')
  await page.locator('input[type=file]').setInputFiles(file(mark))
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}\?step=map/)
  // Headings in French are known, and letters are read as they were meant.
  await expect(page.getByRole('button', { name: t('import.becomes', { column: 'Dt naiss' }) })).toContainText(
    t('field.birth_date'),
  )
  await expect(page.getByRole('button', { name: t('import.becomes', { column: 'Société' }) })).toContainText(
    t('import.target.account_name'),
  )
  await expect(page.getByText(`Riad Aïn ${mark}`)).toBeVisible()

  await page.getByRole('button', { name: t('import.next') }).click()
  await page.getByRole('button', { name: t('import.check'), exact: true }).click()
  await expect(page).toHaveURL(/step=check/)
  const run = (count: number) => page.getByRole('button', { name: t('import.run', { count, shown: String(count) }) })
  await expect(run(2)).toBeVisible()
  expect(await people()).toEqual([])

  // One fault is corrected in place, and its row comes along.
  const cell = page.getByRole('textbox', { name: t('import.fix_named', { field: t('field.email'), row: 5 }) })
  await cell.fill(`vrai@${mark}.example`)
  await page.getByRole('button', { name: t('import.fix'), exact: true }).click()
  await expect(run(3)).toBeVisible()
  await run(3).click()
  await expect(page.getByText(t('import.state.done'), { exact: true }).first()).toBeVisible()
  const made = await people()
  expect(made.map(({ first_name }) => first_name)).toEqual(['Amina', 'Faux', 'Karim "KB"'])
  expect(made[0]).toMatchObject({ birth_date: '1988-03-12', tags: ['vip', 'omra'] })

  await page.getByRole('link', { name: t('import.show') }).click()
  await expect(page.getByRole('grid')).toContainText(`Amina ${mark}`)
  await page.goBack()
  await page.getByRole('button', { name: t('import.undo') }).click()
  await expect(page.getByText(t('import.state.undone'), { exact: true }).first()).toBeVisible()
  // What was taken back is nowhere to be shown.
  await expect(page.getByRole('link', { name: t('import.show') })).toBeHidden()

  await page.getByRole('button', { name: t('import.forget') }).click()
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('import.forget') })
    .click()
  await expect(page.getByText(t('import.forgotten'))).toBeVisible()
  await expect.poll(people).toEqual([])
})

test('the keyboard alone brings a file in; a choice that is none is chosen again by its name', async ({
  page,
  api,
  mark,
  t,
}) => {
  await page.goto('/t/atlas/import?of=leads')
  await page.locator('input[type=file]').setInputFiles({
    name: 'enquiries.csv',
    mimeType: 'text/csv',
    buffer: Buffer.from(
      `First name,Last name,Status,Country\nRim,${mark},Unheard of,Atlantis\nNada,${mark},New,Morocco`,
    ),
  })
  await expect(page).toHaveURL(/step=map/)
  const step = (name: 'map' | 'rules' | 'check' | 'result') =>
    page.getByRole('region', { name: t(`import.step.${name}`), exact: true })
  await expect(step('map')).toContainText('Unheard of')
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(step('rules')).toBeVisible()
  // By its button it is the same way, and the focus does not get lost on it.
  await page.getByRole('button', { name: t('import.check'), exact: true }).press('Enter')
  await expect(step('check')).toBeFocused()

  const run = (count: number) => page.getByRole('button', { name: t('import.run', { count, shown: String(count) }) })
  await expect(run(1)).toBeVisible()
  const choose = async (field: string, wanted: string) => {
    await page.getByRole('button', { name: t('import.fix_named', { field, row: 2 }) }).press('Enter')
    await page.keyboard.type(wanted)
    await page.keyboard.press('Enter')
  }
  await expect(page.getByText(t('import.fault.unknown_value')).first()).toBeVisible()
  await choose(t('field.lead_status'), t('lead_status.qualified'))
  await expect(page.getByText(t('import.fixed'))).toBeVisible()
  // What was corrected hands the focus on.
  await expect(
    page.getByRole('button', { name: t('import.fix_named', { field: t('field.country'), row: 2 }) }),
  ).toBeFocused()
  await choose(t('field.country'), 'Morocco')
  await expect(run(2)).toBeVisible()
  await page.keyboard.press('ControlOrMeta+Enter')
  await expect(step('result')).toContainText(t('import.did.create'))
  const [rim] = await api.leads(`search=${mark}&lead_status=qualified`)
  expect(rim).toMatchObject({ full_name: `Rim ${mark}`, country: 'MA' })
})

test('rows copied from a spreadsheet are pasted', async ({ page, mark, t }) => {
  await page.goto('/t/atlas/import?of=leads')
  const choose = page.getByRole('button', { name: t('import.choose') })
  await choose.focus()
  await page.evaluate(`{
    const clipboardData = new DataTransfer()
    clipboardData.setData('text/plain', ${JSON.stringify(`الاسم\tالهاتف\n${mark} علي\t0663554499\n`)})
    document.activeElement.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }))
  }`)
  await expect(page).toHaveURL(/\/import\/[0-9a-f-]{36}\?step=map/)
  await expect(page.getByRole('button', { name: t('import.becomes', { column: 'الهاتف' }) })).toContainText(
    t('field.phone'),
  )
})
