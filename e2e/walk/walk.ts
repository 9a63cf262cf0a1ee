import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Api } from '../support/api.ts'
import type { Language, Texts } from '../support/texts.ts'

/** Who walks, and where. */
export interface Walk {
  page: Page
  api: Api
  t: Texts
  mark: string
  language: Language
  /** A picture of this step, for those who want to look: into the folder E2E_PICTURES. */
  look: (step: string) => Promise<void>
}

/** How pictures are taken: how wide (E2E_WIDTH), in which language (E2E_LOCALE), light or dark (E2E_THEME). */
export const LOOK = {
  width: Number(process.env['E2E_WIDTH'] ?? 0),
  language: (process.env['E2E_LOCALE'] ?? 'en') as Language,
  theme: process.env['E2E_THEME'] === 'dark' ? ('dark' as const) : ('light' as const),
}
/** Below it, what points is a finger. */
const PHONE = 768

/**
 * The walk itself is made on a wide screen, by keys and pointer; for a picture the window becomes another one for a moment,
 * with whatever stands open in it.
 */
export function pictures(page: Page): (step: string) => Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (!folder) return async () => {}
  mkdirSync(folder, { recursive: true })
  let number = 0
  return async (step) => {
    number += 1
    const { width } = LOOK
    const wide = page.viewportSize()!
    const session = await page.context().newCDPSession(page)
    const become = async (size: typeof wide, touch: boolean) => {
      await session.send('Emulation.setTouchEmulationEnabled', { enabled: touch })
      await page.setViewportSize(size)
      // What follows the size is drawn by then, and what moves has arrived.
      await page.waitForTimeout(600)
    }
    if (width) await become({ width, height: width < PHONE ? 780 : 800 }, width < PHONE)
    await page.screenshot({ path: `${folder}/${String(number).padStart(2, '0')}-${step}.png` })
    if (width) await become(wide, false)
    await session.detach()
  }
}
