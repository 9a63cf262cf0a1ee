import { useState } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { ColorPicker } from './color-picker.tsx'
import { type Color, type OwnTag, useSaveTag } from './tags.ts'

/** Declares a tag before anybody uses it, with its colour. */
export function NewTag({ taken }: { taken: readonly OwnTag[] }) {
  const t = useT()
  const make = useSaveTag()
  const [name, setName] = useState('')
  const [color, setColor] = useState<Color>(null)
  const there = taken.some((tag) => tag.id !== null && tag.name.toLowerCase() === name.trim().toLowerCase())
  const problem = make.error ? problemOf(make.error) : null
  const refused = problem && problemText(problem)
  return (
    <form
      className="flex flex-col gap-3"
      onSubmit={(event) => {
        event.preventDefault()
        if (!name.trim() || there || make.isPending) return
        make.mutate({ name: name.trim(), color }, { onSuccess: () => setName('') })
      }}
    >
      <LabelledField label={t('tags.name')} error={there ? t('tags.taken') : refused}>
        {(ids) => (
          <div className="flex gap-2">
            <Input
              {...ids}
              dir="auto"
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                make.reset()
              }}
            />
            <Button type="submit" busy={make.isPending} disabled={!name.trim() || there}>
              {t('tags.add')}
            </Button>
          </div>
        )}
      </LabelledField>
      <ColorPicker label={t('tags.color')} value={color} onChange={setColor} />
    </form>
  )
}
