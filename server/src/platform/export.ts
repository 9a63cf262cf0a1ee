import { sql } from 'kysely'
import type { EXPORT_FORMATS } from '@rihla/contracts/export.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { batches } from './batches.ts'
import { dayOf } from './calendar.ts'
import { type Ctx, slowly } from './context.ts'
import { csv } from './csv.ts'
import { exportedNames, shapeOf } from './custom.ts'
import { seenRow } from './customSight.ts'
import { Problem } from './errors.ts'
import { recordExport } from './exportLog.ts'
import type { Query } from './filters.ts'
import { orderBy, orderOf } from './paging.ts'
import type { RecordQueries } from './recordQueries.ts'
import type { Http } from './routes.ts'
import { cellOf } from './sheet.ts'
import { xlsx } from './xlsx.ts'

const FORMATS = {
  csv: { write: csv, type: 'text/csv; charset=utf-8; header=present' },
  xlsx: { write: xlsx, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} satisfies Record<(typeof EXPORT_FORMATS)[number], unknown>

/** Most records of one export: a sheet has 1,048,576 rows. */
const MOST_EXPORTED = 1_000_000
/** Rows fetched at once. */
const SOME = 200
/** Exports of one process at a time, each of which holds a connection; and of one tenant, which leaves others some. */
const MOST_AT_A_TIME = 4
const MOST_OF_A_TENANT = 2
/** A reader that takes nothing for so long is let go, and every reader after so long. Milliseconds. */
const PATIENCE = { idle: 8000, whole: 600_000 }

const running: string[] = []

/** Answers what a list query matches as a file, of the records that the caller may both read and export. */
export async function exportRecords(ctx: Ctx, queries: RecordQueries, asked: Query, { reply }: Http) {
  const resource = shapeOf(ctx, queries.resource)
  const { format = 'csv', columns: names, ...query } = asked
  const { write, type } = FORMATS[format as keyof typeof FORMATS]
  const columns = (names as string[] | undefined) ?? exportedNames(ctx, queries.resource)
  // Who asks for what is refused takes no turn: nobody would leave it.
  const statement = statementOf(ctx, queries, columns, query)
  const leave = takeTurn(ctx)
  const rows = batches<Row>(ctx, statement, SOME)
  // Also where nobody began to read: the connection goes back in any case.
  const end = async () => {
    leave()
    await rows.return()
  }
  try {
    const count = await countOf(ctx, queries, query)
    if (count > MOST_EXPORTED) throw new Problem(422, 'export_too_large', { params: { most: MOST_EXPORTED } })
    await recordExport(ctx, resource, { format: String(format), columns, query, count })
    // What goes wrong before the first row is still told as a problem.
    const first = await rows.next()
    const whole = setTimeout(giveUp, PATIENCE.whole)
    const idle = setTimeout(giveUp, PATIENCE.idle)
    const table = tableOf(ctx, resource, columns, first, rows, () => idle.refresh())
    const heads = columns.flatMap((name) => [name, (resource.fields as Fields)[name]!.named ?? []].flat())
    const file = write({ name: resource.name, columns: heads, batches: table })
    function giveUp() {
      file.destroy(new Error('Nobody reads this export any more.'))
    }
    file.once('close', () => {
      clearTimeout(whole)
      clearTimeout(idle)
      void end()
    })
    const day = dayOf(ctx.now, ctx.tenant.timezone)
    return await reply
      .headers({
        'content-type': type,
        'content-disposition': `attachment; filename="${resource.name}-${day}.${String(format)}"`,
        'x-operation-id': ctx.operation_id,
      })
      .send(file)
  } catch (error) {
    await end()
    throw error
  }
}

/** A place among the exports that run; 503 when all are taken. Answers how to leave it. */
function takeTurn({ tenant }: Ctx): () => void {
  const ofTenant = running.filter((id) => id === tenant.id).length
  if (running.length >= MOST_AT_A_TIME || ofTenant >= MOST_OF_A_TENANT)
    throw new Problem(503, 'overloaded', { headers: { 'retry-after': '10' } })
  running.push(tenant.id)
  let left = false
  return () => {
    if (!left) running.splice(running.indexOf(tenant.id), 1)
    left = true
  }
}

type Row = Record<string, unknown>

function matching(ctx: Ctx, { resource, table, may, where }: RecordQueries, query: Query) {
  return sql`from ${sql.table(table)} r where ${where(ctx, query)} and ${may(ctx, `${resource.name}:export`, 'r')}`
}

function statementOf(ctx: Ctx, queries: RecordQueries, columns: readonly string[], query: Query) {
  const of = queries.columns(ctx, 'r')
  const order = orderBy(orderOf(shapeOf(ctx, queries.resource), of, query), sql.ref('r.id'))
  const cells = columns.map((name) => sql`${of(name)} as ${sql.id(name)}`)
  return sql`select ${sql.join(cells)} ${matching(ctx, queries, query)} order by ${order}`
}

async function countOf(ctx: Ctx, queries: RecordQueries, query: Query): Promise<number> {
  const counted = sql<{ count: number }>`select count(*) as count ${matching(ctx, queries, query)}`
  return (await counted.execute(slowly(ctx).db)).rows[0]!.count
}

/** The rows as cells, references with the names of what they point to; `onTaken` is told whenever the reader takes some. */
async function* tableOf(
  ctx: Ctx,
  resource: { record_type: string; fields: Fields },
  columns: readonly string[],
  first: IteratorResult<Row[], void>,
  rest: AsyncIterable<Row[]>,
  onTaken: () => void,
) {
  const { fields } = resource
  const cells = async (rows: readonly Row[]) => {
    onTaken()
    const names = await namesOf(ctx, fields, columns, rows)
    return rows
      .map((row) => seenRow(ctx, resource, row))
      .map((row) =>
        columns.flatMap((name) => {
          const cell = cellOf(fields[name]!.kind, row[name])
          return fields[name]!.named ? [cell, names.get(cell as string) ?? null] : [cell]
        }),
      )
  }
  if (!first.done) yield cells(first.value)
  for await (const rows of rest) yield cells(rows)
}

/** Names of what the rows point to, as far as the caller may read it. */
async function namesOf(ctx: Ctx, fields: Fields, columns: readonly string[], rows: readonly Row[]) {
  const names = new Map<string, string>()
  for (const column of columns) {
    const { named, to } = fields[column]!
    if (!named) continue
    const ids = [...new Set(rows.flatMap((row) => (row[column] as string | null) ?? []))]
    const found = ids.length ? await ctx.platform.records.get(to!)?.summaries(ctx, ids) : undefined
    for (const [id, { name }] of found ?? []) if (name) names.set(id, String(name))
  }
  return names
}
