import type { ImportFault } from '@rihla/contracts/importShapes.ts'
import { imports } from '@rihla/contracts/imports.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Check } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { Input } from '#ui/input.tsx'
import { type Import, importQuery } from './import.ts'
import { reasonOf, targetChoices, targetLabel } from './targets.ts'

/** One cell that will not do: where it stands, why, and room to write it right. */
export function FaultRow({ one, fault, fixable }: { one: Import; fault: ImportFault; fixable: boolean }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const [text, setText] = useState(fault.value ?? '')
  const index = one.columns.findIndex(({ name }) => name === fault.column)
  const fix = useMutation({
    mutationFn: (text: string) =>
      call(imports.fixRow, {
        params: { tenant_id: tenant, id: one.id, row: fault.row },
        body: { cells: [{ index: one.columns[index]!.index, value: text }] },
      }),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries(importQuery(tenant, one.id)),
  })
  const name = fault.field ? targetLabel(one.record_type, fault.field) : (fault.column ?? '')
  const choices = fault.field ? targetChoices(one.record_type, fault.field) : []
  const fixed = fix.data?.faults.every(({ column }) => column !== fault.column) ?? false
  // What was written in goes with its row: the next one takes the focus, as in a spreadsheet.
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (fixed && document.activeElement === document.body)
      row.current?.nextElementSibling?.querySelector<HTMLElement>('input,button')?.focus()
  }, [fixed])
  return (
    <li
      ref={row}
      className="grid gap-x-4 gap-y-1 border-b border-line px-4 py-2 last:border-0 sm:grid-cols-[4.5rem_minmax(0,1fr)_minmax(0,1.2fr)] sm:items-center"
    >
      <span className="text-dense tabular-nums text-text-3">{t('import.row', { row: formatNumber(fault.row) })}</span>
      <span className="min-w-0 text-dense">
        <span className="font-medium">{name}</span>
        <span className="block text-text-2">{reasonOf(one.record_type, fault)}</span>
      </span>
      {fixed ? (
        <span className="flex items-center gap-1.5 text-dense text-success">
          <Check className="size-4" aria-hidden />
          {t('import.fixed')}
        </span>
      ) : fixable && index >= 0 && choices.length ? (
        <Combobox
          label={t('import.fix_named', { field: name, row: fault.row })}
          value={null}
          placeholder={fault.value ?? ''}
          options={choices}
          disabled={fix.isPending}
          onChange={(value) => value && fix.mutate(value)}
        />
      ) : fixable && index >= 0 ? (
        <form
          className="flex min-w-0 gap-2"
          onSubmit={(event) => {
            event.preventDefault()
            fix.mutate(text)
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
