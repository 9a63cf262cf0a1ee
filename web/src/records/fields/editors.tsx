import type { Field } from '@rihla/contracts/fields.ts'
import { useId, useMemo, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useMembers } from '#lib/members.ts'
import { Combobox } from '#ui/combobox.tsx'
import { DateInput } from '#ui/date-input.tsx'
import { DateTimeInput } from '#ui/date-time-input.tsx'
import type { ControlIds } from '#ui/field.tsx'
import { Input, Offers, plainList, Textarea } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { choicesOf } from './choices.ts'
import { isShare } from './labels.ts'
import { isRetired } from './own-names.ts'
import { ListInput } from './list-input.tsx'
import { TagsInput } from './tags-input.tsx'
import { readNumber } from './read-number.ts'
import { regionsOf } from './regions.ts'
import { useFieldLabel } from './record-type.ts'
import { MemberName } from './views.tsx'

export interface EditorProps {
  name: string
  field: Field
  value: unknown
  onChange: (value: unknown) => void
  ids?: Partial<ControlIds>
  autoFocus?: boolean
  /** Opens at once: the value was pressed to change it. */
  open?: boolean
  onClose?: () => void
}

/** What its label says of it; where none stands beside it, it says so itself. */
function useNaming({ ids, name }: EditorProps) {
  const label = useFieldLabel()
  return ids?.id ? ids : { ...ids, 'aria-label': label(name) }
}

/** Text of any sort; the empty field means no value. */
function textEditor(type: 'text' | 'email' | 'tel' | 'url') {
  return function TextEditor(props: EditorProps) {
    const naming = useNaming(props)
    const { name, value, onChange, autoFocus } = props
    const offered = useId()
    const offers = name === 'region' ? regionsOf() : []
    return (
      <>
        <Input
          {...naming}
          type={type}
          dir={type === 'text' ? 'auto' : 'ltr'}
          className={type === 'text' ? plainList : 'rtl:text-end'}
          autoComplete="off"
          autoFocus={autoFocus}
          {...(offers.length ? { list: offered } : {})}
          value={(value as string | null) ?? ''}
          onChange={(event) => onChange(event.target.value.trim() === '' ? null : event.target.value)}
        />
        <Offers id={offered} offers={offers} />
      </>
    )
  }
}
export const TextEditor = textEditor('text')
export const EmailEditor = textEditor('email')
export const PhoneEditor = textEditor('tel')
export const UrlEditor = textEditor('url')

export function LongTextEditor(props: EditorProps) {
  const naming = useNaming(props)
  const { value, onChange, autoFocus } = props
  return (
    <Textarea
      {...naming}
      dir="auto"
      rows={4}
      autoFocus={autoFocus}
      value={(value as string | null) ?? ''}
      onChange={(event) => onChange(event.target.value.trim() === '' ? null : event.target.value)}
    />
  )
}

/** Rounding that keeps a typed decimal a decimal: 35 % is 0.35, never 0.35000000000000003. */
const tidy = (value: number) => Number(value.toPrecision(12))

export function NumberEditor(props: EditorProps) {
  const naming = useNaming(props)
  const { name, value, onChange, autoFocus } = props
  const factor = isShare(name) ? 100 : 1
  const [text, setText] = useState(value === null || value === undefined ? '' : String(tidy(Number(value) * factor)))
  return (
    <Input
      {...naming}
      inputMode={props.field.kind === 'integer' ? 'numeric' : 'decimal'}
      dir="ltr"
      className="tabular-nums rtl:text-end"
      autoComplete="off"
      autoFocus={autoFocus}
      value={text}
      onChange={(event) => {
        setText(event.target.value)
        const number = readNumber(event.target.value)
        onChange(number === null ? null : tidy(number / factor))
      }}
    />
  )
}

export function ChoiceEditor(props: EditorProps) {
  const t = useT()
  const label = useFieldLabel()
  const { name, field, value, onChange, ids, open, onClose } = props
  const choices = useMemo(
    () => choicesOf(name, field).filter((one) => one.value === value || !isRetired(name, one.value)),
    [name, field, value],
  )
  const closing = onClose ? { onOpenChange: (next: boolean) => next || onClose() } : {}
  const common = {
    value: (value as string | null) ?? null,
    onChange,
    ...ids,
    ...(field.required ? {} : { empty: t('value.none') }),
    ...(open ? { defaultOpen: true } : {}),
    ...closing,
  }
  if (choices.length > 12)
    return <Combobox label={label(name)} options={choices} placeholder={t('action.choose')} {...common} />
  return (
    <Select
      placeholder={t('action.choose')}
      choices={choices.map(({ value, text }) => ({ value, label: text }))}
      {...(ids?.id ? {} : { 'aria-label': label(name) })}
      {...common}
    />
  )
}

export function MemberEditor({ name, value, onChange, ids, open, onClose }: EditorProps) {
  const t = useT()
  const label = useFieldLabel()
  const members = useMembers()
  return (
    <Combobox
      label={label(name)}
      value={(value as string | null) ?? null}
      onChange={onChange}
      placeholder={t('value.nobody')}
      empty={t('value.nobody')}
      options={members
        .filter((member) => member.active || member.id === value)
        .map((member) => ({ value: member.id, text: member.name, view: <MemberName id={member.id} /> }))}
      {...ids}
      {...(open ? { defaultOpen: true } : {})}
      {...(onClose ? { onOpenChange: (next: boolean) => next || onClose() } : {})}
    />
  )
}

export function BooleanEditor({ name, field, value, onChange, ids, open, onClose }: EditorProps) {
  const t = useT()
  const label = useFieldLabel()
  return (
    <Select
      value={value === null || value === undefined ? null : value ? 'yes' : 'no'}
      onChange={(next) => onChange(next === null ? null : next === 'yes')}
      {...(field.required ? {} : { empty: t('value.none') })}
      placeholder={t('action.choose')}
      choices={[
        { value: 'yes', label: t('value.yes') },
        { value: 'no', label: t('value.no') },
      ]}
      {...(ids?.id ? ids : { 'aria-label': label(name) })}
      {...(open ? { defaultOpen: true } : {})}
      {...(onClose ? { onOpenChange: (next: boolean) => next || onClose() } : {})}
    />
  )
}

export function DayEditor({ name, value, onChange, ids, autoFocus }: EditorProps) {
  const label = useFieldLabel()
  return (
    <DateInput
      label={label(name)}
      value={(value as string | null) ?? null}
      onChange={onChange}
      {...(ids ? { ids } : {})}
      {...(autoFocus ? { autoFocus } : {})}
    />
  )
}

export function TimestampEditor({ name, value, onChange, ids, autoFocus }: EditorProps) {
  const label = useFieldLabel()
  return (
    <DateTimeInput
      label={label(name)}
      value={(value as string | null) ?? null}
      onChange={onChange}
      {...(ids ? { ids } : {})}
      {...(autoFocus ? { autoFocus } : {})}
    />
  )
}

const has = (value: unknown, one: string) => Array.isArray(value) && value.includes(one)

export function ListEditor({ name, field, value, onChange, ids, autoFocus }: EditorProps) {
  const label = useFieldLabel()
  const Editor = name === 'tags' ? TagsInput : ListInput
  return (
    <Editor
      label={label(name)}
      choices={
        field.values && choicesOf(name, field).filter((one) => has(value, one.value) || !isRetired(name, one.value))
      }
      value={(value as string[] | null) ?? []}
      onChange={onChange}
      {...ids}
      {...(autoFocus ? { autoFocus } : {})}
    />
  )
}
