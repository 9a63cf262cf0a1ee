import type { Fields } from '@rihla/contracts/fields.ts'
import { ChevronLeft } from 'lucide-react'
import { useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { ChoiceList } from '#ui/choice-list.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { isEmpty } from './fields/empty.ts'
import { invalidReason } from './fields/invalid.ts'
import { useFieldLabel } from './fields/record-type.ts'
import { faces } from './fields/registry.tsx'

/** One field of many records, set with the editor its kind has anywhere. */
export function BulkEdit({
  fields,
  names,
  onApply,
}: {
  fields: Fields
  /** Which fields may be set at once, in the order they are offered. */
  names: readonly string[]
  onApply: (changes: Record<string, unknown>) => void
}) {
  const t = useT()
  const label = useFieldLabel()
  const [name, setName] = useState<string | null>(null)
  if (name === null)
    return (
      <ChoiceList
        searchable
        label={t('bulk.edit')}
        chosen={[]}
        options={names.map((value) => ({ value, text: label(value) }))}
        onChoose={setName}
      />
    )
  return <OneField fields={fields} name={name} onBack={() => setName(null)} onApply={onApply} />
}

function OneField({
  fields,
  name,
  onBack,
  onApply,
}: {
  fields: Fields
  name: string
  onBack: () => void
  onApply: (changes: Record<string, unknown>) => void
}) {
  const t = useT()
  const label = useFieldLabel()
  const field = fields[name]!
  const { BulkEdit: Edit } = faces[field.kind]
  const [value, setValue] = useState<unknown>(null)
  const [tried, setTried] = useState(false)
  const reason = invalidReason(field, value)
  const nothing = isEmpty(value)
  return (
    <form
      className="flex flex-col gap-3 p-3"
      onSubmit={(event) => {
        event.preventDefault()
        setTried(true)
        if (!reason && !nothing) onApply({ [name]: value })
      }}
    >
      <p className="flex items-center gap-1 font-medium">
        <IconButton label={t('action.back')} size="icon-sm" onClick={onBack}>
          <ChevronLeft className="size-4 rtl:-scale-x-100" aria-hidden />
        </IconButton>
        {label(name)}
      </p>
      {Edit ? <Edit name={name} field={field} value={value} onChange={setValue} autoFocus /> : null}
      {tried && reason ? (
        <p role="alert" className="text-meta text-danger">
          {reason}
        </p>
      ) : null}
      <div className="flex justify-end gap-2">
        {field.required && field.kind !== 'list' ? null : (
          <Button look="ghost" onClick={() => onApply({ [name]: field.kind === 'list' ? [] : null })}>
            {t('bulk.empty_field')}
          </Button>
        )}
        <Button type="submit" look="primary" disabled={nothing}>
          {t('action.apply')}
        </Button>
      </div>
    </form>
  )
}
