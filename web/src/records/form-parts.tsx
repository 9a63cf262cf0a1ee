import { Plus } from 'lucide-react'
import { type ComponentType, useId, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { Button } from '#ui/button.tsx'
import { isEmpty } from './fields/empty.ts'
import type { EditorProps } from './fields/editors.tsx'
import { fieldLabel } from './fields/labels.ts'
import type { Form } from './form.ts'

/** A structure in a form: its parts under its name, once somebody has something to write there. */
export function FormParts({
  form,
  name,
  Edit,
  className,
  autoFocus,
}: {
  form: Form
  name: string
  Edit: ComponentType<EditorProps>
  className?: string | undefined
  autoFocus: boolean
}) {
  const id = useId()
  const value = form.values[name] ?? null
  const error = form.errors[name]
  const [asked, setAsked] = useState(false)
  // What was begun stays, also while it is emptied to be written anew.
  const [begun, setBegun] = useState(!isEmpty(value))
  const label = fieldLabel(name, form.record_type)
  if (!asked && !begun && isEmpty(value) && !error)
    return (
      <div className={cn('flex items-end', className)}>
        <Button className="border-dashed font-normal" autoFocus={autoFocus} onClick={() => setAsked(true)}>
          <Plus className="size-4" aria-hidden />
          {label}
        </Button>
      </div>
    )
  return (
    <fieldset className="min-w-0 rounded-md border border-line p-3 sm:col-span-6">
      <legend className="-ms-1 px-1 text-dense font-medium text-text-2">{label}</legend>
      <Edit
        name={name}
        field={form.fields[name]!}
        value={value}
        ids={{ 'aria-invalid': error ? true : undefined, 'aria-describedby': error ? id : undefined }}
        autoFocus={asked}
        onChange={(next) => {
          setBegun(true)
          form.set({ [name]: next })
        }}
      />
      {error ? (
        <p id={id} role="alert" className="mt-2 text-meta text-danger">
          {error}
        </p>
      ) : null}
    </fieldset>
  )
}
