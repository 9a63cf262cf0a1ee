import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { useSettled } from '#lib/use-settled.ts'
import { type AnyFields, kindName } from '#records/kind-facts.ts'
import { type Kind, kindSearch } from '#records/kinds.ts'
import { Button } from '#ui/button.tsx'
import { Combobox } from '#ui/combobox.tsx'
import { LabelledField } from '#ui/field.tsx'

/** What tells two of the same name apart. */
const besideName = (record: AnyFields): string =>
  [record['city'], record['email'], record['phone']].filter((text) => text && text !== kindName(record))[0] as string

const Named = ({ record }: { record: AnyFields }) => (
  <span className="flex min-w-0 items-baseline gap-2">
    <span dir="auto" className="truncate">
      {kindName(record)}
    </span>
    {besideName(record) ? <bdi className="truncate text-dense text-text-3">{besideName(record)}</bdi> : null}
  </span>
)

/** Finds a record to link to by words; the words of the lead are tried first. */
export function LinkPicker({
  kind,
  words,
  chosen,
  onChoose,
  error,
}: {
  kind: Kind
  words: string
  chosen: AnyFields | null
  onChoose: (record: AnyFields | null) => void
  error?: string | undefined
}) {
  const t = useT()
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim(), 250)
  const found = useQuery(kindSearch(useTenant(), kind, asked || words))
  const records = found.data ?? []
  return (
    <LabelledField
      label={t(`convert.find.${kind}`)}
      error={found.error && !found.data ? t('convert.search_failed') : error}
    >
      {(ids) => (
        <Combobox
          {...ids}
          label={t(`convert.find.${kind}`)}
          value={chosen?.id ?? null}
          {...(chosen ? { view: <Named record={chosen} /> } : {})}
          placeholder={t('convert.search')}
          busy={found.isFetching}
          onSearch={setTyped}
          options={records.map((record) => ({
            value: record.id,
            text: kindName(record),
            view: <Named record={record} />,
          }))}
          onChange={(id) => onChoose(records.find((record) => record.id === id) ?? null)}
        />
      )}
    </LabelledField>
  )
}

/** Offers one that may be the same, before another is made. */
export function LinkSuggestion({
  kind,
  words,
  onLink,
}: {
  kind: Kind
  words: string
  onLink: (record: AnyFields) => void
}) {
  const t = useT()
  const { data } = useQuery(kindSearch(useTenant(), kind, words))
  const first = data?.[0]
  if (!first) return null
  return (
    <div
      role="status"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 rounded-sm bg-accent-soft px-3 py-1.5 text-dense text-accent-text"
    >
      <span className="min-w-0 flex-1">
        {t('convert.exists')} <bdi className="font-medium">{kindName(first)}</bdi>
        {besideName(first) ? (
          <>
            {' · '}
            <bdi>{besideName(first)}</bdi>
          </>
        ) : null}
      </span>
      <Button size="sm" onClick={() => onLink(first)}>
        {t('convert.link_it')}
      </Button>
    </div>
  )
}
