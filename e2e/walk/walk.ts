import { mkdirSync } from 'node:fs'
import type { Page } from '@playwright/test'
import type { Api } from '../support/api.ts'
import type { Texts } from '../support/texts.ts'

/** Who walks, and where. */
export interface Walk {
  page: Page
  api: Api
  t: Texts
  mark: string
  /** A picture of this step, for those who want to look: into the folder E2E_PICTURES. */
  look: (step: string) => Promise<void>
}

export function pictures(page: Page): (step: string) => Promise<void> {
  const folder = process.env['E2E_PICTURES']
  if (!folder) return async () => {}
  mkdirSync(folder, { recursive: true })
  let number = 0
  return async (step) => {
    number += 1
    await page.screenshot({ path: `${folder}/${String(number).padStart(2, '0')}-${step}.png` })
  }
}
