import type { Field } from '@rihla/contracts/fields.ts'
import { useId, useMemo, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Combobox } from '#ui/combobox.tsx'
import { type ControlIds, LabelledField } from '#ui/field.tsx'
import { Input, Offers, plainList } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { choicesOf } from '../choices.ts'
import type { EditorProps } from '../editors.tsx'
import { regionsOf } from '../regions.ts'
import { countryText } from './address.ts'
import { FlyersEditor } from './flyers-editor.tsx'
import { asValues, type Part, type PartedShape, partsOf, type Values, written } from './parts.ts'
import { partLabel } from './told.ts'

/** A structure, part by part; the parts at fault are marked once somebody was told that something is wrong. */
export function StructureEditor(props: EditorProps) {
  return props.field.shape === 'frequent_flyer' ? <FlyersEditor {...props} /> : <PartsEditor {...props} />
}

function PartsEditor({ field, value, onChange, ids, autoFocus }: EditorProps) {
  const shape = field.shape as PartedShape
  const [original] = useState(value)
  const [changes, setChanges] = useState<Values>({})
  const parts = useMemo(() => partsOf(shape, original), [shape, original])
  const faults = ids?.['aria-invalid'] ? faultyParts(field, value) : new Set<string>()
  const said = (name: string) => (name in changes ? changes[name] : asValues(original)[name])

  function change(name: string, next: unknown) {
    const all = { ...changes, [name]: next }
    setChanges(all)
    onChange(written(original, all))
  }

  return (
    <div className="grid min-w-0 grid-cols-2 gap-x-3 gap-y-2.5">
      {parts.map((part, index) => (
        <LabelledField
          key={part.name}
          label={<bdi>{partLabel(shape, part.name, part.other)}</bdi>}
          className={part.half ? '' : 'col-span-2'}
        >
          {(own) => (
            <PartControl
              part={part}
              ids={{
                id: own.id,
                'aria-invalid': faults.has(part.name) || undefined,
                'aria-describedby': faults.has(part.name) ? ids?.['aria-describedby'] : undefined,
              }}
              label={partLabel(shape, part.name, part.other)}
              value={said(part.name)}
              country={said('country')}
              autoFocus={(autoFocus ?? false) && index === 0}
              onChange={(next) => change(part.name, next)}
            />
          )}
        </LabelledField>
      ))}
    </div>
  )
}

/** The parts that the contract refuses. */
function faultyParts(field: Field, value: unknown): Set<string> {
  if (value === null) return new Set()
  const result = field.schema.safeParse(value)
  return new Set(result.success ? [] : result.error.issues.map(({ path }) => String(path[0])))
}

const COUNTRY = { kind: 'country' } as Field

interface ControlProps {
  part: Part
  ids: ControlIds
  label: string
  value: unknown
  /** Of the address that it is a part of. */
  country: unknown
  autoFocus: boolean
  onChange: (value: unknown) => void
}

function PartControl(props: ControlProps) {
  const t = useT()
  const { part, ids, label, value, onChange, autoFocus } = props
  const countries = useMemo(() => (part.kind === 'country' ? choicesOf('country', COUNTRY) : []), [part.kind])
  if (part.kind === 'country') {
    const code = typeof value === 'string' && value !== '' ? value : null
    return (
      <Combobox
        {...ids}
        label={label}
        value={code}
        options={countries}
        placeholder={t('action.choose')}
        empty={t('value.none')}
        view={code === null ? undefined : <bdi>{countryText(code)}</bdi>}
        onChange={onChange}
      />
    )
  }
  if (part.kind === 'boolean')
    return (
      <Select
        {...ids}
        value={typeof value === 'boolean' ? (value ? 'yes' : 'no') : null}
        empty={t('value.none')}
        placeholder={t('action.choose')}
        choices={[
          { value: 'yes', label: t('value.yes') },
          { value: 'no', label: t('value.no') },
        ]}
        onChange={(next) => onChange(next === null ? null : next === 'yes')}
      />
    )
  return <TextPart {...props} autoFocus={autoFocus} />
}

const INPUTS = { email: 'email', phone: 'tel', text: 'text' } as const

function TextPart({ part, ids, value, country, autoFocus, onChange }: ControlProps) {
  const offered = useId()
  const offers = part.name === 'region' && !part.other ? regionsOf(country) : []
  return (
    <>
      <Input
        {...ids}
        type={INPUTS[part.kind as keyof typeof INPUTS]}
        dir={part.ltr ? 'ltr' : 'auto'}
        className={cn(plainList, part.ltr && 'rtl:text-end')}
        autoComplete={part.autoComplete}
        autoCapitalize={part.ltr ? 'none' : undefined}
        autoFocus={autoFocus}
        {...(offers.length ? { list: offered } : {})}
        value={typeof value === 'string' ? value : ''}
        onChange={(event) => onChange(event.target.value)}
      />
      <Offers id={offered} offers={offers} />
    </>
  )
}
