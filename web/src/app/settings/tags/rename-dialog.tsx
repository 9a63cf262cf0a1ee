import { useState } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import type { OwnTag, useChangeTags } from './tags.ts'

/** Another name for a tag, on every record. A name that is there already makes of two tags one, when that is wanted. */
export function RenameDialog({
  tag,
  change: { run },
  onMerge,
  onClose,
}: {
  tag: OwnTag
  change: ReturnType<typeof useChangeTags>
  onMerge: (into: string) => void
  onClose: () => void
}) {
  const t = useT()
  const [name, setName] = useState(tag.name)
  const next = name.trim()
  const problem = run.error ? problemOf(run.error) : null
  const exists = problem?.code === 'tag.exists'
  const submit = () => {
    if (run.isPending || !next) return
    if (next === tag.name) return onClose()
    run.mutate({ what: 'rename', from: tag.name, name: next }, { onSuccess: onClose })
  }
  const close = () => {
    run.reset()
    onClose()
  }
  useShortcut('mod+enter', 'keys.submit', submit, true)
  return (
    <Dialog
      open
      onOpenChange={(open) => open || close()}
      title={t('tags.rename_named', { name: tag.name })}
      description={t('tags.rename_hint', { count: tag.total })}
      footer={
        <>
          <Button look="ghost" onClick={close}>
            {t('action.cancel')}
          </Button>
          {exists ? (
            <Button look="primary" busy={run.isPending} onClick={() => onMerge(next)}>
              {t('tags.merge_instead')}
            </Button>
          ) : (
            <Button look="primary" type="submit" form="rename-tag" busy={run.isPending} disabled={!next}>
              {t('tags.rename')}
            </Button>
          )}
        </>
      }
    >
      <form
        id="rename-tag"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        <LabelledField
          label={t('tags.name')}
          error={exists ? t('tags.exists', { name: next }) : problem && problemText(problem)}
        >
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              dir="auto"
              maxLength={60}
              autoComplete="off"
              value={name}
              onChange={(event) => {
                setName(event.target.value)
                run.reset()
              }}
            />
          )}
        </LabelledField>
      </form>
    </Dialog>
  )
}
