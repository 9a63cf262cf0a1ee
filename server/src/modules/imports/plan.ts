import { isDeepStrictEqual } from 'node:util'
import type { Counts } from '@rihla/contracts/imports.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { customErrors } from '#platform/custom.ts'
import { Problem } from '#platform/errors.ts'
import { asLogged } from '#platform/events.ts'
import { nameBody } from '#platform/names.ts'
import { type Held, rowsOf } from '#platform/recordBatches.ts'
import type { Records } from '#platform/records.ts'
import { parse } from '#platform/validation.ts'
import { type Fault, faultsIn, refusalOf } from './faults.ts'
import { type Companies, companiesOf } from './companies.ts'
import { type Match, matchRows } from './match.ts'
import { noteTexts } from './queries/matching.ts'
import type { Reader, ReadRow } from './rows.ts'

/** What becomes of a row. */
export interface Outcome {
  number: number
  kind: keyof Counts
  faults: Fault[]
  /** A new record, judged and completed. */
  draft?: Row
  /** A change of a record that is there. */
  revision?: { before: Held; values: Record<string, unknown> }
  /** What the row says, for what is written besides the columns. */
  input?: Record<string, unknown>
}

export interface Staged {
  number: number
  cells: string[]
  repeats: number | null
}

/** What an import works with. */
export interface Setup {
  reader: Reader
  service: Records
}

interface Planning {
  ctx: Ctx
  reader: Reader
  service: Records
  companies: Companies
  notes: ReadonlySet<string>
}

/**
 * What a run does with these rows, by the schemas and rules that judge every other write. Nothing is written here but
 * what rules themselves write; with `holding`, the records that change are held until the transaction ends.
 */
export async function planRows(
  ctx: Ctx,
  { reader, service }: Setup,
  rows: readonly ReadRow[],
  staged: readonly Staged[],
  holding: boolean,
): Promise<{ outcomes: Outcome[]; companies: Companies }> {
  const companies = await companiesOf(ctx, reader, rows)
  const matches = await matchRows(ctx, reader, service, rows)
  const ids = [...new Set(matches.flatMap(({ id }) => id ?? []))]
  const held = await rowsOf(ctx, service.queries, ids, { action: 'update', holding })
  const noted = rows.some(({ input }) => input.notes) && reader.type === 'lead'
  const planning: Planning = {
    ctx,
    reader,
    service,
    companies,
    notes: noted ? await noteTexts(ctx, ids) : new Set(),
  }
  const outcomes: Outcome[] = []
  const writers = new Map<string, number>()
  for (const [i, row] of rows.entries()) {
    const outcome = await planRow(planning, row, staged[i]!, matches[i]!, held, writers)
    outcomes.push(outcome)
    // Others are answered in between.
    if (i % 100 === 99) await new Promise((go) => setImmediate(go))
  }
  return { outcomes, companies }
}

async function planRow(
  planning: Planning,
  row: ReadRow,
  { repeats }: Staged,
  match: Match,
  held: ReadonlyMap<string, Held>,
  writers: Map<string, number>,
): Promise<Outcome> {
  const { number, faults } = row
  const { rules } = planning.reader
  if (repeats !== null) return { number, kind: 'skip', faults: [told('repeated', repeats)] }
  const before = match.id === undefined ? undefined : held.get(match.id)
  const writer = before && writers.get(before.id)
  if (writer) return { number, kind: 'skip', faults: [told('several_match', writer)] }
  if (faults.length)
    return { number, kind: 'error', faults: [...faults, ...(await complaintsOf(planning, row, before))] }
  if (before && rules.on_match === 'skip') return { number, kind: 'skip', faults: [] }
  if (!before && rules.on_missing === 'skip') return { number, kind: 'skip', faults: [] }
  try {
    if (!before || rules.on_match === 'create') return await planNew(planning, row, match)
    const outcome = await planChange(planning, row, before)
    if (outcome.revision) writers.set(before.id, number)
    return outcome
  } catch (error) {
    return { number, kind: 'error', faults: faultsIn(refusalOf(error), row.input) }
  }
}

const told = (code: string, row: number): Fault => ({ field: null, code, message: code, params: { row }, value: null })

/** Of a row of which a cell could not be read: what else is wrong with it, so that nobody corrects it twice. */
async function complaintsOf(planning: Planning, row: ReadRow, before: Held | undefined): Promise<Fault[]> {
  const named = new Set(row.faults.map(({ field }) => field))
  if (named.has(null)) return []
  try {
    await validated(planning, row, before)
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return faultsIn(error, row.input).filter(({ field }) => field !== null && !named.has(field))
  }
}

/** The input as the API would take it, of a new record or a change. */
async function validated({ ctx, service, companies, reader }: Planning, row: ReadRow, before: Held | undefined) {
  const { resource } = service.queries
  const input: Record<string, unknown> = { ...row.input }
  if (row.account_name !== null && input.account_id === undefined) {
    const account_id = companies.idOf(row.account_name)
    if (account_id) input.account_id = account_id
    else if (reader.rules.accounts === 'link') throw unknownAccount(row.account_name)
  }
  if (before) delete input.id
  const body = nameBody(resource, ctx.tenant, input)
  const wrong = customErrors(ctx, resource, input.custom, !before)
  return parse(before ? resource.update : resource.create, body, 'body', ctx.locale, wrong) as Record<string, unknown>
}

