import {
  CUSTOM_TYPES,
  type CustomFieldChanges,
  customFields,
  type CustomType,
  type NewCustomField,
} from '@rihla/contracts/customFields.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { LANGUAGE_NAMES, type Language, useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input, Textarea } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { isChoice, nameOf, type OwnField, type RecordType, usageQuery } from './fields.ts'
import { type Draft, draftOf, OptionsEditor } from './options-editor.tsx'

const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[]
type Labels = Partial<Record<Language, string>>

/** Labels that say something. */
const filledLabels = (labels: Labels): Labels =>
  Object.fromEntries(
    Object.entries(labels).flatMap(([language, text]) => (text?.trim() ? [[language, text.trim()]] : [])),
  )

interface Form {
  label: string
  labels: Labels
  description: string
  type: CustomType
  required: boolean
  key: string
  options: Draft[]
}

const formOf = (field: OwnField | undefined): Form => ({
  label: field?.label ?? '',
  labels: (field?.labels as Labels | undefined) ?? {},
  description: field?.description ?? '',
  type: field?.type ?? 'text',
  required: field?.required ?? false,
  key: field?.key ?? '',
  options: field ? field.options.map(draftOf) : [],
})

/** Makes a field, or changes what of it may change. */
export function FieldDialog({
  record_type,
  field,
  onClose,
}: {
  record_type: RecordType
  field?: OwnField
  onClose: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { did } = useUndo()
  const [first] = useState(() => formOf(field))
  const [form, setForm] = useState(first)
  const [translating, setTranslating] = useState(() => Object.keys(first.labels).length > 0)
  const [missing, setMissing] = useState(false)
  const { data: usage } = useQuery({ ...usageQuery(tenant, field?.id ?? ''), enabled: field !== undefined })
  const set = (changes: Partial<Form>) => setForm((now) => ({ ...now, ...changes }))
  const save = useMutation({
    mutationFn: () => {
      const { key, type, label, description, required, labels, options } = form
      const common = {
        label: label.trim(),
        labels: filledLabels(labels),
        description: description.trim() || null,
        required,
        ...(isChoice(type) ? { options: options.filter((one) => one.label.trim()).map(optionOf) } : { options: [] }),
      }
      const params = { tenant_id: tenant }
      return field
        ? write(customFields.update, {
            params: { ...params, id: field.id },
            body: {
              ...common,
              ...(type === field.type ? {} : { type }),
              version: field.version,
            } as CustomFieldChanges,
          })
        : write(customFields.create, {
            params,
            body: { ...common, record_type, type, ...(key.trim() ? { key: key.trim() } : {}) } as NewCustomField,
          })
    },
    onSuccess: ({ data, operation_id }) => {
      void client.invalidateQueries({ queryKey: keyOf(tenant, 'custom_fields') })
      did(operation_id, t(field ? 'own_fields.saved' : 'own_fields.made', { name: nameOf(data) }))
      onClose()
    },
  })
  const noOptions = isChoice(form.type) && !form.options.some((one) => one.label.trim() && !one.archived)
  const noName = !form.label.trim()
  const submit = () => {
    setMissing(true)
    if (!save.isPending && !noName && !noOptions) save.mutate()
  }
  useShortcut('mod+enter', 'keys.submit', submit, true)
  const problem = save.error ? problemOf(save.error) : null
  const wrong = (name: string) => problem?.errors?.find((one) => one.field.split('.')[0] === name)?.message
  const placed = ['label', 'key', 'type', 'options', 'description'].some((name) => wrong(name))
  return (
    <Dialog
      open
      wide
      keepOpen={JSON.stringify(form) !== JSON.stringify(first)}
      onOpenChange={(open) => open || onClose()}
      title={field ? t('own_fields.edit_named', { name: nameOf(field) }) : t('own_fields.new')}
      description={t(`own_fields.for.${record_type}`)}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button look="primary" type="submit" form="own-field" busy={save.isPending}>
            {t(field ? 'action.save' : 'own_fields.create')}
          </Button>
        </>
      }
    >
      <form
        id="own-field"
        noValidate
        className="flex flex-col gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          submit()
        }}
      >
        {problem && !placed ? (
          <p role="alert" className="rounded-sm bg-danger-soft px-3 py-2 text-dense text-danger">
            {problem.errors?.[0]?.message ?? problem.detail ?? problem.title}
          </p>
        ) : null}
        <LabelledField
          required
          label={t('own_fields.name')}
          error={missing && noName ? t('own_fields.name_needed') : wrong('label')}
        >
          {(ids) => (
            <Input
              {...ids}
              autoFocus
              dir="auto"
              maxLength={100}
              autoComplete="off"
              value={form.label}
              onChange={(event) => set({ label: event.target.value })}
            />
          )}
        </LabelledField>
        {translating ? (
          <fieldset className="grid gap-3 sm:grid-cols-3">
            <legend className="sr-only">{t('own_fields.translations')}</legend>
            {LANGUAGES.map((language) => (
              <LabelledField key={language} label={LANGUAGE_NAMES[language]}>
                {(ids) => (
                  <Input
                    {...ids}
                    lang={language}
                    dir="auto"
                    maxLength={100}
                    autoComplete="off"
                    value={form.labels[language] ?? ''}
                    onChange={(event) => set({ labels: { ...form.labels, [language]: event.target.value } })}
                  />
                )}
              </LabelledField>
            ))}
          </fieldset>
        ) : (
          <Button look="link" size="sm" className="-mt-3 self-start px-0" onClick={() => setTranslating(true)}>
            {t('own_fields.translate')}
          </Button>
        )}
        <LabelledField
          label={t('own_fields.type')}
          hint={field && usage?.filled ? t('own_fields.type_stays') : t(`own_fields.type_hint.${form.type}`)}
          error={wrong('type')}
        >
          {(ids) => (
            <Select
              {...ids}
              value={form.type}
              disabled={field !== undefined && (usage === undefined || usage.filled > 0)}
              onChange={(type) => type && set({ type })}
              choices={CUSTOM_TYPES.map((value) => ({ value, label: t(`custom_type.${value}`) }))}
            />
          )}
        </LabelledField>
        {isChoice(form.type) ? (
          <OptionsEditor
            options={form.options}
            translating={translating}
            error={missing && noOptions ? t('own_fields.options_needed') : wrong('options')}
            onChange={(options) => set({ options })}
          />
        ) : null}
        <div className="flex items-center gap-2">
          <Checkbox
            id="own-field-required"
            checked={form.required}
            onCheckedChange={(on) => set({ required: on === true })}
          />
          <label htmlFor="own-field-required" className="min-w-0">
            {t('own_fields.required_label')}
          </label>
        </div>
        <LabelledField label={t('own_fields.description')} hint={t('own_fields.description_hint')}>
          {(ids) => (
            <Textarea
              {...ids}
              dir="auto"
              maxLength={500}
              value={form.description}
              onChange={(event) => set({ description: event.target.value })}
            />
          )}
        </LabelledField>
        {field ? (
          <p className="flex flex-wrap gap-x-2 text-dense text-text-2">
            {t('own_fields.key')}
            <bdi dir="ltr" className="font-mono text-text">
              {field.key}
            </bdi>
            <span className="text-text-3">{t('own_fields.key_stays')}</span>
          </p>
        ) : (
          <LabelledField label={t('own_fields.key')} hint={t('own_fields.key_hint')} error={wrong('key')}>
            {(ids) => (
              <Input
                {...ids}
                dir="ltr"
                maxLength={40}
                autoComplete="off"
                spellCheck={false}
                className="font-mono rtl:text-end"
                value={form.key}
                onChange={(event) => set({ key: event.target.value.toLowerCase().replace(/[\s-]+/g, '_') })}
              />
            )}
          </LabelledField>
        )}
      </form>
    </Dialog>
  )
}

/** What the API takes of an option; what was never saved gets its value from its label. */
function optionOf({ value, label, labels, archived }: Draft) {
  const said = filledLabels(labels)
  return {
    label: label.trim(),
    ...(value ? { value } : {}),
    ...(Object.keys(said).length ? { labels: said } : {}),
    ...(archived ? { archived: true } : {}),
  }
}
