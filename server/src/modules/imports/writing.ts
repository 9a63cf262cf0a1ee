import { accounts } from '#modules/accounts/service.ts'
import { claimKinds } from '#modules/duplicates/service.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { changeAll, insertAll } from '#platform/recordBatches.ts'
import { type Outcome, planRows, type Setup, type Staged } from './plan.ts'
import { lockKind } from './queries/matching.ts'
import { readRow } from './rows.ts'

/** Plans rows and writes what they come to, in the transaction at hand: records, their events, what hangs on them. */
export async function writeRows(ctx: Ctx, setup: Setup, staged: readonly Staged[]): Promise<Outcome[]> {
  const { service, reader } = setup
  // Who is looked for must not be made meanwhile, by another import or by hand.
  if (reader.type === 'lead') await lockKind(ctx, 'lead')
  else
    await claimKinds(ctx, reader.type === 'contact' && namesCompanies(reader) ? ['account', 'contact'] : [reader.type])
  const rows = staged.map((row) => readRow(reader, row))
  const { outcomes, companies } = await planRows(ctx, setup, rows, staged, true)
  const drafts = outcomes.flatMap(({ draft }) => draft ?? [])
  const revisions = outcomes.flatMap(({ revision }) => revision ?? [])
  const named = new Set([...drafts, ...revisions.map(({ values }) => values)].map(({ account_id }) => account_id))
  await insertAll(
    ctx,
    accounts,
    companies.drafts.filter(({ id }) => named.has(id)),
  )
  await insertAll(ctx, service, drafts)
  const { parent } = service.rules
  // A record finds its place in a tree alone: others of the same rows may be above it.
  const moved = revisions.filter(
    ({ before, values }) => parent && parent in values && values[parent] !== before[parent],
  )
  await changeAll(ctx, service, revisions.filter((one) => !moved.includes(one)).map(plain))
  for (const { before, values } of moved.map(plain)) await service.write(ctx, before, values)
  const { extra } = service.rules
  if (extra)
    for (const { draft, revision, input } of outcomes) {
      const id = draft?.id ?? revision?.before.id
      if (id && input) await extra(ctx, id, input)
    }
  return outcomes
}

const namesCompanies = ({ columns, rules }: Setup['reader']) =>
  rules.accounts === 'create' && columns.some(({ field }) => field === 'account_name')

function plain({ before: held, values }: NonNullable<Outcome['revision']>) {
  const { allowed: _, ...before } = held
  return { before: before as unknown as Row, values }
}