const unknownAccount = (name: string) =>
  new Problem(422, 'validation_failed', {
    errors: [{ field: 'account_name', code: 'unknown_account', message: 'unknown_account', params: { name } }],
  })

const JUDGED = new Set(['id', 'account_id'])
const ID_ALONE = new Set(['id'])
/** What of a row was judged before: its id, and the account that was found by its name; not one that the file names by id. */
const judgedOf = ({ account_name, input }: ReadRow) =>
  account_name === null || input.account_id !== undefined ? ID_ALONE : JUDGED

async function planNew(planning: Planning, row: ReadRow, { taken, id }: Match): Promise<Outcome> {
  const { ctx, service, reader } = planning
  const { rules, resource } = reader
  const asked = { ...row.input }
  // A second record beside the one that is there has an id of its own.
  if (id !== undefined && asked.id === id) delete asked.id
  else if (taken) throw new Problem(409, 'duplicate_id', { errors: [{ field: 'id', code: 'taken', message: 'taken' }] })
  const { fields } = resource
  if (rules.assigned_to !== undefined) asked.assigned_to ??= rules.assigned_to
  if (rules.lead_source && 'lead_source' in fields) asked.lead_source ??= rules.lead_source
  if (rules.tags.length && 'tags' in fields) asked.tags = joined((asked.tags as string[] | undefined) ?? [], rules.tags)
  if (rules.consent?.channels.length && 'consent' in fields && !asked.consent) {
    const said = { state: 'granted', source: rules.consent.basis }
    asked.consent = Object.fromEntries(rules.consent.channels.map((channel) => [channel, said]))
  }
  const input = await validated(planning, { ...row, input: asked }, undefined)
  const draft = await service.draft(ctx, input as never, judgedOf(row))
  return { number: row.number, kind: 'create', faults: [], draft, input }
}

const joined = (some: readonly string[], more: readonly string[]) => {
  const known = new Set(some.map((tag) => tag.toLowerCase()))
  return [...some, ...more.filter((tag) => !known.has(tag.toLowerCase()))]
}

async function planChange(planning: Planning, row: ReadRow, before: Held): Promise<Outcome> {
  const { ctx, service, reader, notes } = planning
  const { rules, exact } = reader
  const { number } = row
  const asked = { ...row.input }
  for (const [name, value] of Object.entries(asked)) {
    const had = before[name]
    // A part of an address changes that part; tags of a foreign file come to those that are there.
    if (name.endsWith('address') && isPlain(had) && isPlain(value)) asked[name] = { ...had, ...value }
    if (name === 'tags' && !exact && Array.isArray(had)) asked[name] = joined(had as string[], value as string[])
  }
  if (rules.tags.length && Array.isArray(before.tags))
    asked.tags = joined((asked.tags as string[] | undefined) ?? (before.tags as string[]), rules.tags)
  const input = await validated(planning, { ...row, input: asked }, before)
  const note = typeof input.notes === 'string' && reader.type === 'lead' && !notes.has(`${before.id} ${input.notes}`)
  const changed = Object.fromEntries(
    Object.entries(input).filter(([name, value]) =>
      name !== 'notes' || reader.type !== 'lead' ? differs(before, name, value, rules.on_match === 'fill_empty') : note,
    ),
  )
  if (Object.keys(changed).length === 0) return { number, kind: 'unchanged', faults: [] }
  if (!before.allowed) return { number, kind: 'error', faults: [refused('not_writable')] }
  if (before.archived_at) return { number, kind: 'error', faults: [refused('is_archived')] }
  const values = await service.judged(ctx, before, changed as never, judgedOf(row))
  const revision = service.revision(ctx, before, values)
  if (!revision && !note) return { number, kind: 'unchanged', faults: [] }
  return { number, kind: 'update', faults: [], revision: { before, values }, input: changed }
}

const refused = (code: string): Fault => ({ field: null, code, message: code, value: null })

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmpty = (value: unknown) =>
  value === null ||
  value === undefined ||
  value === '' ||
  (Array.isArray(value) ? value.length === 0 : isPlain(value) && Object.keys(value).length === 0)

function differs(before: Row, name: string, value: unknown, filling: boolean): boolean {
  if (!Object.hasOwn(before, name)) return value !== undefined && !filling
  const had = before[name]
  if (name === 'custom' && isPlain(had) && isPlain(value))
    return Object.entries(value).some(
      ([key, one]) => !isDeepStrictEqual(had[key] ?? null, one) && !(filling && !isEmpty(had[key])),
    )
  if (filling && !isEmpty(had)) return false
  return !isDeepStrictEqual(asLogged(had), asLogged(value))
}
