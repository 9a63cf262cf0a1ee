import type { Fields } from '@rihla/contracts/fields.ts'
import type { Ctx } from '#platform/context.ts'
import { fold } from '#platform/search.ts'
import { archivedAmong } from '#platform/recordRights.ts'
import type { Records } from '#platform/records.ts'
import { givenIds } from './queries/matching.ts'
import type { Reader, ReadRow } from './rows.ts'

/** Ids among the rows of a file to which other rows point; looked for once a job. */
export type InFile = () => Promise<ReadonlySet<string>>

const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i
export const isId = (value: unknown): value is string => typeof value === 'string' && UUID.test(value)

/**
 * Judges what the rows point to, all rows at once: what the caller may read is theirs to link to. Where an id says nothing
 * here, the name beside it does, as an export writes it; where both say something, they must say the same. What another
 * row of the file is going to be is put off until that is there (`linkJob.ts`).
 */
export async function settleReferences(
  ctx: Ctx,
  { resource }: Reader,
  { rules }: Records,
  rows: readonly ReadRow[],
  inFile: InFile,
) {
  for (const [field, { kind, to, named, read_only }] of Object.entries(resource.fields as Fields)) {
    if (kind !== 'reference' || read_only) continue
    const ones = rows.filter(({ input }) => isId(input[field]))
    if (ones.length === 0) continue
    const ids = [...new Set(ones.map(({ input }) => input[field] as string))]
    const type = ctx.platform.records.get(to!)
    const names = (await type?.summaries(ctx, ids)) ?? new Map<string, { name: string | null }>()
    // What is archived may only stay where it stands already, which is judged row by row.
    const archived = type ? await archivedAmong(ctx, type, ids) : NONE
    const strange = ids.filter((id) => !names.has(id))
    // What was ever given here and is out of sight is refused, whatever stands beside it.
    const given = named && strange.length ? await givenIds(ctx, strange) : NONE
    const later = field === rules.parent && strange.length ? await inFile() : NONE
    for (const row of ones) {
      const id = row.input[field] as string
      const found = names.get(id)
      if (found && !archived.has(id)) row.judged.add(field)
      if (named && !given.has(id)) settle(row, { field, named, id, found })
      else if (!found && later.has(id)) {
        delete row.input[field]
        row.later = id
      }
    }
  }
}
const NONE: ReadonlySet<string> = new Set()

interface Named {
  field: string
  named: string
  id: string
  found: { name: string | null } | undefined
}

function settle(row: ReadRow, { field, named, id, found }: Named) {
  const company = named === 'account_name'
  const said = company ? row.account_name : row.input[named]
  if (typeof said !== 'string') return
  if (!found) {
    delete row.input[field]
    if (company) row.account_id = id
    return
  }
  if (fold(found.name ?? '') !== fold(said)) {
    const params = { name: found.name ?? id }
    row.faults.push({ field: named, code: 'other_name', message: 'other_name', params, value: said })
  }
  if (company) row.account_name = null
  else delete row.input[named]
}
