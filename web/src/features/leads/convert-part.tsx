import { leadResource } from '@rihla/contracts/leads.ts'
import { useState } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { FieldView } from '#records/fields/field-view.tsx'
import { fieldLabel } from '#records/fields/labels.ts'
import { FormField, MoneyField } from '#records/form-field.tsx'
import { type Form, useForm, type Values } from '#records/form.ts'
import type { AnyFields } from '#records/kind-facts.ts'
import { type Kind, kinds } from '#records/kinds.ts'
import { Segmented } from '#ui/segmented.tsx'
import { alongWith, carriedTo, KEY_FIELDS, type Mode, namesPerson, wordsFor } from './convert-carry.ts'
import { LinkPicker, LinkSuggestion } from './convert-link.tsx'
import type { Lead } from './lead.ts'

/** One of the three things a lead becomes: made of it, linked, or left out. */
export function usePart(kind: Kind, lead: Lead, known: AnyFields | null) {
  const carried = carriedTo(lead)[kind]
  const usual: Mode = kind === 'contact' && !namesPerson(lead) ? 'none' : 'create'
  const [mode, setMode] = useState<Mode>(known ? 'link' : usual)
  const [linked, setLinked] = useState<AnyFields | null>(known)
  const initial = Object.fromEntries([...KEY_FIELDS[kind], 'currency'].map((name) => [name, carried[name] ?? null]))
  const form = useForm(null, kinds[kind].fields, initial, kind)
  return { kind, lead, carried, mode, setMode, linked, setLinked, form }
}
export type Part = ReturnType<typeof usePart>

export function ConvertPart({ part, last }: { part: Part; last: boolean }) {
  const t = useT()
  const { kind, mode, setMode, linked, setLinked, lead, form, carried } = part
  const { icon: Icon } = kinds[kind]
  const words = wordsFor(kind, lead)
  return (
    <section aria-label={t(`record.${kind}`)} className="grid grid-cols-[20px_minmax(0,1fr)] gap-x-3">
      <span aria-hidden className="relative flex justify-center">
        {last ? null : <span className="absolute top-6 -bottom-1 w-0.5 bg-line" />}
        <span
          className={cn(
            'mt-2 size-3.5 rounded-full border-2 bg-surface',
            mode === 'none' ? 'border-dashed border-line-strong' : 'border-brand bg-brand',
          )}
        />
      </span>
      <div className="flex min-w-0 flex-col gap-3 pb-5">
        <header className="flex min-h-8 flex-wrap items-center justify-between gap-2">
          <h3 className="flex items-center gap-2 font-semibold">
            <Icon className="size-4 text-text-3" aria-hidden />
            {t(`record.${kind}`)}
          </h3>
          <Segmented<Mode>
            label={t(`record.${kind}`)}
            value={mode}
            onChange={setMode}
            choices={(['create', 'link', 'none'] as const).map((value) => ({
              value,
              name: t(`convert.mode.${value}`),
              label: t(`convert.mode.${value}`),
            }))}
          />
        </header>
        {mode === 'none' ? <p className="text-dense text-text-3">{t(`convert.without.${kind}`)}</p> : null}
        {mode === 'link' ? (
          <LinkPicker kind={kind} words={words} chosen={linked} onChoose={setLinked} error={form.errors['id']} />
        ) : null}
        {mode === 'create' ? (
          <>
            {words ? (
              <LinkSuggestion
                kind={kind}
                words={words}
                onLink={(record) => {
                  setLinked(record)
                  setMode('link')
                }}
              />
            ) : null}
            <KeyFields kind={kind} form={form} />
            <Along kind={kind} carried={carried} />
          </>
        ) : null}
      </div>
    </section>
  )
}

function KeyFields({ kind, form }: { kind: Kind; form: Form }) {
  const wide = (name: string) => (kind === 'opportunity' && name === 'name' ? 'sm:col-span-2' : '')
  return (
    <div className="grid grid-cols-1 gap-x-4 gap-y-3 sm:grid-cols-2">
      {KEY_FIELDS[kind].map((name) =>
        name === 'amount' ? (
          <MoneyField key={name} form={form} name={name} />
        ) : (
          <FormField key={name} form={form} name={name} className={wide(name)} />
        ),
      )}
    </div>
  )
}

// A contact keeps the source as a text; while it is the lead's it has a name in every language.
const shownAs = (kind: Kind, name: string) =>
  name === 'lead_source' ? leadResource.fields.lead_source : kinds[kind].fields[name]!

/** What goes along besides, so that nobody wonders where it went. */
function Along({ kind, carried }: { kind: Kind; carried: Values }) {
  const t = useT()
  const names = alongWith(kind, carried)
  if (!names.length) return null
  return (
    <div className="rounded-sm bg-sunken px-3 py-2 text-dense">
      <p className="mb-1 font-medium text-text-3">{t('convert.along')}</p>
      <dl className="flex flex-wrap gap-x-4 gap-y-1">
        {names.map((name) => (
          <div key={name} className="flex min-w-0 max-w-full items-baseline gap-1.5">
            <dt className="shrink-0 text-text-3">{fieldLabel(name, kind)}</dt>
            <dd className="line-clamp-2 min-w-0">
              <FieldView name={name} field={shownAs(kind, name)} record={carried} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
