import { later } from '#lib/later.tsx'

/** The bar of a selection for records that have nothing of their own in it. */
export const PlainBar = later(async () => (await import('./bulk-bar.tsx')).BulkBar)
