import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useSettled } from '#lib/use-settled.ts'
import { Combobox } from '#ui/combobox.tsx'
import { type Named, referenceQuery, referenceSearch } from '../references.ts'
import type { EditorProps } from './editors.tsx'
import { useFieldLabel } from './record-type.ts'

/** A record by name, with what tells it from others of that name. */
export const NamedView = ({ one }: { one: Named }) => (
  <span className="flex min-w-0 items-baseline gap-2">
    <bdi className="one-line">{one.name}</bdi>
    {one.about ? <bdi className="truncate text-dense text-text-3">{one.about}</bdi> : null}
  </span>
)

/** Records of one sort as somebody types, found by the server. */
export function useReferenceOptions(to: string) {
  const [typed, setTyped] = useState('')
  const words = useSettled(typed.trim(), 200)
  const found = useQuery({ ...referenceSearch(useTenant(), to, words), placeholderData: keepPreviousData })
  const options = (found.data ?? []).map((one) => ({ value: one.id, text: one.name, view: <NamedView one={one} /> }))
  return { options, busy: found.isFetching, onSearch: setTyped }
}

/** Another record, found by its name. */
export function ReferenceEditor({ name, field, value, onChange, ids, open, onClose }: EditorProps) {
  const t = useT()
  const label = useFieldLabel()
  const to = field.to ?? ''
  const id = (value as string | null) ?? null
  const search = useReferenceOptions(to)
  const { data: chosen } = useQuery({ ...referenceQuery(useTenant(), to, id ?? ''), ...(id ? {} : { enabled: false }) })
  return (
    <Combobox
      label={label(name)}
      value={id}
      onChange={onChange}
      placeholder={t('action.choose')}
      view={id && chosen ? <bdi>{chosen.name}</bdi> : undefined}
      {...(field.required ? {} : { empty: t('value.none') })}
      {...search}
      {...ids}
      {...(open ? { defaultOpen: true } : {})}
      {...(onClose ? { onOpenChange: (next: boolean) => next || onClose() } : {})}
    />
  )
}
