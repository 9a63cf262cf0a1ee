import {
  CUSTOM_TYPES,
  type CustomFieldChanges,
  customFields,
  type NewCustomField,
} from '@rihla/contracts/customFields.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { LANGUAGE_NAMES, type Language, useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Checkbox } from '#ui/checkbox.tsx'
import { LabelledField } from '#ui/field.tsx'
import { FormDialog, wrongWith } from '#ui/form-dialog.tsx'
import { Input, Textarea } from '#ui/input.tsx'
import { Select } from '#ui/select.tsx'
import { DefaultEditor } from './default-editor.tsx'
import { type FieldForm, formOf, offeredOptions, sentOf } from './field-form.ts'
import { isChoice, nameOf, type OwnField, type RecordType, usageQuery } from './fields.ts'
import { OptionsEditor } from './options-editor.tsx'
import { VisibilityEditor } from './visibility-editor.tsx'

const LANGUAGES = Object.keys(LANGUAGE_NAMES) as Language[]

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
  const set = (changes: Partial<FieldForm>) => setForm((now) => ({ ...now, ...changes }))
  const save = useMutation({
    mutationFn: () => {
      const { key, type } = form
      const common = sentOf(form)
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
  const offered = offeredOptions(form.options)
  const noOptions = isChoice(form.type) && !offered.length
  const noName = !form.label.trim()
  const submit = () => {
    setMissing(true)
    if (!save.isPending && !noName && !noOptions) save.mutate()
  }
  const wrong = wrongWith(save.error)
  return (
    <FormDialog
      wide
      dirty={JSON.stringify(form) !== JSON.stringify(first)}
      title={field ? t('own_fields.edit_named', { name: nameOf(field) }) : t('own_fields.new')}
      description={t(`own_fields.for.${record_type}`)}
      submit={t(field ? 'action.save' : 'own_fields.create')}
      busy={save.isPending}
      error={save.error}
      fields={['label', 'key', 'type', 'options', 'default_value', 'description']}
      onSubmit={submit}
      onClose={onClose}
    >
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
            // What was a default of one type is none of another.
            onChange={(type) => type && set({ type, default_value: null })}
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
      <DefaultEditor
        type={form.type}
        options={offered}
        value={form.default_value}
        error={wrong('default_value')}
        onChange={(default_value) => set({ default_value })}
      />
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
      <VisibilityEditor value={form.visible_to} onChange={(visible_to) => set({ visible_to })} />
      <LabelledField
        label={t('own_fields.description')}
        hint={t('own_fields.description_hint')}
        error={wrong('description')}
      >
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
    </FormDialog>
  )
}
