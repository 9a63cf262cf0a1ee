import { Eye, EyeOff } from 'lucide-react'
import { type KeyboardEvent, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { LabelledField } from '#ui/field.tsx'
import { Input } from '#ui/input.tsx'

/** A password, which can be shown; says when Caps Lock is on. */
export function PasswordField({
  label,
  value,
  onChange,
  autoComplete,
  error,
  hint,
  autoFocus,
}: {
  label: string
  value: string
  onChange: (value: string) => void
  autoComplete: 'current-password' | 'new-password'
  error?: string | null | undefined
  hint?: string
  autoFocus?: boolean
}) {
  const t = useT()
  const [shown, setShown] = useState(false)
  const [caps, setCaps] = useState(false)
  const look = (event: KeyboardEvent) => setCaps(event.getModifierState('CapsLock'))
  return (
    <LabelledField label={label} error={error} hint={caps ? t('password.caps_lock') : hint}>
      {(ids) => (
        // The eye stands where what is typed ends, which in a password is the right.
        <div dir="ltr" className="relative">
          <Input
            {...ids}
            type={shown ? 'text' : 'password'}
            name={autoComplete === 'new-password' ? 'new-password' : 'password'}
            dir="ltr"
            autoComplete={autoComplete}
            autoFocus={autoFocus}
            value={value}
            onChange={(event) => onChange(event.target.value)}
            onKeyDown={look}
            onKeyUp={look}
            onBlur={() => setCaps(false)}
            className="h-10 pe-11"
          />
          <button
            type="button"
            aria-label={shown ? t('login.hide_password') : t('login.show_password')}
            onClick={() => setShown(!shown)}
            className="absolute inset-y-0 end-0 grid w-11 place-items-center rounded-sm text-text-3 hover:text-text focus-visible:-outline-offset-2"
          >
            {shown ? <EyeOff className="size-4" aria-hidden /> : <Eye className="size-4" aria-hidden />}
          </button>
        </div>
      )}
    </LabelledField>
  )
}
