import type { Readable } from 'node:stream'
import type { Counts, ImportFault, ImportFaults } from '@rihla/contracts/importShapes.ts'
import { dayOf } from '#platform/calendar.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import { isHidden } from '#platform/customSight.ts'
import { csv } from '#platform/csv.ts'
import { invalid, notFound, Problem } from '#platform/errors.ts'
import type { Cell } from '#platform/sheet.ts'
import { NOTHING, rehearse } from './checkJob.ts'
import { messageIn } from './faults.ts'
import { setupOf } from './kinds.ts'
import { planRows, type Staged } from './plan.ts'
import { changeImport, findImport, lockImport, type StoredImport } from './queries/imports.ts'
import {
  countFaults,
  type FaultOfRow,
  faultGroups,
  faultsAfter,
  findRow,
  setCells,
  setFaults,
} from './queries/staging.ts'
import { readRow } from './rows.ts'
import { cleaned } from './table.ts'

interface Asked {
  field?: string | undefined
  code?: string | undefined
  take?: number | undefined
  cursor?: string | undefined
}

/** All faults by reason, and the rows of a reason page by page. */
export async function faultsOfImport(
  ctx: Ctx,
  id: string,
  { take = 50, cursor, ...asked }: Asked,
): Promise<ImportFaults> {
  const row = await findImport(ctx, id)
  const seen = (field: string | null) => (field !== null && isHidden(ctx, row.record_type, field) ? null : field)
  const [groups, faults, total] = await Promise.all([
    faultGroups(ctx, id),
    faultsAfter(ctx, id, { ...asked, after: placeOf(cursor), take }),
    countFaults(ctx, id, asked),
  ])
  const items = faults.slice(0, take)
  const last = items.at(-1)
  return {
    groups: groups.map(({ field, code, count, rows, ...fault }) => ({
      field: seen(field),
      code,
      message: messageIn(ctx, { code, ...fault }),
      count,
      rows,
    })),
    items: items.map((fault) => ({ ...told(ctx, row, fault), field: seen(fault.field) })),
    total,
    next_cursor:
      faults.length > take && last ? Buffer.from(`${last.number} ${last.position}`).toString('base64url') : null,
  }
}

function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return { number: 0, position: -1 }
  const [, number, position] = /^(\d{1,9}) (\d{1,9})$/.exec(Buffer.from(cursor, 'base64url').toString()) ?? []
  if (!number) throw invalid('cursor', 'bad_cursor')
  return { number: Number(number), position: Number(position) }
}

function told(ctx: Ctx, { columns }: Pick<StoredImport, 'columns'>, fault: FaultOfRow): ImportFault {
  const { number, field, code, value, cells } = fault
  const column = columns.find((one) => one.field === field && field !== null)
  const said = value ?? (column && cells[column.index]) ?? null
  return { row: number, field, column: column?.name ?? null, code, message: messageIn(ctx, fault), value: said, cells }
}

/** The rows with faults as they came, and why, in columns before them; corrected, it is uploaded again. */
export async function errorFile(ctx: Ctx, id: string): Promise<{ name: string; file: Readable }> {
  const row = await findImport(ctx, id)
  const width = row.columns.length
  async function* batches(): AsyncGenerator<Cell[][]> {
    let pending: FaultOfRow[] = []
    const line = (faults: readonly FaultOfRow[]): Cell[] => {
      const { number, cells } = faults[0]!
      const why = faults.map((fault) => {
        const { column, message } = told(ctx, row, fault)
        return column ? `${column}: ${message}` : message
      })
      return [...Array.from({ length: Math.max(width, cells.length) }, (_, i) => cells[i] ?? ''), number, why.join(' ')]
    }
    for (let after = { number: 0, position: -1 }; ;) {
      const faults = await faultsAfter(ctx, id, { after, take: 500 })
      const lines: Cell[][] = []
      for (const fault of faults) {
        if (pending[0] && pending[0].number !== fault.number) {
          lines.push(line(pending))
          pending = []
        }
        pending.push(fault)
      }
      const last = faults.at(-1)
      if (!last) {
        yield pending.length ? [...lines, line(pending)] : lines
        return
      }
      yield lines
      after = last
    }
  }
  const columns = [...row.columns.map(({ name }) => name), 'row', 'reason']
  const name = `${row.name.replace(/\.\w+$/, '').replace(/[^\p{L}\p{N} _.-]+/gu, '_')}-errors-${dayOf(ctx.now, ctx.tenant.timezone)}.csv`
  return { name, file: csv({ name: 'errors', columns, batches: batches() }) }
}

interface Fixed {
  row: number
  cells: string[]
  faults: ImportFault[]
  counts: Counts
}

/** Corrects cells of a checked row, and checks it again. */
export async function fixRow(
  asker: Ctx,
  id: string,
  number: number,
  changes: readonly { index: number; value: string }[],
): Promise<Fixed> {
  const ctx = await withCustom(asker)
  const row = await findImport(ctx, id)
  if (row.state !== 'checked') throw new Problem(409, 'import.unchecked')
  const staged = await findRow(ctx, id, number)
  if (!staged) throw notFound('import_row')
  const cells = [...staged.cells]
  for (const { index, value } of changes) {
    if (index >= row.columns.length) throw invalid('cells', 'out_of_range')
    while (cells.length < index) cells.push('')
    cells[index] = cleaned(value)
  }
  const setup = await setupOf(ctx, row)
  const planOf = async (one: Staged) => {
    const { outcomes } = await rehearse(ctx, (ctx) => planRows(ctx, setup, [readRow(setup.reader, one)], [one], false))
    return outcomes[0]!
  }
  const was = await planOf(staged)
  const is = await planOf({ ...staged, cells })
  return transaction(ctx, async (ctx) => {
    const { counts, state } = await lockImport(ctx, id)
    if (state !== 'checked') throw new Problem(409, 'import.unchecked')
    const next = { ...(counts ?? NOTHING) }
    next[was.kind] = Math.max(0, next[was.kind] - 1)
    next[is.kind] += 1
    await setCells(ctx, id, number, cells)
    await setFaults(ctx, id, [number], is.faults.length ? [is] : [])
    await changeImport(ctx, id, { counts: next })
    const faults = is.faults.map((fault, position) => told(ctx, row, { ...fault, number, position, cells }))
    return { row: number, cells, faults, counts: next }
  })
}
