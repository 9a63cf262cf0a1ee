import type { Field } from '@rihla/contracts/fields.ts'
import type { ReactNode } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { Segmented } from '#ui/segmented.tsx'
import type { FilterParts } from '../filter-values.ts'

export interface FilterProps {
  name: string
  field: Field
  parts: FilterParts
  onChange: (parts: FilterParts | null) => void
  onDone: () => void
}

/** Enter in a field applies and closes. */
export const Panel = ({ onDone, children }: { onDone: () => void; children: ReactNode }) => (
  <form
    className="flex flex-col gap-3 p-3"
    onSubmit={(event) => {
      event.preventDefault()
      onDone()
    }}
  >
    {children}
  </form>
)

/** Closes the editor; what was set holds already. */
export const Apply = () => {
  const t = useT()
  return (
    <Button type="submit" look="primary" className="self-end">
      {t('action.apply')}
    </Button>
  )
}

/** "Has a value" and "has none", where a record may go without. */
export function Presence({ field, parts, onChange }: Pick<FilterProps, 'field' | 'parts' | 'onChange'>) {
  const t = useT()
  if (field.required && field.kind !== 'list') return null
  return (
    <Segmented
      label={t('filter.presence')}
      value={parts.empty === 'true' ? 'empty' : parts.empty === 'false' ? 'filled' : 'any'}
      onChange={(next) =>
        onChange(next === 'any' ? { ...parts, empty: '' } : { empty: next === 'empty' ? 'true' : 'false' })
      }
      choices={[
        { value: 'any', name: t('filter.any'), label: t('filter.any') },
        { value: 'filled', name: t('filter.filled'), label: t('filter.filled') },
        { value: 'empty', name: t('filter.empty'), label: t('filter.empty') },
      ]}
    />
  )
}
