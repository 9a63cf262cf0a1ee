import type { Resource } from '@rihla/contracts/resource.ts'
import { useState } from 'react'
import { useHere } from '#lib/access.ts'
import { thisDay } from '#lib/days.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { gotoStyle } from './goto-style.ts'
import { type Place, readPlace } from './goto.ts'

/** Asks where a list shall begin: a letter, an amount, a day. */
export function GoTo({
  name,
  resource,
  descending,
  onGo,
}: {
  name: string
  resource: Resource<any>
  descending: boolean
  onGo: (place: Place) => void
}) {
  const t = useT()
  const { tenant } = useHere()
  const [text, setText] = useState('')
  const [refused, setRefused] = useState(false)
  const field = resource.fields[name]
  return (
    <form
      className="flex items-end gap-2 border-t border-line p-2"
      onSubmit={(event) => {
        event.preventDefault()
        const place = readPlace(name, field, descending, text, thisDay(tenant.timezone))
        if (place) onGo(place)
        else setRefused(true)
      }}
    >
      <LabelledField
        label={t('goto.label')}
        className="flex-1"
        hint={t(`goto.hint.${gotoStyle(field)!}`)}
        error={refused ? t('goto.refused') : null}
      >
        {(ids) => (
          <Input
            {...ids}
            dir="auto"
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value)
              setRefused(false)
            }}
          />
        )}
      </LabelledField>
      <Button type="submit" className="mb-5" disabled={!text.trim()}>
        {t('goto.go')}
      </Button>
    </form>
  )
}
