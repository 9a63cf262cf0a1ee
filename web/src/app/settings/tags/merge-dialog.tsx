import { useState } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { TagName } from '#records/tag-chip.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { FormDialog } from '#ui/form-dialog.tsx'
import type { OwnTag, useChangeTags } from './tags.ts'

/** Makes of two tags one: the records of this one get the other. */
export function MergeDialog({
  tag,
  all,
  change: { run },
  onClose,
}: {
  tag: OwnTag
  all: readonly OwnTag[]
  change: ReturnType<typeof useChangeTags>
  onClose: () => void
}) {
  const t = useT()
  const [into, setInto] = useState<string | null>(null)
  const problem = run.error ? problemOf(run.error) : null
  const submit = () => {
    if (into && !run.isPending) run.mutate({ what: 'merge', tags: [tag.name], into }, { onSuccess: onClose })
  }
  return (
    <FormDialog
      title={t('tags.merge_named', { name: tag.name })}
      description={t('tags.merge_hint', { name: tag.name, count: tag.total })}
      submit={t('tags.merge_do')}
      busy={run.isPending}
      disabled={!into}
      onSubmit={submit}
      onClose={onClose}
    >
      <LabelledField label={t('tags.into')} error={problem && problemText(problem)}>
        {(ids) => (
          <Combobox
            {...ids}
            label={t('tags.into')}
            placeholder={t('action.choose')}
            value={into}
            onChange={setInto}
            options={all
              .filter((one) => one.name !== tag.name)
              .map(({ name }) => ({ value: name, text: name, view: <TagName name={name} /> }))}
          />
        )}
      </LabelledField>
    </FormDialog>
  )
}
