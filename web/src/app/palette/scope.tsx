import { useMay } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import { KIND_NAMES } from '../record-kinds.ts'

/** What can be searched: everything, then each kind that one may read. */
export function useScopes(): readonly (KindName | null)[] {
  const may = useMay()
  return [null, ...KIND_NAMES.filter((name) => may(name, 'read'))]
}

/** What is searched; a press goes on to the next, as Tab does. */
export function ScopeChip({
  scope,
  scopes,
  onChange,
}: {
  scope: KindName | null
  scopes: readonly (KindName | null)[]
  onChange: (next: KindName | null) => void
}) {
  const t = useT()
  const kind = t(scope ? `nav.${scope}` : 'search.everything')
  return (
    <button
      type="button"
      aria-label={t('search.in_label', { kind })}
      // The words keep the focus.
      onPointerDown={(event) => event.preventDefault()}
      onClick={() => onChange(scopes[(scopes.indexOf(scope) + 1) % scopes.length]!)}
      className={cn(
        'h-7 shrink-0 rounded-full border px-2.5 text-dense whitespace-nowrap pointer-coarse:h-11',
        scope ? 'border-brand bg-brand-soft font-medium text-brand' : 'border-line text-text-3 hover:text-text',
      )}
    >
      {t('search.in', { kind })}
    </button>
  )
}
