import { withTexts } from '#lib/i18n.ts'
import { lazyComponent } from '#lib/lazy-component.tsx'

/** The bar of a selection for records that have nothing of their own in it. */
export const PlainBar = lazyComponent(async () => (await withTexts(import('./bulk-bar.tsx'), 'bulk')).BulkBar)
