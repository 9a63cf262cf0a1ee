import type { Counts } from '@rihla/contracts/importShapes.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { customErrors } from '#platform/custom.ts'
import { Problem } from '#platform/errors.ts'
import { nameBody } from '#platform/names.ts'
import { type Held, rowsOf } from '#platform/recordBatches.ts'
import type { Records } from '#platform/records.ts'
import { parse } from '#platform/validation.ts'
import { type Fault, faultsIn, refusalOf } from './faults.ts'
import { type Companies, companiesOf } from './companies.ts'
import { differs, isPlain, joined, spoken } from './differences.ts'
import { type Match, matchRows } from './match.ts'
import { givenIds, noteTexts } from './queries/matching.ts'
import { type InFile, isId, settleReferences } from './references.ts'
import { namedBySomething, type Reader, type ReadRow } from './rows.ts'

/** What becomes of a row. */
export interface Outcome {
  number: number
  kind: keyof Counts
  faults: Fault[]
  /** A new record, judged and completed. */
  draft?: Row
  /** A change of a record that is there. */
  revision?: { before: Held; values: Record<string, unknown> }
  /** The record of another row that this one is to come below. */
  link?: { record_id: string; parent_id: string }
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
  inFile: InFile
}

interface Planning {
  ctx: Ctx
  reader: Reader
  service: Records
  companies: Companies
  notes: ReadonlySet<string>
  /** Ids of people that were never given. */
  people: ReadonlySet<string>
}

/**
 * What a run does with these rows, by the schemas and rules that judge every other write. Nothing is written here but
 * what rules themselves write; with `holding`, the records that change are held until the transaction ends.
 */
export async function planRows(
  ctx: Ctx,
  { reader, service, inFile }: Setup,
  rows: readonly ReadRow[],
  staged: readonly Staged[],
  holding: boolean,
): Promise<{ outcomes: Outcome[]; companies: Companies }> {
  await settleReferences(ctx, reader, service, rows, inFile)
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
    people: await freePeople(ctx, rows),
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

async function freePeople(ctx: Ctx, rows: readonly ReadRow[]): Promise<Set<string>> {
  const ids = [...new Set(rows.flatMap(({ input: { primary_contact_id: id } }) => (isId(id) ? [id] : [])))]
  const given = ids.length ? await givenIds(ctx, ids) : new Set()
  return new Set(ids.filter((id) => !given.has(id)))
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
  const input: Record<string, unknown> = { ...row.input, ...(before ? {} : namedBySomething(reader, row)) }
  if (row.account_name !== null && input.account_id === undefined) {
    const account_id = companies.idOf(row)
    if (account_id) input.account_id = account_id
    else if (reader.rules.accounts === 'link') throw unknownAccount(row.account_name)
  }
  if (before) delete input.id
  delete input.primary_contact_id
  const body = nameBody(resource, ctx.tenant, input)
  const wrong = customErrors(ctx, resource, input.custom, !before)
  return parse(before ? resource.update : resource.create, body, 'body', ctx.locale, wrong) as Record<string, unknown>
}

const unknownAccount = (name: string) =>
  new Problem(422, 'validation_failed', {
    errors: [{ field: 'account_name', code: 'unknown_account', message: 'unknown_account', params: { name } }],
  })

/** What of a row was judged before: its id, what it points to, and the account that was found by its name. */
const judgedOf = ({ account_name, input, judged }: ReadRow) =>
  new Set([...judged, 'id', ...(account_name === null || input.account_id !== undefined ? [] : ['account_id'])])

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
  const draft = await service.draft(ctx, { ...input, ...personOf(planning, asked) } as never, judgedOf(row))
  if (reader.exact) keepMoments(draft, input, ctx.now)
  const link = row.later === null ? {} : { link: { record_id: draft.id, parent_id: row.later } }
  return { number: row.number, kind: 'create', faults: [], draft, input, ...link }
}

/** The contact that a person's account is keeps its id, where that is nobody else's: the file of the contacts knows it by that. */
const personOf = ({ people }: Planning, { primary_contact_id }: Record<string, unknown>) =>
  isId(primary_contact_id) && people.has(primary_contact_id) ? { primary_contact: { id: primary_contact_id } } : {}

/** When somebody agreed is what an export tells of it, and stays true where that comes in. */
function keepMoments(draft: Row, { consent }: Record<string, unknown>, now: Date) {
  const said = (consent ?? {}) as Record<string, { at?: string } | null>
  for (const [channel, one] of Object.entries((draft.consent ?? {}) as Record<string, { at?: string }>)) {
    const at = said[channel]?.at
    if (at !== undefined && new Date(at) <= now) one.at = new Date(at).toISOString()
  }
}

async function planChange(planning: Planning, row: ReadRow, before: Held): Promise<Outcome> {
  const { ctx, service, reader, notes } = planning
  const { rules, exact } = reader
  const { number } = row
  const asked = { ...row.input }
  // One name in one cell says the same however it is divided.
  if (row.full_name !== null && row.full_name === nameOf(before)) for (const name of NAMES) delete asked[name]
  for (const [name, value] of Object.entries(asked)) {
    const had = before[name]
    // A part of an address changes that part; tags of a foreign file come to those that are there.
    if (!exact && name.endsWith('address') && isPlain(had) && isPlain(value)) asked[name] = { ...had, ...value }
    if (name === 'tags' && !exact && Array.isArray(had)) asked[name] = joined(had as string[], value as string[])
  }
  if (rules.tags.length && Array.isArray(before.tags))
    asked.tags = joined((asked.tags as string[] | undefined) ?? (before.tags as string[]), rules.tags)
  const input = spoken(reader.resource, await validated(planning, { ...row, input: asked }, before))
  const note = typeof input.notes === 'string' && reader.type === 'lead' && !notes.has(`${before.id} ${input.notes}`)
  const changed = Object.fromEntries(
    Object.entries(input).filter(([name, value]) =>
      name !== 'notes' || reader.type !== 'lead' ? differs(before, name, value, rules.on_match === 'fill_empty') : note,
    ),
  )
  const above = before[service.rules.parent!]
  const parent_id = row.later === above || (rules.on_match === 'fill_empty' && above) ? null : row.later
  if (Object.keys(changed).length === 0 && parent_id === null) return { number, kind: 'unchanged', faults: [] }
  if (!before.allowed) return { number, kind: 'error', faults: [refused('not_writable')] }
  if (before.archived_at) return { number, kind: 'error', faults: [refused('is_archived')] }
  const values = await service.judged(ctx, before, changed as never, judgedOf(row))
  const revision = service.revision(ctx, before, values)
  if (!revision && !note && parent_id === null) return { number, kind: 'unchanged', faults: [] }
  const link = parent_id === null ? {} : { link: { record_id: before.id, parent_id } }
  return { number, kind: 'update', faults: [], revision: { before, values }, input: changed, ...link }
}

const NAMES = ['first_name', 'last_name'] as const
const nameOf = (row: Row) => NAMES.flatMap((name) => (row[name] as string | null) ?? []).join(' ')

const refused = (code: string): Fault => ({ field: null, code, message: code, value: null })
