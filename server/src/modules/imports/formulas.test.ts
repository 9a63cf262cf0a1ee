import assert from 'node:assert/strict'
import { text } from 'node:stream/consumers'
import { test } from 'node:test'
import fc from 'fast-check'
import { csv } from '#platform/csv.ts'
import type { Cell } from '#platform/sheet.ts'
import { csvRows } from './table.ts'

async function* of<T>(value: T) {
  yield value
}
/** Without the mark at its beginning, which whoever reads text leaves out. */
const written = (columns: string[], cells: Cell[]) => text(csv({ name: 'a', columns, batches: of([cells]) }))

test('no cell and no heading is a formula, whatever stands before it', async () => {
  for (const formula of [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(A1)',
    '＝1',
    '\t=1',
    ' =1+1',
    '\u00a0=1',
    '\u200b=1',
    '\ufeff@a',
    '\u0001-1+1',
  ]) {
    const [heading, cell] = (await written([formula], [formula])).split('\r\n')
    assert.match(heading!, /^"?'/, JSON.stringify(formula))
    assert.match(cell!, /^"?'/, JSON.stringify(formula))
  }
  assert.equal(await written(['n'], ['-12.5']), 'n\r\n-12.5\r\n')
})

test('an import takes back what an export put before it', async () => {
  const cell = fc.string({ unit: fc.constantFrom("'", '=', '+', '-', ' ', '\u200b', 'a', '1'), minLength: 1 })
  const kept = cell.filter((one) => one.trim() === one)
  await fc.assert(
    fc.asyncProperty(kept, async (one) => {
      const rows = []
      for await (const row of csvRows(of(await written(['n', 'm'], [one, 'x'])), ',')) rows.push(row)
      assert.deepEqual(rows[1]!.cells, [one, 'x'])
    }),
  )
})
