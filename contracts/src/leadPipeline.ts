import * as z from 'zod'
import { LEAD_STATUSES, leadResource } from './leads.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'

const LeadCard = leadResource.row
export const LeadPipeline = z
  .object({
    columns: z.array(
      z.object({
        key: z.enum(LEAD_STATUSES),
        count: z.int(),
        /** Of estimated_value in the tenant's base currency; leads in another currency are not in it. */
        sum: z.number(),
        currency: z.string(),
        /** The same in every currency that leads of this column have, the tenant's own first. */
        sums: z.array(z.object({ currency: z.string(), sum: z.number() })),
        items: z.array(LeadCard),
        next_cursor: z.string().nullable(),
      }),
    ),
  })
  .meta({ id: 'LeadPipeline' })
export type LeadPipeline = z.output<typeof LeadPipeline>

export const StageMove = z.strictObject({
  lead_status: z.enum(LEAD_STATUSES),
  notes: z.string().trim().max(2000).optional(),
  reason: z.string().trim().max(500).optional(),
  lost_reason: z.string().trim().max(500).optional(),
  version: z.int().min(1).optional(),
})

const path = tenantPath('leads')

/** The board of leads: a column for each status, and a lead's way from one to the next. */
export const pipeline = {
  columns: operation({
    id: 'leads.pipeline',
    method: 'GET',
    path: `${path}/pipeline`,
    summary: 'Leads by status, with counts, sums and the first cards',
    permission: 'leads:read',
    params: TenantParams,
    query: leadResource.query.extend({ column: z.enum(LEAD_STATUSES).optional() }) as unknown as z.ZodType<
      Record<string, any>
    >,
    answer: LeadPipeline,
    resource: leadResource,
  }),
  move: operation({
    id: 'leads.move',
    method: 'PUT',
    path: `${path}/{id}/stage`,
    summary: 'Move a lead to another status',
    permission: 'leads:update',
    params: RecordParams,
    body: StageMove,
    answer: leadResource.item,
    resource: leadResource,
  }),
}
