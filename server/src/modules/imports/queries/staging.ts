import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import type { Fault, StoredFault } from '../faults.ts'
import type { Staged } from '../plan.ts'

/** Keeps a piece of a file as it came. */
export async function insertPiece({ db }: Ctx, import_id: string, position: number, bytes: Buffer) {
  await sql`insert into import_files (import_id, position, bytes) values (${import_id}, ${position}, ${bytes})`.execute(
    db,
  )
}

/** Bytes of all files that the tenant keeps, those that come in just now too. */
export async function keptBytes({ db }: Ctx): Promise<number> {
  const { rows } = await sql<{ bytes: number }>`
    select coalesce(sum(octet_length(bytes)), 0)::float8 as bytes from import_files`.execute(db)
  return rows[0]!.bytes
}

/** The pieces of a file, one after the other. */
export async function* piecesOf({ db }: Ctx, import_id: string): AsyncGenerator<Buffer> {
  for (let position = 0; ; position += 1) {
    const { rows } = await sql<{ bytes: Buffer }>`
      select bytes from import_files where import_id = ${import_id} and position = ${position}`.execute(db)
    if (!rows[0]) return
    yield rows[0].bytes
  }
}

export async function dropRows({ db }: Ctx, import_id: string) {
  await sql`delete from import_rows where import_id = ${import_id}`.execute(db)
  await sql`delete from import_faults where import_id = ${import_id}`.execute(db)
}

export async function insertRows({ db }: Ctx, import_id: string, rows: readonly { number: number; cells: string[] }[]) {
  await sql`
    insert into import_rows (import_id, number, cells)
    select ${import_id}::uuid, (e.value ->> 'number')::int, e.value -> 'cells' from jsonb_array_elements(${JSON.stringify(rows)}::jsonb) e`.execute(
    db,
  )
}

/** Rows after a number, in order. */
export async function rowsAfter({ db }: Ctx, import_id: string, after: number, limit: number): Promise<Staged[]> {
  const { rows } = await sql<Staged>`
    select number, cells, repeats from import_rows where import_id = ${import_id} and number > ${after}
    order by number limit ${limit}`.execute(db)
  return rows
}

export async function findRow({ db }: Ctx, import_id: string, number: number): Promise<Staged | undefined> {
  const { rows } = await sql<Staged>`
    select number, cells, repeats from import_rows where import_id = ${import_id} and number = ${number}`.execute(db)
  return rows[0]
}

export async function setCells({ db }: Ctx, import_id: string, number: number, cells: readonly string[]) {
  await sql`update import_rows set cells = ${JSON.stringify(cells)}
    where import_id = ${import_id} and number = ${number}`.execute(db)
}

/** Says of rows which one before them is the same record; null for none. */
export async function setRepeats(
  { db }: Ctx,
  import_id: string,
  repeats: readonly { number: number; row: number | null }[],
) {
  if (repeats.length === 0) return
  await sql`
    update import_rows set repeats = v.repeats
    from unnest(${repeats.map(({ number }) => number)}::int[], ${repeats.map(({ row }) => row)}::int[]) as v (number, repeats)
    where import_rows.import_id = ${import_id} and import_rows.number = v.number`.execute(db)
}

export async function clearRepeats({ db }: Ctx, import_id: string) {
  await sql`update import_rows set repeats = null where import_id = ${import_id} and repeats is not null`.execute(db)
}

/** The faults of these rows are these, whatever they were. */
export async function setFaults(
  { db }: Ctx,
  import_id: string,
  numbers: readonly number[],
  faults: readonly { number: number; faults: readonly Fault[] }[],
) {
  await sql`delete from import_faults where import_id = ${import_id} and number = any(${numbers}::int[])`.execute(db)
  const rows = faults.flatMap(({ number, faults }) =>
    faults.map(({ params = null, ...fault }, position) => ({ ...fault, params, import_id, number, position })),
  )
  if (rows.length === 0) return
  await sql`
    insert into import_faults (import_id, number, position, field, code, message, params, value)
    select import_id, number, position, field, code, message, params, value
    from jsonb_populate_recordset(null::import_faults, ${JSON.stringify(rows)}::jsonb)`.execute(db)
}

export async function dropFaults({ db }: Ctx, import_id: string) {
  await sql`delete from import_faults where import_id = ${import_id}`.execute(db)
}

/** Faults by reason, the most frequent first. */
export async function faultGroups({ db }: Ctx, import_id: string) {
  const { rows } = await sql<Fault & { count: number; rows: number[] }>`
    select field, code, (array_agg(message order by number))[1] as message, (array_agg(params order by number))[1] as params,
      count(*) as count, (array_agg(number order by number))[1:20] as rows
    from import_faults where import_id = ${import_id} group by field, code order by count(*) desc, code, field limit 200`.execute(
    db,
  )
  return rows
}

interface Asked {
  field?: string | undefined
  code?: string | undefined
  after: { number: number; position: number }
  take: number
}

export type FaultOfRow = StoredFault & { cells: string[] }

export async function faultsAfter(
  { db }: Ctx,
  import_id: string,
  { field, code, after, take }: Asked,
): Promise<FaultOfRow[]> {
  const { rows } = await sql<FaultOfRow>`
    select f.number, f.position, f.field, f.code, f.message, f.params, f.value, r.cells
    from import_faults f join import_rows r on r.import_id = f.import_id and r.number = f.number
    where f.import_id = ${import_id} and (f.number, f.position) > (${after.number}::int, ${after.position}::int)
      ${field === undefined ? sql`` : sql`and f.field = ${field}`} ${code === undefined ? sql`` : sql`and f.code = ${code}`}
    order by f.number, f.position limit ${take + 1}`.execute(db)
  return rows
}

export async function countFaults({ db }: Ctx, import_id: string, { field, code }: Pick<Asked, 'field' | 'code'>) {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from import_faults where import_id = ${import_id}
      ${field === undefined ? sql`` : sql`and field = ${field}`} ${code === undefined ? sql`` : sql`and code = ${code}`}`.execute(
    db,
  )
  return rows[0]!.count
}

/** Events of an operation before one of them, newest first; those of its jobs are not changes. */
export async function eventsBefore<T>(
  { db }: Ctx,
  operation_id: string,
  before: string | undefined,
  take: number,
): Promise<T[]> {
  const { rows } = await sql<T>`
    select * from events where operation_id = ${operation_id} and record_type <> 'job'
      ${before === undefined ? sql`` : sql`and id < ${before}::uuid`} order by id desc limit ${take}`.execute(db)
  return rows
}

export async function countEvents({ db }: Ctx, operation_id: string): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*) as count from events where operation_id = ${operation_id} and record_type <> 'job'`.execute(db)
  return rows[0]!.count
}

/** The number of the row after which `done` rows are behind. */
export async function rowsFrom({ db }: Ctx, import_id: string, done: number): Promise<number> {
  const { rows } = await sql<{ number: number }>`
    select number from import_rows where import_id = ${import_id} order by number offset ${done - 1} limit 1`.execute(
    db,
  )
  return rows[0]?.number ?? 0
}
