import type { BulkResult } from '@rihla/contracts/operation.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useHere } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { t } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useMembers } from '#lib/members.ts'
import type { Wire } from '#lib/wire.ts'
import { notify } from '#ui/toast.tsx'
import { fieldLabel } from '../fields/labels.ts'
import { nested } from '../flat.ts'
import { tellProblem } from '../tell-problem.ts'
import { useUndo } from '../use-undo.ts'
import type { PasteRow } from './paste.ts'
import type { GridSpec } from './spec.ts'

export interface PasteRange {
  /** Fields from the first of the range on. */
  columns: readonly string[]
  width: number
  height: number
  rowAt: (row: number) => PasteRow
}

/** Rows whose reasons are told one by one; the rest are counted. */
const TOLD = 5

/** Writes a spreadsheet's cells into a range: one operation, one undo, and each row that was refused with its reason. */
export function usePaste(spec: GridSpec<any>) {
  const { tenant } = useHere()
  const members = useMembers()
  const client = useQueryClient()
  const { did } = useUndo()
  const { resource } = spec

  return async (text: string, { columns, width, height, rowAt }: PasteRange) => {
    // Only who pastes needs what reads it.
    const { MOST_CELLS, plan, readCells } = await import('./paste.ts')
    const given = readCells(text)
    // One cell fills the range it is pasted on.
    const fills = given.length === 1 && given[0]!.length === 1
    const cells = fills
      ? Array.from({ length: height }, () => Array.from({ length: width }, () => given[0]![0]!))
      : given
    if (cells.reduce((sum, row) => sum + row.length, 0) > MOST_CELLS)
      return notify({ failed: true, text: t('paste.too_many', { count: MOST_CELLS }) })

    const { items, refused } = plan(cells, columns, rowAt, resource.fields, {
      members,
      timeZone: tenant.timezone,
      words: {
        today: t('filter.today'),
        tomorrow: t('calendar.tomorrow'),
        yes: t('value.yes'),
        no: t('value.no'),
      },
    })
    const reasons = refused.map(({ row, field, why, text }) => ({
      row,
      said: t(`paste.refused.${why}`, { field: field ? fieldLabel(field, resource.record_type) : '', text }),
    }))
    if (items.length)
      try {
        const answer = await call(spec.bulk, {
          params: { tenant_id: tenant.slug },
          body: { action: 'set', items: items.map((item) => ({ ...item, changes: nested(item.changes) })) },
        } as never)
        const result = answer as unknown as Wire<BulkResult>
        if (result.done) did(result.operation_id, t('paste.done', { count: result.done }))
        const rowOf = new Map(cells.map((_, row) => [rowAt(row).record?.id, row]))
        for (const { id, message } of result.refused) reasons.push({ row: rowOf.get(id) ?? 0, said: message })
      } catch (error) {
        tellProblem(error)
      } finally {
        void client.invalidateQueries({ queryKey: keyOf(tenant.slug, resource.name) })
      }
    if (!reasons.length) return
    const lines = reasons
      .toSorted((a, b) => a.row - b.row)
      .slice(0, TOLD)
      .map(({ row, said }) => t('paste.row', { row: row + 1, reason: said }))
    notify({
      failed: true,
      text: t('paste.refused', { count: reasons.length }),
      detail: lines.join('\n') + (reasons.length > TOLD ? '\n…' : ''),
    })
  }
}
