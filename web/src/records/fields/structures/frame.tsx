import { type KeyboardEvent, type ReactNode, type RefObject, useId, useRef, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useNarrow } from '#lib/use-media.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { Popover } from '#ui/popover.tsx'
import type { EditorProps } from '../editors.tsx'
import { StructureEditor } from './editor.tsx'

export interface InPlaceProps extends Pick<EditorProps, 'name' | 'field' | 'value' | 'onChange'> {
  label: string
  /** Beside what it opens. */
  anchor: RefObject<Element>
  /** Why it cannot be saved as it is. */
  invalid: string | null
  /** What became of the last try to save it. */
  failure: ReactNode
  onSave: () => void
  onCancel: () => void
}

/**
 * A structure, changed beside where it is read; on a phone from the bottom edge. Enter and leaving save, Esc gives up.
 * On a phone one leaves by accident: there only the button saves.
 */
export function StructureFrame(props: InPlaceProps) {
  const { name, field, value, onChange, label, anchor, invalid, failure, onSave, onCancel } = props
  const t = useT()
  const narrow = useNarrow()
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const [initial] = useState(value)
  const [tried, setTried] = useState(false)
  const wrong = tried ? invalid : null
  const [line] = useState(() => firstLine(anchor))

  function save() {
    if (!invalid) return onSave()
    setTried(true)
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus())
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.key !== 'Enter' || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    event.stopPropagation()
    save()
  }

  const body = (
    <form
      ref={form}
      id={id}
      noValidate
      className="flex flex-col gap-3"
      onKeyDown={onKeyDown}
      onSubmit={(event) => {
        event.preventDefault()
        event.stopPropagation()
        save()
      }}
    >
      {failure}
      <StructureEditor
        name={name}
        field={field}
        value={value}
        onChange={onChange}
        autoFocus
        ids={{ 'aria-invalid': wrong ? true : undefined, 'aria-describedby': wrong ? `${id}-wrong` : undefined }}
      />
      {wrong ? (
        <p id={`${id}-wrong`} role="alert" className="text-meta text-danger">
          {wrong}
        </p>
      ) : null}
    </form>
  )
  const buttons = (
    <>
      <Button look="ghost" size={narrow ? 'md' : 'sm'} onClick={onCancel}>
        {t('action.cancel')}
      </Button>
      <Button type="submit" form={id} look="primary" size={narrow ? 'md' : 'sm'}>
        {t('action.save')}
      </Button>
    </>
  )

  if (narrow)
    return (
      <Dialog
        open
        title={label}
        // What could not be saved is not what it began with, whatever it looks like here.
        keepOpen={Boolean(failure) || JSON.stringify(value) !== JSON.stringify(initial)}
        onOpenChange={(open) => open || onCancel()}
        footer={buttons}
      >
        {body}
      </Dialog>
    )
  return (
    <Popover
      open
      label={label}
      virtualAnchor={line}
      className="w-96"
      onEscapeKeyDown={(event) => {
        event.preventDefault()
        onCancel()
      }}
      onOpenChange={(open) => open || save()}
    >
      <div className="flex flex-col gap-3">
        <h3 className="text-dense font-semibold">{label}</h3>
        {body}
        <div className="sticky -bottom-3 -mx-3 -mb-3 flex justify-end gap-2 border-t border-line bg-raised px-3 py-2">
          {buttons}
        </div>
      </div>
    </Popover>
  )
}

/** Where the first line of a value stands: beside the whole of a long one there would be no room left. */
function firstLine(anchor: RefObject<Element>): RefObject<Element> {
  const contextElement = anchor.current
  const getBoundingClientRect = () => {
    const { x, y, width, height } = contextElement.getBoundingClientRect()
    return new DOMRect(x, y, width, Math.min(height, 32))
  }
  return { current: { getBoundingClientRect, contextElement } as unknown as Element }
}
