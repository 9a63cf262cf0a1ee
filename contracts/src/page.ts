import * as z from 'zod'

/** Which page of a list is asked for. */
export const PageQuery = {
  page: z.coerce.number().int().min(1).max(1_000_000).optional().meta({ description: 'Page number, from 1' }),
  page_size: z.coerce.number().int().min(1).max(200).optional().meta({ description: 'Items a page, 20 unless said' }),
  skip: z.coerce.number().int().min(0).max(10_000_000).optional(),
  take: z.coerce.number().int().min(1).max(200).optional(),
  cursor: z.string().max(2000).optional().meta({ description: 'next_cursor of the page before' }),
}

/** Parameters that say where in a list one stands, and how its page looks: what is about the whole list has none. */
export const LIST_PLACE = {
  page: true,
  page_size: true,
  skip: true,
  take: true,
  limit: true,
  cursor: true,
  count: true,
  include: true,
  seek: true,
} as const

/** A page of a list. `total` is exact up to 10,000 unless `count=exact`. */
export const pageOf = (row: z.ZodType) =>
  z.object({
    items: z.array(row),
    total: z.int().min(0),
    total_is_estimate: z.literal(true).optional(),
    /** Nothing is written like what was searched for; these nearly are. Figures and bulk actions hold to what is. */
    fuzzy: z.literal(true).optional(),
    page: z.int().optional(),
    page_size: z.int(),
    next_cursor: z.string().nullable(),
  })
