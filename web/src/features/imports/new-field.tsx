import { customFields, customName, CUSTOM_TYPES, type CustomType } from '@rihla/contracts/customFields.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useState } from 'react'
import { useMay, useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { IconButton } from '#ui/icon-button.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'
import { Popover } from '#ui/popover.tsx'
import { Select } from '#ui/select.tsx'
import type { Column, Import } from './import.ts'

// What a column may be made into on the spot. Choices are not: a few samples are not all of them, and rows with any other
// value would be refused.
const TYPES = CUSTOM_TYPES.filter((type) => type !== 'choice' && type !== 'multi_choice')

/** A field of the tenant's own, made where the file needs it. */
export function NewField({ one, column, onMade }: { one: Import; column: Column; onMade: (field: string) => void }) {
  const t = useT()
  const tenant = useTenant()
  const may = useMay()
  const client = useQueryClient()
  const [open, setOpen] = useState(false)
  const [label, setLabel] = useState(column.name.slice(0, 100))
  const [type, setType] = useState<CustomType>('text')
  const make = useMutation({
    mutationFn: () =>
      call(customFields.create, {
        params: { tenant_id: tenant },
        body: {
          record_type: one.record_type,
          label: label.trim(),
          type,
        },
      }),
    onSuccess: async ({ key }) => {
      await client.invalidateQueries({ queryKey: keyOf(tenant, 'custom_fields') })
      setOpen(false)
      onMade(customName(key))
    },
  })
  if (!may('custom_fields', 'configure')) return null
  const problem = make.error ? problemOf(make.error) : null
  return (
    <Popover
      label={t('import.new_field')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <IconButton label={t('import.new_field')} look="secondary">
          <Plus className="size-4" aria-hidden />
        </IconButton>
      }
    >
      <form
        className="flex w-64 flex-col gap-3"
        onSubmit={(event) => {
          event.preventDefault()
          event.stopPropagation()
          if (label.trim()) make.mutate()
        }}
      >
        <LabelledField label={t('import.field_label')} error={problem ? problemText(problem) : null}>
          {(ids) => (
            <Input
              {...ids}
              dir="auto"
              maxLength={100}
              value={label}
              onChange={(event) => setLabel(event.target.value)}
            />
          )}
        </LabelledField>
        <LabelledField label={t('import.field_type')}>
          {(ids) => (
            <Select
              {...ids}
              value={type}
              onChange={(next) => next && setType(next)}
              choices={TYPES.map((value) => ({ value, label: t(`custom_type.${value}`) }))}
            />
          )}
        </LabelledField>
        <Button type="submit" look="primary" busy={make.isPending} disabled={!label.trim()}>
          {t('import.new_field')}
        </Button>
      </form>
    </Popover>
  )
}
