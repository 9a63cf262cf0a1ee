import type { Imported } from '@rihla/contracts/importTargets.ts'
import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { leads } from '#modules/leads/service.ts'
import type { Ctx } from '#platform/context.ts'
import { shapeOf } from '#platform/custom.ts'
import type { Records } from '#platform/records.ts'
import { fold } from '#platform/search.ts'
import { refuseUnseen } from './sight.ts'
import { parentsOf } from './links.ts'
import type { Setup } from './plan.ts'
import type { StoredImport } from './queries/imports.ts'
import { allMembers } from './queries/matching.ts'
import type { InFile } from './references.ts'

const SERVICES: Readonly<Record<Imported, Records>> = { lead: leads, contact: contacts, account: accounts }

export const serviceOf = (type: Imported): Records => SERVICES[type]

/** What the rows of an import are read and written with; 409 where a field of it is not there for the caller. */
export async function setupOf(
  ctx: Ctx,
  row: StoredImport,
  inFile: InFile = parentsOf(ctx, row, serviceOf(row.record_type)),
): Promise<Setup> {
  refuseUnseen(ctx, row)
  const { record_type, columns, rules, format, source } = row
  const service = serviceOf(record_type)
  const reader = {
    type: record_type,
    resource: shapeOf(ctx, service.queries.resource),
    columns,
    rules,
    members: await membersByName(ctx),
    exact: source === 'rihla',
    width: format === 'csv' ? columns.length : null,
  }
  return { reader, service, inFile }
}

/** Active members by name and e-mail, all of them by id; a name that two have names nobody. */
async function membersByName(ctx: Ctx): Promise<Map<string, string>> {
  const members = await allMembers(ctx)
  const byName = Map.groupBy(
    members.filter(({ active }) => active),
    ({ name }) => fold(name),
  )
  return new Map([
    ...[...byName].filter(([, ones]) => ones.length === 1).map(([name, [one]]) => [name, one!.id] as const),
    ...members.filter(({ active }) => active).map(({ email, id }) => [fold(email), id] as const),
    ...members.map(({ id }) => [id, id] as const),
  ])
}
