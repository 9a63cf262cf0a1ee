import { withTexts } from '#lib/i18n.ts'
import { later } from '#lib/later.tsx'

/** The bar of a selection for records that have nothing of their own in it. */
export const PlainBar = later(async () => (await withTexts(import('./bulk-bar.tsx'), 'bulk')).BulkBar)
