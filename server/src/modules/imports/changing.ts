import type { Import, ImportChanges } from '@rihla/contracts/importShapes.ts'
import { importTargets, type Imported } from '@rihla/contracts/importTargets.ts'
import { demand } from '#platform/access.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { shapeOf, withCustom } from '#platform/custom.ts'
import { invalid, Problem } from '#platform/errors.ts'
import { tell } from './checkJob.ts'
import { serviceOf } from './kinds.ts'
import { changeImport, lockImport } from './queries/imports.ts'
import { allMembers } from './queries/matching.ts'
import { firstRules, noted, readFile, type SeenColumn } from './reading.ts'
import { getImport, judgeOpen } from './service.ts'

/** Changes how a file is read and what becomes of it. What was checked is to be checked again. */
export async function changeHow(asker: Ctx, id: string, changes: ImportChanges, version?: number): Promise<Import> {
  const ctx = await withCustom(asker)
  const { columns: asked, rules, name, version: _, ...how } = changes
  const { record_type, ...manner } = how
  const again = Object.keys(how).length > 0
  await judgeOwner(ctx, rules)
  const before = await transaction(ctx, async (ctx) => {
    const row = await lockImport(ctx, id)
    judgeOpen(row)
    if (version !== undefined && version !== row.version)
      throw new Problem(412, 'version_conflict', { body: { current: await getImport(ctx, id) } })
    if (record_type) demand(ctx, `${record_type}s:create`)
    if (again) await changeImport(ctx, id, { state: 'uploading' })
    return row
  })
  const type = record_type ?? before.record_type
  const present = { encoding: before.encoding, delimiter: before.delimiter, sheet: before.sheet, header: before.header }
  // Another encoding may divide otherwise, and another sheet may have no headings.
  if (manner.encoding !== undefined) Object.assign(present, { delimiter: null })
  if (manner.sheet !== undefined) Object.assign(present, { header: null })
  const manners = { ...without(present), ...manner }
  try {
    const read = again ? await readFile(ctx, id, type, manners) : undefined
    const columns = mapped(ctx, type, (read?.columns ?? before.columns) as SeenColumn[], asked)
    await transaction(ctx, async (ctx) => {
      const values = {
        ...read,
        record_type: type,
        columns,
        rules: {
          ...(record_type ? firstRules(type, (read?.source ?? null) as never, columns) : before.rules),
          ...rules,
        },
        state: 'uploaded' as const,
        counts: null,
        version: before.version + 1,
        ...(name && { name }),
      }
      await changeImport(ctx, id, values)
      await tell(ctx, { id, version: values.version }, 'updated', { columns: columns.map(({ field }) => field), rules })
    })
  } catch (error) {
    // As it was: the rows are read again in the manner that worked.
    if (again) await readFile(ctx, id, before.record_type, without(present))
    if (again) await transaction(ctx, (ctx) => changeImport(ctx, id, { ...before }))
    throw error
  }
  return getImport(ctx, id)
}

const without = (manner: object) => Object.fromEntries(Object.entries(manner).filter(([, value]) => value !== null))

/** The columns with what somebody says of them. */
function mapped(ctx: Ctx, type: Imported, columns: readonly SeenColumn[], asked: ImportChanges['columns'] = []) {
  const resource = shapeOf(ctx, serviceOf(type).queries.resource)
  const custom = Object.keys(resource.fields).filter((name) => name.startsWith('custom.'))
  const known = new Set([...importTargets(type), ...custom])
  const next = [...columns]
  for (const [i, { index, field, date_order }] of asked.entries()) {
    const column = next[index]
    if (!column) throw invalid(`columns[${i}].index`, 'out_of_range')
    if (field && !known.has(field)) throw invalid(`columns[${i}].field`, 'unknown_field')
    next[index] = {
      ...column,
      ...(field !== undefined && { field }),
      ...(date_order !== undefined && { date_order }),
    }
  }
  return noted(resource, next)
}

/** Who gets new records is a member here; whether the caller may give them away is judged with each of them. */
async function judgeOwner(ctx: Ctx, rules: ImportChanges['rules']) {
  const owner = rules?.assigned_to
  if (!owner || (await allMembers(ctx)).some(({ id, active }) => id === owner && active)) return
  throw invalid('rules.assigned_to', 'unknown_reference', 422)
}
