import * as z from 'zod'
import { Id, oneOf, required, text, Timestamp } from './fields.ts'
import { BulkResult, Job, operation, TenantParams, tenantPath } from './operation.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** Kinds of record that are tagged. */
export const TAGGED = ['lead', 'contact', 'account', 'opportunity'] as const

/** The colours a tag may have: names, so that every theme paints them in its own way and all stay readable. */
export const TAG_COLORS = [
  'grey',
  'red',
  'orange',
  'amber',
  'green',
  'teal',
  'blue',
  'indigo',
  'purple',
  'pink',
] as const
export type TagColor = (typeof TAG_COLORS)[number]

/** Most tags of a tenant that were given a colour. */
export const MOST_TAGS = 1000

export const TagName = z
  .string()
  .trim()
  .min(1)
  .max(60)
  .refine((name) => name.isWellFormed() && !name.includes('\0'), { error: 'bad_text' })

/** What is kept of a tag that somebody declared; its answers say besides where it is used. */
export const tagResource = resource({
  name: 'tags',
  record_type: 'tag',
  fields: { ...recordFields, name: required(text(60)), color: oneOf(TAG_COLORS) },
})

/** A tag: declared with a colour, or only in use. Records hold its name; it compares without case. */
export const Tag = z
  .object({
    /** null: records have it, nobody declared it. */
    id: Id.nullable(),
    name: z.string(),
    color: z.enum(TAG_COLORS).nullable(),
    /** Of the records that the caller may read and that are not archived, by kind. */
    counts: z.partialRecord(z.enum(TAGGED), z.int()),
    total: z.int(),
    created_at: Timestamp.nullable(),
    version: z.int().nullable(),
    tenant_id: Id,
  })
  .meta({ id: 'Tag' })
export type Tag = z.output<typeof Tag>

/** What became of a change of many records: done, or above 1,000 records the job that does it. */
export const TagAnswer = z.union([BulkResult, Job])
export type TagAnswer = z.output<typeof TagAnswer>

const color = z.enum(TAG_COLORS)
const path = tenantPath('tags')
// By name, not id: what was never declared has none.
const TagParams = TenantParams.extend({ tag: z.string().max(60) })

export const tags = {
  list: operation({
    id: 'tags.list',
    method: 'GET',
    path,
    summary: 'Every tag that is declared or in use, with its colour and use',
    permission: 'member',
    params: TenantParams,
    query: z.strictObject({
      search: z.string().max(60).optional(),
      /** Only tags that records of this kind have, with those counts. */
      record_type: z.enum(TAGGED).optional(),
      /** Only those declared, and nothing counted: what a page asks that only wants their colours. */
      declared: z.stringbool().optional(),
    }),
    answer: z.object({ items: z.array(Tag) }),
  }),
  create: operation({
    id: 'tags.create',
    method: 'POST',
    path,
    summary: 'Declare a tag, with its colour',
    permission: 'tags:configure',
    params: TenantParams,
    body: z.strictObject({ name: TagName, color: color.nullable().optional() }),
    answer: Tag,
    status: 201,
  }),
  recolor: operation({
    id: 'tags.recolor',
    method: 'PATCH',
    path: `${path}/{tag}`,
    summary: 'Give a tag another colour; one that was only in use is declared by it',
    permission: 'tags:configure',
    params: TagParams,
    body: z.strictObject({ color: color.nullable(), version: z.int().min(1).optional() }),
    answer: Tag,
  }),
  rename: operation({
    id: 'tags.rename',
    method: 'POST',
    path: `${path}/{tag}/rename`,
    summary: 'Rename a tag on every record: one operation, undone as one',
    permission: 'tags:configure',
    params: TagParams,
    body: z.strictObject({ name: TagName }),
    answer: TagAnswer,
  }),
  merge: operation({
    id: 'tags.merge',
    method: 'POST',
    path: `${path}/merge`,
    summary: 'Make several tags one, on every record',
    permission: 'tags:configure',
    params: TenantParams,
    body: z.strictObject({ tags: z.array(TagName).min(1).max(50), into: TagName }),
    answer: TagAnswer,
  }),
  remove: operation({
    id: 'tags.remove',
    method: 'DELETE',
    path: `${path}/{tag}`,
    summary: 'Take a tag off every record, and forget its colour; undo brings both back',
    permission: 'tags:configure',
    params: TagParams,
    answer: TagAnswer,
  }),
}
