import type { Field } from '@rihla/contracts/fields.ts'
import {
  type FocusEvent,
  type KeyboardEvent,
  type RefObject,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react'
import { useT } from '#lib/i18n.ts'
import type { AnyRecord } from '../cache.ts'
import { FieldFailure } from '../field-failure.tsx'
import { readNumber } from '../fields/read-number.ts'
import { invalidReason } from '../fields/invalid.ts'
import { fieldLabel } from '../fields/labels.ts'
import { faces } from '../fields/registry.tsx'
import { useSave } from '../save.ts'
import { useUndo } from '../use-undo.ts'
import type { GridSpec } from './spec.ts'
import type { Editing, Step } from './use-grid-state.ts'

const NARROWEST = 200
const FIGURES = new Set<Field['kind']>(['integer', 'decimal', 'money'])
const WORDS = new Set<Field['kind']>(['text', 'long_text', 'email', 'phone', 'url'])

/** What stands in the editor at first: the value, or what was typed over it. */
function firstValue(field: Field, value: unknown, typed: string | undefined): unknown {
  if (typed === undefined) return value ?? null
  if (WORDS.has(field.kind)) return typed
  const number = FIGURES.has(field.kind) ? readNumber(typed) : Number.NaN
  return Number.isNaN(number) ? (value ?? null) : number
}

/** The editor of a field, over its cell. Enter and Tab save and move on, Esc gives up, a conflict is settled in place. */
export function CellEditor<R extends AnyRecord>({
  spec,
  editing,
  record,
  anchor,
  scroller,
  onLeave,
  onFailed,
}: {
  spec: GridSpec<R>
  editing: Editing
  record: R | null
  /** Id of the cell. */
  anchor: string
  scroller: RefObject<HTMLDivElement | null>
  onLeave: (step: Step) => void
  /** Tells what was refused, once the editor is gone. */
  onFailed: (editing: Editing) => void
}) {
  const t = useT()
  const name = editing.field
  const field = spec.resource.fields[name] as Field
  const label = fieldLabel(name, spec.resource.record_type)
  const face = faces[field.kind]
  const save = useSave<R>(spec.update, spec.resource.name)
  const { did } = useUndo()
  // What others change while one types must not become the base of what one typed.
  const [base] = useState(() => (editing.failed ? (editing.failed.base as R) : record))
  const valueOf = (of: R | null) => (of as Record<string, unknown> | null)?.[name]
  const [value, setValue] = useState(() =>
    editing.failed ? editing.failed.value : firstValue(field, valueOf(base), editing.typed),
  )
  const failure = editing.failed?.error ?? null
  const left = useRef(false)
  const box = useRef<HTMLDivElement>(null)
  const [at, setAt] = useState<{ left: number; top: number; width: number; height: number } | null>(null)

  useLayoutEffect(() => {
    const cell = document.getElementById(anchor)?.getBoundingClientRect()
    const view = scroller.current
    if (!cell || !view) return
    const frame = view.getBoundingClientRect()
    const width = Math.max(NARROWEST, cell.width)
    // Never past the edge of the view.
    const left = Math.min(cell.left, frame.right - width - 8) - frame.left + view.scrollLeft
    // oxlint-disable-next-line react/set-state-in-effect -- where a cell stands is known once it is drawn
    setAt({
      left: Math.max(left, view.scrollLeft),
      top: cell.top - frame.top + view.scrollTop,
      width,
      height: cell.height,
    })
  }, [anchor, scroller])

  const choosing = face.saves === 'choosing'
  const invalid = invalidReason(field, value)

  function leave(step: Step) {
    left.current = true
    onLeave(step)
  }

  /** The row shows it at once, and the focus goes on; what the server refuses comes back to its cell. */
  async function commit(next: unknown, step: Step, onto: R | null = base) {
    if (!onto || left.current) return
    if (JSON.stringify(next ?? null) === JSON.stringify(valueOf(onto) ?? null)) return leave(step)
    if (invalidReason(field, next)) return setValue(next)
    leave(step)
    try {
      const { operation_id } = await save.mutateAsync({ record: onto, changes: { [name]: next } as Partial<R> })
      did(operation_id, t('record.edited', { name: spec.nameOf(onto), field: label }), { quiet: true })
    } catch (error) {
      onFailed({ place: editing.place, field: name, failed: { error, value: next, base: onto } })
    }
  }

  useEffect(() => {
    if (editing.after) void commit(value, editing.after)
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- once, for who was faster than the editor
  }, [])

  function onKeyDown(event: KeyboardEvent) {
    // A calendar or a menu of the editor stands elsewhere in the page, and has its own keys.
    const { isComposing, keyCode } = event.nativeEvent
    if (isComposing || keyCode === 229 || !box.current?.contains(event.target as Node)) return
    event.stopPropagation()
    const { key, metaKey, ctrlKey, shiftKey } = event
    if (key === 'Escape') return leave('stay')
    if (key === 'Tab') {
      event.preventDefault()
      return void commit(value, shiftKey ? 'back' : 'next')
    }
    if (key !== 'Enter' || choosing || event.target instanceof HTMLButtonElement) return
    if (field.kind === 'long_text' && !metaKey && !ctrlKey && shiftKey) return
    event.preventDefault()
    void commit(value, 'down')
  }

  function onBlur(event: FocusEvent) {
    const to = event.relatedTarget
    const within =
      to instanceof Element && (box.current?.contains(to) || to.closest('[data-radix-popper-content-wrapper]'))
    if (!choosing && !within && !failure && document.hasFocus()) void commit(value, 'stay')
  }

  const Edit = face.Edit
  if (!Edit || !base || !at) return null
  return (
    <div
      ref={box}
      role="group"
      aria-label={label}
      data-editor
      onKeyDown={onKeyDown}
      onBlur={onBlur}
      className="absolute z-20 flex flex-col gap-1 rounded-sm bg-surface p-px shadow-float"
      style={{ left: at.left, top: at.top, width: at.width, minHeight: at.height }}
    >
      <Edit
        name={name}
        field={field}
        value={value}
        autoFocus
        open={choosing && !failure}
        onChange={(next) => (choosing ? void commit(next, 'stay') : setValue(next))}
        onClose={() => {
          if (choosing && !failure && !left.current) leave('stay')
        }}
      />
      {invalid ? (
        <p role="alert" className="px-1 pb-1 text-meta text-danger">
          {invalid}
        </p>
      ) : null}
      {failure ? (
        <div className="p-1">
          <FieldFailure
            error={failure}
            name={name}
            field={field}
            mine={value}
            past={spec.past}
            onMine={(current) => void commit(value, 'stay', current as unknown as R)}
            onTheirs={() => leave('stay')}
          />
        </div>
      ) : null}
    </div>
  )
}
