import { sql } from 'kysely'
import type { Counts, ImportColumn, ImportRules, ImportState } from '@rihla/contracts/importShapes.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** An import as its row has it. */
export interface StoredImport {
  id: string
  created_at: Date
  updated_at: Date
  created_by: string | null
  version: number
  record_type: Imported
  name: string
  format: 'csv' | 'xlsx'
  size: number
  state: ImportState
  encoding: string | null
  delimiter: string | null
  header: boolean
  sheet: string | null
  sheets: string[]
  source: string | null
  row_count: number
  columns: ImportColumn[]
  rules: ImportRules
  counts: Counts | null
  error: string | null
  job_id: string | null
  operation_id: string | null
  undone: Undone | null
  started_at: Date | null
  finished_at: Date | null
}

export interface Undone {
  done: number
  refused: { id: string; code: string; fields: string[] }[]
  /** The last event that was looked at. */
  after?: string
}

/** Whose import it is reads it, and administrators. */
const mine = ({ actor }: Ctx) =>
  actor.role === 'admin' ? sql`true` : sql`coalesce(r.created_by = ${actor.id}::uuid, false)`

type Stored = StoredImport & { done: number | null; total: number | null }

/** A job that failed works no more, whoever it was that could not be asked to say so: who started it may be gone. */
const STATE = sql`(case when j.state is distinct from 'failed' then r.state when r.state = 'checking' then 'uploaded'
  when r.state in ('running', 'undoing') then 'failed' else r.state end)`
const JOB = sql`left join jobs j on j.id = r.job_id`
const WITH_JOB = sql`select r.*, ${STATE} as state, coalesce(r.error, j.error) as error, j.done, j.total from imports r ${JOB}`

export async function findImport(ctx: Ctx, id: string): Promise<Stored> {
  const { rows } = await sql<Stored>`
    ${WITH_JOB} where r.id = ${id} and r.state <> 'uploading' and ${mine(ctx)}`.execute(ctx.db)
  if (!rows[0]) throw notFound('import')
  return rows[0]
}

/** The import as it is now, held until the transaction ends. */
export async function lockImport(ctx: Ctx, id: string): Promise<StoredImport> {
  const { rows } = await sql<StoredImport>`
    select r.*, ${STATE} as state from imports r ${JOB}
    where r.id = ${id} and r.state <> 'uploading' and ${mine(ctx)} for update of r`.execute(ctx.db)
  if (!rows[0]) throw notFound('import')
  return rows[0]
}

/** For the jobs of an import, whoever they run as. */
export async function readImport({ db }: Ctx, id: string): Promise<StoredImport | undefined> {
  const { rows } = await sql<StoredImport>`select r.* from imports r where r.id = ${id}`.execute(db)
  return rows[0]
}

/** Which of the ids the caller may know of. */
export async function knownImports(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select r.id from imports r where r.id = any(${ids}::uuid[]) and ${mine(ctx)}`.execute(ctx.db)
  return new Set(rows.map(({ id }) => id))
}

interface Asked {
  record_type?: Imported | undefined
  state?: ImportState | undefined
  before: { at: Date; id: string } | undefined
  take: number
}

export async function listImports(ctx: Ctx, { record_type, state, before, take }: Asked): Promise<Stored[]> {
  const { rows } = await sql<Stored>`
    ${WITH_JOB} where ${mine(ctx)} and r.state <> 'uploading'
      ${record_type ? sql`and r.record_type = ${record_type}` : sql``} ${state ? sql`and ${STATE} = ${state}` : sql``}
      ${before ? sql`and (r.created_at, r.id) < (${before.at}::timestamptz, ${before.id}::uuid)` : sql``}
    order by r.created_at desc, r.id desc limit ${take + 1}`.execute(ctx.db)
  return rows
}

const JSON_COLUMNS = new Set(['columns', 'rules', 'counts', 'undone'])
const parameter = (name: string, value: unknown) =>
  JSON_COLUMNS.has(name) && value !== null ? JSON.stringify(value) : value

export async function insertImport({ db }: Ctx, row: Omit<StoredImport, never>) {
  const entries = Object.entries(row)
  await sql`insert into imports (${sql.join(entries.map(([name]) => sql.ref(name)))})
    values (${sql.join(entries.map(([name, value]) => parameter(name, value)))})`.execute(db)
}

/** Changes an import, with version where somebody asked for it; only from one of `states`. False where it is in none. */
export async function changeImport(
  { db }: Ctx,
  id: string,
  values: Partial<StoredImport>,
  states?: readonly ImportState[],
): Promise<boolean> {
  const set = Object.entries({ ...values, updated_at: new Date() }).map(
    ([name, value]) => sql`${sql.ref(name)} = ${parameter(name, value)}`,
  )
  const { numAffectedRows } = await sql`
    update imports set ${sql.join(set)} where id = ${id}
      ${states ? sql`and state = any(${states}::text[])` : sql``}`.execute(db)
  return Number(numAffectedRows ?? 0) > 0
}

/** What a file holds, and what is still to be done with it. */
const KEPT = ['import_files', 'import_rows', 'import_faults', 'import_links'] as const

export async function eraseImport({ db }: Ctx, id: string) {
  for (const table of KEPT) await sql`delete from ${sql.table(table)} where import_id = ${id}`.execute(db)
  await sql`delete from imports where id = ${id}`.execute(db)
}

/** Drops what files held that nobody needs any more, and uploads that broke off. */
export async function forgetOld(ctx: Ctx, { held, broken }: { held: Date; broken: Date }) {
  const { rows } = await sql<{ id: string }>`
    select id from imports where state = 'uploading' and updated_at < ${broken}`.execute(ctx.db)
  for (const { id } of rows) await eraseImport(ctx, id)
  const old = await sql<{ id: string }>`
    select i.id from imports i where i.updated_at < ${held} and (exists (select from import_files f where f.import_id = i.id)
      or jsonb_path_exists(i.columns, '$[*].samples[0]'))`.execute(ctx.db)
  await forgetFiles(
    ctx,
    old.rows.map(({ id }) => id),
  )
}

/** Of these imports nothing stays that stood in a cell; what was still to be done with it is over. */
export async function forgetFiles({ db }: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return
  for (const table of KEPT) await sql`delete from ${sql.table(table)} where import_id = any(${ids}::uuid[])`.execute(db)
  await sql`
    update imports set state = case when state in ('uploaded', 'checked') then 'cancelled' else state end, columns = coalesce(
      (select jsonb_agg(jsonb_set(jsonb_set(c, '{samples}', '[]'), '{seen,samples}', '[]') order by n)
        from jsonb_array_elements(columns) with ordinality as e (c, n)), '[]')
    where id = any(${ids}::uuid[])`.execute(db)
}

export async function rememberedColumns({ db }: Ctx, record_type: Imported, signature: string) {
  const { rows } = await sql<{ columns: Record<string, string | null> }>`
    select columns from import_mappings where record_type = ${record_type} and signature = ${signature}`.execute(db)
  return rows[0]?.columns
}

export async function rememberColumns({ db, now }: Ctx, record_type: Imported, signature: string, columns: object) {
  await sql`
    insert into import_mappings (record_type, signature, columns, updated_at)
    values (${record_type}, ${signature}, ${JSON.stringify(columns)}, ${now})
    on conflict (record_type, signature) do update set columns = excluded.columns, updated_at = excluded.updated_at`.execute(
    db,
  )
}
