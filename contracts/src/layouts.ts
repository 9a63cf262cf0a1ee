import * as z from 'zod'
import { LAYOUT_KINDS } from './layoutShape.ts'
import { operation, TenantParams, tenantPath } from './operation.ts'

/** Most sections of a page. */
export const MOST_SECTIONS = 30

const FieldName = z.string().min(1).max(60)
const SectionName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((name) => name.isWellFormed() && !name.includes('\0'), { error: 'bad_text' })
/** Of a section of the tenant's own; ours have the names of `LAYOUTS`. */
export const OWN_SECTION = /^own-[a-z0-9]{1,36}$/

const arrangement = {
  sections: z
    .array(
      z.strictObject({
        id: z.string().min(1).max(40),
        name: SectionName.nullable().optional(),
        fields: z.array(FieldName).max(400),
      }),
    )
    .max(MOST_SECTIONS),
  aside: z.array(FieldName).max(400),
}

/** The whole arrangement. Fields that it does not name come last in the section they belong to. */
export const NewLayout = z
  .strictObject({ ...arrangement, aside: arrangement.aside.optional(), version: z.int().min(0).optional() })
  .meta({ id: 'NewLayout' })
export type NewLayout = z.output<typeof NewLayout>

/** Which fields of a kind of record stand in which sections of its page: each in one place, whatever was kept. */
export const Layout = z
  .object({
    record_type: z.enum(LAYOUT_KINDS),
    sections: z.array(z.object({ id: z.string(), name: z.string().nullable(), fields: z.array(z.string()) })),
    /** Not on the page until somebody asks for them. */
    aside: z.array(z.string()),
    /** False as long as it is the usual one. */
    arranged: z.boolean(),
    /** How often it was arranged. */
    version: z.int(),
  })
  .meta({ id: 'Layout' })
export type Layout = z.output<typeof Layout>

const one = {
  path: tenantPath('layouts/{record_type}'),
  params: TenantParams.extend({ record_type: z.enum(LAYOUT_KINDS) }),
  answer: Layout,
} as const

export const layouts = {
  find: operation({
    ...one,
    id: 'layouts.find',
    method: 'GET',
    summary: 'How the page of a kind of record is arranged',
    permission: 'member',
  }),
  replace: operation({
    ...one,
    id: 'layouts.replace',
    method: 'PUT',
    summary: 'Arrange the page of a kind of record: sections in their order, fields in theirs, fields set aside',
    permission: 'custom_fields:configure',
    body: NewLayout,
  }),
  reset: operation({
    ...one,
    id: 'layouts.reset',
    method: 'DELETE',
    summary: 'Give the page of a kind of record its usual arrangement back',
    permission: 'custom_fields:configure',
  }),
}
