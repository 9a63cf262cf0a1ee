import * as z from 'zod'
import { Id } from './fields.ts'
import { TagsInput } from './operation.ts'
import type { Resource } from './resource.ts'

const BULK_ACTIONS = [
  'update',
  'set',
  'update_status',
  'assign',
  'add_tags',
  'remove_tags',
  'archive',
  'restore',
  'delete',
] as const
/** Fields without which a bulk action makes no sense. */
const needs: Partial<Record<(typeof BULK_ACTIONS)[number], string>> = {
  update_status: 'lead_status',
  assign: 'assigned_to',
  add_tags: 'tags',
  remove_tags: 'tags',
}

/** One record of `set`, with changes of its own. They are validated one by one: what does not fit refuses its record. */
export const SetItem = z.strictObject({
  id: Id,
  version: z.int().min(1).optional(),
  changes: z.record(z.string(), z.unknown()),
})
export type SetItem = z.output<typeof SetItem>

/** What a bulk action takes: the same change of many records, or with `set` a change of its own for each. */
export const bulkBody = ({ fields, record_type }: Resource<any>) =>
  z
    .strictObject({
      action: z
        .enum(BULK_ACTIONS)
        .exclude(BULK_ACTIONS.filter((action) => needs[action] && !(needs[action] in fields)) as []),
      ids: z.array(Id).min(1).max(50_000).optional(),
      filter: z.record(z.string(), z.unknown()).optional(),
      items: z.array(SetItem).min(1).max(200).optional(),
      changes: z.record(z.string(), z.unknown()).optional(),
      assigned_to: Id.nullable().optional(),
      tags: TagsInput.shape.tags.optional(),
      lead_status: z.string().optional(),
      reason: z.string().trim().max(500).optional(),
    })
    .refine(({ action, ids, filter }) => action === 'set' || (ids === undefined) !== (filter === undefined), {
      error: 'ids_or_filter',
      path: ['ids'],
    })
    .refine(
      ({ action, items, ids, filter }) =>
        action === 'set' ? items && ids === undefined && filter === undefined : items === undefined,
      { error: 'items_to_set', path: ['items'] },
    )
    .meta({ id: `${record_type}_bulk_action` })
