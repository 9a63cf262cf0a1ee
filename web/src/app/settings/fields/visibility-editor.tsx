import { type Role, ROLES } from '@rihla/contracts/permissions.ts'
import { useId } from 'react'
import { useT } from '#lib/i18n.ts'
import { Checkbox } from '#ui/checkbox.tsx'
import { Segmented } from '#ui/segmented.tsx'
import type { OwnField } from './fields.ts'

/** For whom a field is there: for everybody, or for some roles, of which who defines fields is always one. */
export function VisibilityEditor({
  value,
  onChange,
}: {
  value: OwnField['visible_to']
  onChange: (value: OwnField['visible_to']) => void
}) {
  const t = useT()
  const id = useId()
  const label = t('own_fields.visible_to')
  const choice = (one: 'all' | 'some') => ({
    value: one,
    name: t(`own_fields.visible.${one}`),
    label: t(`own_fields.visible.${one}`),
  })
  const set = (role: Role, on: boolean) => onChange(ROLES.filter((one) => (one === role ? on : value?.includes(one))))
  return (
    <fieldset className="flex flex-col items-start gap-2" aria-describedby={`${id}-hint`}>
      <legend className="pb-1 text-dense font-medium text-text-2">{label}</legend>
      <Segmented
        label={label}
        value={value ? 'some' : 'all'}
        onChange={(next) => onChange(next === 'all' ? null : ['admin', 'manager'])}
        choices={[choice('all'), choice('some')]}
      />
      {value ? (
        <div className="flex flex-wrap gap-x-4 gap-y-2">
          {ROLES.map((role) => (
            <span key={role} className="flex items-center gap-2">
              <Checkbox
                id={`${id}-${role}`}
                disabled={role === 'admin'}
                checked={role === 'admin' || value.includes(role)}
                onCheckedChange={(on) => set(role, on === true)}
              />
              <label htmlFor={`${id}-${role}`}>{t(`role.${role}`)}</label>
            </span>
          ))}
        </div>
      ) : null}
      <p id={`${id}-hint`} className="text-meta text-text-3">
        {t(value ? 'own_fields.visible_hint.some' : 'own_fields.visible_hint.all')}
      </p>
    </fieldset>
  )
}
