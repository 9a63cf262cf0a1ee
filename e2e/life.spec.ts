import { findByPhone, freshPhone, signIn, takeEnquiry } from './life/enquiry.ts'
import { convertLead, lookBack } from './life/outcome.ts'
import type { Scene } from './life/scene.ts'
import { moveOnBoard, workLead } from './life/work.ts'
import { test } from './support/test.ts'
import { LOCALES } from './support/texts.ts'

for (const language of ['en', 'ar'] as const)
  test.describe(language, () => {
    // All columns of the board side by side.
    test.use({ as: null, language, locale: LOCALES[language], viewport: { width: 1920, height: 1000 } })
    test.describe.configure({ timeout: 120_000 })

    test('a lead’s life: enquiry, work, board, lost and found, converted, archived', async ({ page, api, t, mark }) => {
      const scene: Scene = { page, api, t, mark, language }
      const phone = freshPhone()
      await test.step('sign in', () => signIn(scene))
      const { id, name } = await test.step('take down an enquiry', () => takeEnquiry(scene, phone.typed))
      await test.step('find it', () => findByPhone(scene, phone.sought, name))
      await test.step('work it', () => workLead(scene, id, name))
      await test.step('move it on the board', () => moveOnBoard(scene, id, name))
      await test.step('convert it', () => convertLead(scene, id, name))
      await test.step('read its story, take back an edit, archive it', () => lookBack(scene, id, name))
    })
  })
