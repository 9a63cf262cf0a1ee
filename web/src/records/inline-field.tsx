import type { Field } from '@rihla/contracts/fields.ts'
import { Check, Pencil } from 'lucide-react'
import { type ReactNode, type RefObject, useEffect, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import type { PastOf } from './conflict-author.tsx'
import { FieldFailure } from './field-failure.tsx'
import { FieldView } from './fields/field-view.tsx'
import { invalidReason } from './fields/invalid.ts'
import { useFieldLabel } from './fields/record-type.ts'
import { faceOf } from './fields/registry.tsx'
import { Editing } from './inline-editing.tsx'

interface Props {
  name: string
  field: Field
  record: Readonly<Record<string, unknown>>
  /** Saves onto the record as it was read; rejects with a `ConflictError` when somebody else was faster. */
  onSave: (value: unknown, onto: Readonly<Record<string, unknown>>) => Promise<unknown>
  /** Absent: may be changed. */
  locked?: boolean
  /** What tells of its past, beside it. */
  history?: ReactNode
  /** What tells who was faster, when somebody else was. */
  past?: PastOf
}

const LINKS = new Set<Field['kind']>(['email', 'phone', 'url', 'reference', 'json'])

/** One field: reads as text, and is changed where it is read. Enter or leaving saves, Esc gives up. */
export function InlineField({ name, field, record, onSave, locked, history, past }: Props) {
  const t = useT()
  const label = useFieldLabel()(name)
  const face = faceOf(field)
  // What others change while one types must not become the base of what one typed.
  const [draft, setDraft] = useState<{ value: unknown; base: Props['record'] } | null>(null)
  const [failure, setFailure] = useState<unknown>(null)
  const [saved, setSaved] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  // What the row of a list does not hold is on its way: until then nobody knows what a change would overwrite.
  const coming = field.single && record[name] === undefined
  const editable = face.Edit && !locked && !field.read_only && !coming

  useEffect(() => {
    if (!saved) return
    const timer = setTimeout(() => setSaved(false), 1600)
    return () => clearTimeout(timer)
  }, [saved])

  function close() {
    setDraft(null)
    setFailure(null)
    requestAnimationFrame(() => opener.current?.focus({ preventScroll: true }))
  }

  async function save(value: unknown, over?: Props['record']) {
    const base = over ?? draft?.base ?? record
    if (!over && JSON.stringify(value ?? null) === JSON.stringify(base[name] ?? null)) return close()
    if (invalidReason(field, value)) return setDraft({ value, base })
    setDraft(null)
    setFailure(null)
    // The field that had the focus is gone; whoever went elsewhere stays there.
    requestAnimationFrame(() => {
      if (document.activeElement === document.body) opener.current?.focus({ preventScroll: true })
    })
    try {
      await onSave(value, base)
      setSaved(true)
    } catch (error) {
      // What was typed stays, with the reason beside it.
      setDraft({ value, base })
      setFailure(error)
    }
  }

  const { Edit, InPlace } = face
  const refused =
    draft && failure ? (
      <FieldFailure
        error={failure}
        name={name}
        field={field}
        mine={draft.value}
        past={past}
        onMine={(current) => void save(draft.value, current)}
        onTheirs={close}
      />
    ) : null
  return (
    <div className="grid min-w-0 grid-cols-[minmax(0,6.25rem)_minmax(0,1fr)] items-start gap-x-2 gap-y-1 py-0.5">
      <span className="py-1.5 text-dense wrap-break-word text-text-3">{label}</span>
      {draft && Edit && !InPlace ? (
        <Editing
          label={label}
          invalid={invalidReason(field, draft.value)}
          typing={face.saves === 'typing'}
          multiline={field.kind === 'long_text'}
          onSave={() => void save(draft.value)}
          onCancel={close}
          failure={refused}
        >
          <Edit
            name={name}
            field={field}
            value={draft.value}
            autoFocus
            open={face.saves === 'choosing' && !failure}
            onChange={(value) => (face.saves === 'choosing' ? void save(value) : setDraft({ ...draft, value }))}
            onClose={() => {
              if (face.saves === 'choosing' && !failure) close()
            }}
          />
        </Editing>
      ) : (
        <div className="group relative flex min-h-8 min-w-0 items-center rounded-sm pointer-coarse:min-h-11">
          <div
            className={cn(
              'relative z-1 min-w-0 px-1.5 py-1 wrap-anywhere',
              editable && 'pointer-events-none [&_a]:pointer-events-auto',
              // Beside a link there is room to press for changing it.
              editable && LINKS.has(field.kind) && 'me-6 pe-0.5',
              history && 'me-7 pointer-coarse:me-10',
            )}
          >
            <FieldView name={name} field={field} record={record} />
          </div>
          {editable ? (
            <button
              ref={opener}
              data-edit
              type="button"
              aria-label={t('field.edit_named', { name: label })}
              {...(InPlace ? { 'aria-haspopup': 'dialog', 'aria-expanded': draft !== null } : {})}
              onClick={() => setDraft({ value: record[name] ?? null, base: record })}
              className="absolute inset-0 flex items-center justify-end rounded-sm pe-2 hover:bg-hover"
            >
              <Pencil
                className="size-3.5 text-text-3 opacity-0 group-focus-within:opacity-100 group-hover:opacity-100"
                aria-hidden
              />
            </button>
          ) : null}
          {history ? <span className="absolute end-7 z-1 flex pointer-coarse:end-0">{history}</span> : null}
          {saved ? (
            <span
              role="status"
              className="absolute end-2 z-1 flex animate-fade items-center gap-1 rounded-sm bg-surface px-1 text-meta text-success"
            >
              <Check className="size-3.5" aria-hidden />
              {t('state.saved')}
            </span>
          ) : null}
          {draft && InPlace ? (
            <InPlace
              label={label}
              name={name}
              field={field}
              value={draft.value}
              anchor={opener as RefObject<Element>}
              invalid={invalidReason(field, draft.value)}
              failure={refused}
              onChange={(value) => setDraft({ ...draft, value })}
              onSave={() => void save(draft.value)}
              onCancel={close}
            />
          ) : null}
        </div>
      )}
    </div>
  )
}
