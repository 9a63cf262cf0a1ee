import * as z from 'zod'
import { computed, id, integer, json, list, member, readOnly, required, timestamp } from './fields.ts'

/** What every record has (`domain.md`). */
export const recordFields = {
  id: readOnly(required(id())),
  tenant_id: computed(required(id())),
  created_at: readOnly(required(timestamp())),
  updated_at: readOnly(required(timestamp())),
  created_by: readOnly(member()),
  archived_at: readOnly(timestamp()),
  version: readOnly(required(integer(1, 2_147_483_647))),
}

/**
 * Values of the fields that the tenant defined (`customFields.ts`), by key. A change names the keys it is about, and null
 * takes a value away; what a key takes is judged by its definition.
 */
export const CustomValues = z
  .record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.array(z.string()), z.null()]))
  .meta({ description: 'By key of GET custom-fields; a change keeps what it does not name, and null clears' })
export type CustomValues = z.output<typeof CustomValues>

/** What main records have besides. */
export const mainFields = {
  assigned_to: member(),
  tags: required(list(50, 60, { folded: 'tags_folded' })),
  custom: required(json(CustomValues, { initial: {} })),
}
