import { test } from './support/test.ts'
import { NO_ANSWER } from './support/trouble.ts'
import { moveCards } from './walk/board.ts'
import { lookAround } from './walk/around.ts'
import { enter, followNumber, goFar, keepView, workByKeys } from './walk/list.ts'
import { callSomebody } from './walk/palette.ts'
import { LOCALES } from './support/texts.ts'
import { LOOK, pictures, type Walk } from './walk/walk.ts'

// All columns of the board side by side.
test.use({
  as: null,
  viewport: { width: 1920, height: 1000 },
  language: LOOK.language,
  locale: LOCALES[LOOK.language],
  colorScheme: LOOK.theme,
})
test.describe.configure({ timeout: 180_000 })

test('the first five minutes', async ({ page, api, t, mark, language, another, complaints }) => {
  complaints.expect(NO_ANSWER)
  const walk: Walk = { page, api, t, mark, language, look: pictures(page) }
  await test.step('sign in', () => enter(walk))
  await test.step('Home says what waits, and its number opens just that', () => followNumber(walk))
  await test.step('look beside, assign, move, and take both back, by keys', () => workByKeys(walk))
  await test.step('far down, and to a letter', () => goFar(walk))
  await test.step('filter, paste a column, save the view, open it elsewhere', () =>
    keepView(walk, () => another('manager')))
  await test.step('find somebody, log a call, set the next step', () => callSomebody(walk))
  await test.step('move a card: slow, refused, by keys', () => moveCards(walk))
  await test.step('dark, compact, Arabic, another tenant', () => lookAround(walk))
})
