import type { ImportFault } from '@rihla/contracts/importShapes.ts'
import { imports } from '@rihla/contracts/imports.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Button } from '#ui/button.tsx'
import { Input } from '#ui/input.tsx'
import { type Import, importQuery } from './import.ts'
import { targetLabel } from './targets.ts'

/** One cell that will not do: where it stands, why, and room to write it right. */
export function FaultRow({ one, fault, fixable }: { one: Import; fault: ImportFault; fixable: boolean }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const [text, setText] = useState(fault.value ?? '')
  const index = one.columns.findIndex(({ name }) => name === fault.column)
  const fix = useMutation({
    mutationFn: () =>
      call(imports.fixRow, {
        params: { tenant_id: tenant, id: one.id, row: fault.row },
        body: { cells: [{ index: one.columns[index]!.index, value: text }] },
      }),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries(importQuery(tenant, one.id)),
  })
  const name = fault.field ? targetLabel(one.record_type, fault.field) : (fault.column ?? '')
  const fixed = fix.data?.faults.every(({ column }) => column !== fault.column) ?? false
  return (
    <li className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 sm:grid-cols-[4.5rem_minmax(0,1fr)_minmax(0,1.2fr)] sm:items-center">
      <span className="text-dense tabular-nums text-text-3">{t('import.row', { row: formatNumber(fault.row) })}</span>
      <span className="min-w-0 text-dense">
        <span className="font-medium">{name}</span>
        <span className="block text-text-2">{fault.message}</span>
      </span>
      {fixed ? (
        <span className="flex items-center gap-1.5 text-dense text-success">
          <Check className="size-4" aria-hidden />
          {t('import.fixed')}
        </span>
      ) : fixable && index >= 0 ? (
        <form
          className="flex min-w-0 gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            fix.mutate()
          }}
        >
          <Input
            dir="auto"
            aria-label={t('import.fix_named', { field: name, row: fault.row })}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="min-w-0 flex-1"
          />
          {text === (fault.value ?? '') ? null : (
            <Button type="submit" busy={fix.isPending}>
              {t('import.fix')}
            </Button>
          )}
        </form>
      ) : (
        <bdi className="min-w-0 text-dense text-text-2 wrap-anywhere">{fault.value}</bdi>
      )}
    </li>
  )
}
