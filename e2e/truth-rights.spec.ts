import { expect, test } from './support/test.ts'
import { LOCALES } from './support/texts.ts'
import { fail, NO_ANSWER } from './support/trouble.ts'
import { leadLinks, row } from './support/ui.ts'

for (const [language, colorScheme] of [
  ['en', 'light'],
  ['ar', 'dark'],
] as const)
  test.describe(`${language}, ${colorScheme}`, () => {
    test.use({ language, locale: LOCALES[language], colorScheme })

    test.describe('a viewer', () => {
      test.use({ as: 'viewer' })

      test('reads everything, and is offered nothing that would be refused', async ({ page, api, mark, t }) => {
        const { id } = await api.createLead({ first_name: 'Imad', last_name: mark, email: `${mark}@example.com` })
        const writes = () =>
          page
            .getByRole('button', {
              name: new RegExp(
                [
                  t('leads.new'),
                  t('leads.call.log'),
                  t('composer.add'),
                  t('record.owner_change'),
                  t('record.take'),
                ].join('|'),
              ),
            })
            .or(page.getByRole('button', { name: t('leads.convert.action'), exact: true }))

        await page.goto(`/t/atlas/leads?search=${mark}`)
        await expect(row(page, `Imad ${mark}`)).toContainText(t('lead_status.new'))
        await expect(
          page.getByRole('button', { name: t('leads.move.label', { status: t('lead_status.new') }) }),
        ).toHaveCount(0)
        await expect(page.getByRole('checkbox')).toHaveCount(0)
        await expect(writes()).toHaveCount(0)
        // Nor by the keys.
        await page.keyboard.press('c')
        await page.keyboard.press('l')
        await expect(page.getByRole('dialog')).toHaveCount(0)

        await page.goto(`/t/atlas/leads?search=${mark}&layout=board`)
        await expect(page.getByRole('article')).toHaveCount(1)
        await expect(
          page.getByRole('button', { name: t('leads.board.move_named', { name: `Imad ${mark}` }) }),
        ).toHaveCount(0)

        await page.goto(`/t/atlas/leads/${id}`)
        await expect(page.getByRole('heading', { level: 1, name: mark })).toBeVisible()
        await expect(page.getByRole('radio', { name: t('lead_status.contacted') })).toBeDisabled()
        await expect(
          page.getByRole('button', { name: t('field.edit_named', { name: t('field.first_name') }) }),
        ).toHaveCount(0)
        await expect(page.getByRole('textbox', { name: t('composer.label') })).toHaveCount(0)
        await expect(writes()).toHaveCount(0)
        await page.getByRole('button', { name: t('action.more') }).click()
        await expect(page.getByRole('menuitem', { name: t('action.copy_link') })).toBeVisible()
        await expect(page.getByRole('menuitem', { name: t('action.archive') })).toHaveCount(0)
      })

      test('what is forbidden after all says so, and who can grant it', async ({ page, t, complaints }) => {
        complaints.expect(NO_ANSWER)
        await fail(page, { path: /\/leads$/ }, { status: 403, code: 'permission_denied', detail: 'leads:read' })
        await page.goto('/t/atlas/leads')
        const main = page.getByRole('main')
        await expect(main.getByText(t('error.forbidden.title'))).toBeVisible()
        await expect(main.getByText(t('error.forbidden.detail'))).toBeVisible()
      })
    })

    test.describe('an agent', () => {
      test.use({ as: 'agent' })

      test('works on their own leads, reads their team’s, takes free ones, and knows of no others', async ({
        page,
        api,
        mark,
        t,
        complaints,
      }) => {
        complaints.expect(NO_ANSWER)
        const [mine, boss, stranger] = await Promise.all([
          api.member('agent'),
          api.member('manager'),
          api.member('groupsAgent'),
        ])
        const make = (first_name: string, assigned_to: string | null) =>
          api.createLead({ first_name, last_name: mark, assigned_to })
        const own = await make('Own', mine.id)
        const team = await make('Team', boss.id)
        const free = await make('Free', null)
        const theirs = await make('Theirs', stranger.id)
        const edit = page.getByRole('button', { name: t('field.edit_named', { name: t('field.first_name') }) })
        const heading = page.getByRole('heading', { level: 1, name: mark })

        await page.goto(`/t/atlas/leads?search=${mark}&sort_by=full_name`)
        await expect(leadLinks(page)).toHaveText([`Free ${mark}`, `Own ${mark}`, `Team ${mark}`])

        await page.goto(`/t/atlas/leads/${theirs.id}`)
        await expect(page.getByText(t('record.missing.title'))).toBeVisible()
        await expect(page.getByText(mark)).toHaveCount(0)

        await page.goto(`/t/atlas/leads/${own.id}`)
        await expect(heading).toBeVisible()
        await expect(edit).toBeVisible()

        await page.goto(`/t/atlas/leads/${team.id}`)
        await expect(heading).toBeVisible()
        await expect(page.getByRole('textbox', { name: t('composer.label') })).toBeVisible()
        await expect(edit).toHaveCount(0)
        await expect(page.getByRole('radio', { name: t('lead_status.contacted') })).toBeDisabled()

        await page.goto(`/t/atlas/leads/${free.id}`)
        await expect(heading).toBeVisible()
        await expect(edit).toHaveCount(0)
        await page.getByRole('button', { name: t('record.take'), exact: true }).click()
        await expect(edit).toBeVisible()
        expect((await api.lead(free.id)).assigned_to).toBe(mine.id)
      })
    })
  })
