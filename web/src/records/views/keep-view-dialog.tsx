import type { View } from '@rihla/contracts/views.ts'
import { useId, useState } from 'react'
import { useHere } from '#lib/access.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import type { ListSearch } from '../list-query.ts'
import { mayShareViews, useKeepView } from './saved-views.ts'

/** Asks for the name of a view, and who shall see it. */
export function KeepViewDialog({
  record_type,
  query,
  suggested,
  onKept,
  onClose,
}: {
  record_type: View['record_type']
  query: ListSearch
  suggested: string
  onKept: (id: string) => void
  onClose: () => void
}) {
  const t = useT()
  const here = useHere()
  const keep = useKeepView(record_type)
  const share = useId()
  const [name, setName] = useState(suggested)
  const [shared, setShared] = useState(false)
  const problem = keep.error ? problemOf(keep.error) : null
  const submit = () => {
    if (!name.trim() || keep.isPending) return
    keep.mutate(
      { name: name.trim(), query, shared },
      {
        onSuccess: ({ data }) => {
          onKept(data.id)
          onClose()
        },
      },
    )
  }
  return (
    <FormDialog
      title={t('views.keep_title')}
      description={t('views.keep_hint')}
      submit={t('views.save')}
      busy={keep.isPending}
      disabled={!name.trim()}
      onSubmit={submit}
      onClose={onClose}
    >
      <LabelledField label={t('views.name')} error={problem ? problemText(problem) : null}>
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            dir="auto"
            maxLength={100}
            autoComplete="off"
            value={name}
            onFocus={(event) => event.target.select()}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </LabelledField>
      {mayShareViews(here) ? (
        <div className="flex items-center gap-2">
          <Checkbox id={share} checked={shared} onCheckedChange={(checked) => setShared(checked === true)} />
          <label htmlFor={share}>{t('views.share')}</label>
        </div>
      ) : null}
    </FormDialog>
  )
}
