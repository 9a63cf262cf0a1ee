import { useMemo } from 'react'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { choicesOf } from '../fields/choices.ts'
import { MemberName } from '../fields/views.tsx'
import { AnyOf } from './any-of.tsx'
import type { FilterProps } from './panel.tsx'

/** Any of some values, or none of them. */
export function ChoiceFilter({ onDone: _, ...filter }: FilterProps) {
  const t = useT()
  const members = useMembers()
  const { name, field } = filter
  const options = useMemo(() => {
    if (field.kind !== 'member') return choicesOf(name, field)
    const people = members.map(({ id, name }) => ({ value: id, text: name, view: <MemberName id={id} /> }))
    return [{ value: 'me', text: t('value.me') }, ...people]
  }, [field, members, name, t])
  return <AnyOf {...filter} options={options} />
}
