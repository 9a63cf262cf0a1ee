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

/** What main records have besides. `custom` accepts only {} until field definitions exist. */
export const mainFields = {
  assigned_to: member(),
  tags: required(list(50, 60)),
  custom: required(json(z.strictObject({}), { initial: {} })),
}
