import * as z from 'zod'
import { boolean, Id, longText, reference, required, text } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { recordFields } from './recordFields.ts'
import { recordOperations } from './recordOperations.ts'
import { resource } from './resource.ts'

/** A branch of trade as the tenant sees it; branches have branches, as deep as one likes. */
export const industryResource = resource({
  name: 'industries',
  record_type: 'industry',
  fields: {
    ...recordFields,
    name: required(text(120)),
    code: text(60),
    parent_id: reference('industry'),
    description: longText(2000),
    is_active: required(boolean({ initial: true })),
  },
})
export type Industry = z.output<typeof industryResource.item>

const Count = z.int()

/** Of accounts and opportunities that the caller may read; amounts in the tenant's currency. */
const IndustryFigures = z
  .object({
    accounts: Count,
    active_accounts: Count,
    lifetime_value: z.number(),
    open_opportunities: Count,
    open_amount: z.number(),
  })
  .meta({ id: 'IndustryFigures' })
export type IndustryFigures = z.output<typeof IndustryFigures>

/** An industry with those below it. */
export interface IndustryNode {
  id: string
  name: string
  code: string | null
  parent_id: string | null
  is_active: boolean
  /** Of this industry itself, and with all below it. */
  accounts: number
  total_accounts: number
  children: IndustryNode[]
}
const IndustryNode: z.ZodType<IndustryNode> = z
  .object({
    id: Id,
    name: z.string(),
    code: z.string().nullable(),
    parent_id: Id.nullable(),
    is_active: z.boolean(),
    accounts: Count,
    total_accounts: Count,
    get children() {
      return z.array(IndustryNode)
    },
  })
  .meta({ id: 'IndustryNode' })

export const IndustryStats = z
  .object({
    currency: z.string(),
    total_industries: Count,
    active_industries: Count,
    /** Each before those below it, by name. */
    items: z.array(
      z.object({
        id: Id,
        name: z.string(),
        code: z.string().nullable(),
        parent_id: Id.nullable(),
        depth: Count,
        own: IndustryFigures,
        total: IndustryFigures,
      }),
    ),
    /** Accounts of no industry. */
    unclassified: IndustryFigures,
    total: IndustryFigures,
  })
  .meta({ id: 'IndustryStats' })
export type IndustryStats = z.output<typeof IndustryStats>

const CONFIGURE = 'industries:configure'
const plain = recordOperations(industryResource)

/** Everybody reads them; the tree is the tenant's, so who configures the tenant writes it. */
export const industries = {
  list: plain.list,
  summary: plain.summary,
  export: plain.export,
  find: plain.find,
  create: { ...plain.create, permission: CONFIGURE },
  update: { ...plain.update, permission: CONFIGURE },
  replace: { ...plain.replace, permission: CONFIGURE },
  restore: { ...plain.restore, permission: CONFIGURE },
  archive: operation({
    id: 'industries.archive',
    method: 'DELETE',
    path: tenantPath('industries/{id}'),
    summary: 'Archive an industry; what uses it is moved to move_to, without which one in use is refused',
    permission: CONFIGURE,
    params: RecordParams,
    query: z.strictObject({ hard: z.stringbool().optional(), move_to: Id.optional() }),
    resource: industryResource,
    aliases: { hard_delete: 'hard' },
  }),
  hierarchy: operation({
    id: 'industries.hierarchy',
    method: 'GET',
    path: tenantPath('industries/hierarchy'),
    summary: 'The tree of industries, with how many accounts each has',
    permission: 'industries:read',
    params: TenantParams,
    query: z.strictObject({ is_active: z.stringbool().optional() }),
    answer: z.object({ items: z.array(IndustryNode) }),
    resource: industryResource,
  }),
  stats: operation({
    id: 'industries.stats',
    method: 'GET',
    path: tenantPath('industries/stats'),
    summary: 'Accounts, lifetime value and open sales of each industry, its own and with all below it',
    permission: 'industries:read',
    params: TenantParams,
    answer: IndustryStats,
    resource: industryResource,
  }),
} as const
