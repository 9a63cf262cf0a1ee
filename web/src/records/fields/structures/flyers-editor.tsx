import { Plus, X } from 'lucide-react'
import { useId, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { Input, Offers, plainList } from '#ui/input.tsx'
import { isEmpty } from '../empty.ts'
import type { EditorProps } from '../editors.tsx'
import { asRows, FLYER_PARTS, type Values, writtenRows } from './parts.ts'
import { flyerText, partLabel } from './told.ts'

const MOST = 20
// Programmes that travellers here are mostly in, by the names they have everywhere.
const PROGRAMMES = [
  'Safar Flyer',
  'Flying Blue',
  'Skywards',
  'Privilege Club',
  'Miles&Smiles',
  'AlFursan',
  'Etihad Guest',
  'Miles & More',
  'Iberia Plus',
  'British Airways Club',
  'TAP Miles&Go',
]
const line = 'grid grid-cols-[1fr_1fr_1.75rem] items-center gap-x-2 pointer-coarse:grid-cols-[1fr_1fr_2.75rem]'
const BLANK: Values = { programme: '', number: '' }

/** Frequent flyer numbers, one under the other. A line that nobody filled in is none. */
export function FlyersEditor({ field, value, onChange, ids, autoFocus }: EditorProps) {
  const t = useT()
  const offered = useId()
  const box = useRef<HTMLDivElement>(null)
  const [rows, setRows] = useState<readonly Values[]>(() => (isEmpty(value) ? [BLANK] : asRows(value)))
  const invalid = ids?.['aria-invalid']
  const isFaulty = (row: Values, name: string) => {
    if (!invalid || isEmpty(writtenRows([row]))) return undefined
    const result = field.schema.safeParse(writtenRows([row]))
    return (!result.success && result.error.issues.some(({ path }) => path[1] === name)) || undefined
  }

  function set(next: readonly Values[]) {
    setRows(next)
    onChange(writtenRows(next))
  }
  /** The line that is gone had the focus. */
  const focus = (row: number) =>
    requestAnimationFrame(() => box.current?.querySelectorAll<HTMLElement>('[data-row] input')[row * 2]?.focus())

  return (
    <div ref={box} className="flex min-w-0 flex-col gap-2">
      <div aria-hidden className={cn(line, 'text-dense font-medium text-text-2')}>
        {FLYER_PARTS.map(({ name }) => (
          <span key={name}>{partLabel('frequent_flyer', name)}</span>
        ))}
      </div>
      {rows.map((row, index) => (
        <div key={index} data-row role="group" aria-label={flyerText(row) || t('part.flyer_new')} className={line}>
          {FLYER_PARTS.map(({ name, ltr, autoComplete }, place) => (
            <Input
              key={name}
              aria-label={partLabel('frequent_flyer', name)}
              aria-invalid={isFaulty(row, name)}
              aria-describedby={isFaulty(row, name) ? ids?.['aria-describedby'] : undefined}
              {...(index === 0 && place === 0 && ids?.id ? { id: ids.id } : {})}
              {...(place === 0 ? { list: offered } : {})}
              dir={ltr ? 'ltr' : 'auto'}
              className={cn(plainList, ltr && 'tabular-nums rtl:text-end')}
              autoComplete={autoComplete}
              autoFocus={(autoFocus ?? false) && index === 0 && place === 0}
              value={String(row[name] ?? '')}
              onChange={(event) =>
                set(rows.map((one, at) => (at === index ? { ...one, [name]: event.target.value } : one)))
              }
            />
          ))}
          <IconButton
            label={t('action.remove_named', { name: flyerText(row) || t('part.flyer_new') })}
            size="icon-sm"
            onClick={() => {
              const left = rows.filter((_, at) => at !== index)
              set(left.length ? left : [BLANK])
              focus(Math.max(0, index - 1))
            }}
          >
            <X className="size-4" aria-hidden />
          </IconButton>
        </div>
      ))}
      <Offers id={offered} offers={PROGRAMMES} />
      {rows.length < MOST ? (
        <Button
          look="ghost"
          size="sm"
          className="-ms-2 self-start"
          onClick={() => {
            setRows([...rows, BLANK])
            focus(rows.length)
          }}
        >
          <Plus className="size-4" aria-hidden />
          {t('part.flyer_add')}
        </Button>
      ) : null}
    </div>
  )
}
