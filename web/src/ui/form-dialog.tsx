import { type ReactNode, useId } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'

/** What the server finds wrong with a field, from the error of a save. */
export const wrongWith =
  (error: unknown) =>
  (name: string): string | undefined =>
    error ? problemOf(error).errors?.find((one) => one.field.split('.')[0] === name)?.message : undefined

/** A dialog with fields that are sent together. */
export function FormDialog({
  title,
  description,
  wide,
  dirty,
  submit,
  busy,
  disabled,
  error,
  fields = [],
  onSubmit,
  onClose,
  children,
}: {
  title: string
  description?: string
  wide?: boolean
  /** Something was typed that leaving by accident would lose. */
  dirty?: boolean
  /** The words of its button. */
  submit: string
  busy: boolean
  /** Nothing can be sent yet. */
  disabled?: boolean
  /** Why the last attempt failed; absent where a field says so. */
  error?: unknown
  /** Those that say themselves what is wrong with them. */
  fields?: readonly string[]
  onSubmit: () => void
  onClose: () => void
  children: ReactNode
}) {
  const t = useT()
  const id = useId()
  useShortcut('mod+enter', 'keys.submit', onSubmit, true)
  const problem = error && !fields.some(wrongWith(error)) ? problemOf(error) : null
  return (
    <Dialog
      open
      {...(wide ? { wide } : {})}
      {...(dirty ? { keepOpen: true } : {})}
      onOpenChange={(open) => open || onClose()}
      title={title}
      {...(description ? { description } : {})}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="primary" type="submit" form={id} busy={busy} disabled={disabled ?? false}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          onSubmit()
        }}
      >
        {problem ? (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
            {problemText(problem)}
          </p>
        ) : null}
        {children}
      </form>
    </Dialog>
  )
}
