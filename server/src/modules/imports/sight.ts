import type { ImportColumn, ImportRules } from '@rihla/contracts/importShapes.ts'
import { IMPORTED, type Imported } from '@rihla/contracts/importTargets.ts'
import type { Ctx, Event } from '#platform/context.ts'
import { hiddenKeys, isHidden } from '#platform/customSight.ts'
import { Problem } from '#platform/errors.ts'
import type { StoredImport, Undone } from './queries/imports.ts'

type How = Pick<StoredImport, 'record_type' | 'columns' | 'rules'>

/** A column that becomes what is not there for the caller becomes nothing: whoever mapped it saw it then. */
export function seenColumn<C extends ImportColumn>(ctx: Ctx, record_type: Imported, column: C): C {
  const seen = (field: string | null) => (field !== null && isHidden(ctx, record_type, field) ? null : field)
  return { ...column, field: seen(column.field), guess: seen(column.guess) }
}

/** Rules without the match by what is not there for the caller. */
export const seenRules = (ctx: Ctx, record_type: Imported, { match, ...rules }: ImportRules): ImportRules => ({
  ...rules,
  match: match.filter((key) => !isHidden(ctx, record_type, key)),
})

/** What of an import is there for the caller, as a check works with it and a run after it. */
export const seenImport = (ctx: Ctx, { record_type, columns, rules }: How) => ({
  columns: columns.map((column) => seenColumn(ctx, record_type, column)),
  rules: seenRules(ctx, record_type, rules),
})

/**
 * Refuses what was checked with a field that is not there for the caller any more: without it, rows would be other records
 * than the check said. Who checks again sees what it comes to.
 */
export function refuseUnseen(ctx: Ctx, { record_type, columns, rules }: How) {
  const named = [...columns.flatMap(({ field }) => field ?? []), ...rules.match]
  if (named.some((field) => isHidden(ctx, record_type, field))) throw new Problem(409, 'import.unseen')
}

/** A record that an undo left, without the fields that are not there for the reader: who took it back may see more. */
export const seenRefusal = (ctx: Ctx, record_type: Imported, { fields, ...one }: Undone['refused'][number]) => ({
  ...one,
  fields: fields.filter((name) => !isHidden(ctx, record_type, name)),
})

/** Changes of the log of imports: of which kind of record the fields are, it does not say. */
export function tellImport(ctx: Ctx, changes: Event['changes']): Event['changes'] {
  const hidden = IMPORTED.some((type) => hiddenKeys(ctx, type).size > 0)
  if (!hidden) return changes
  const isSeen = (field: string | null) => field === null || !IMPORTED.some((type) => isHidden(ctx, type, field))
  const { columns, rules } = changes
  const fields = columns?.[1] as (string | null)[] | null | undefined
  const said = rules?.[1] as Partial<ImportRules> | null | undefined
  return {
    ...changes,
    ...(fields && { columns: [null, fields.map((field) => (isSeen(field) ? field : null))] }),
    ...(said?.match && { rules: [null, { ...said, match: said.match.filter(isSeen) }] }),
  }
}
