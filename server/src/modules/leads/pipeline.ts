import { LEAD_STATUSES, type LeadStatus } from '@rihla/contracts/leads.ts'
import type { LeadPipeline } from '@rihla/contracts/leadPipeline.ts'
import type { Ctx } from '#platform/context.ts'
import { leadQueries, pipelineFigures } from './queries.ts'

/** Cards of a column at first, when the caller does not say. */
const CARDS = 20

/**
 * Leads by status: counts and sums over all, the first cards of each column, and more of one by its cursor. Takes every
 * filter of the list.
 */
export async function leadPipeline(ctx: Ctx, { column, cursor, ...query }: Record<string, any>): Promise<LeadPipeline> {
  const asked = (query.lead_status as LeadStatus[] | undefined) ?? LEAD_STATUSES
  const keys = LEAD_STATUSES.filter((key) => asked.includes(key) && (!column || column === key))
  const take = query.take ?? query.limit ?? query.page_size ?? CARDS
  const [figures, ...pages] = await Promise.all([
    pipelineFigures(ctx, column ? { ...query, lead_status: keys } : query),
    ...keys.map((key) => leadQueries.cards(ctx, { ...query, lead_status: [key], ...(column && { cursor }), take })),
  ])
  const columns = keys.map((key, i) => {
    const { count, sum, sums } = figures.find((figure) => figure.key === key)!
    const { items, next_cursor } = pages[i]!
    return { key, count, sum, currency: ctx.tenant.base_currency, sums, items, next_cursor }
  })
  return { columns }
}
