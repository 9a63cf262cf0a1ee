import { useT } from '#lib/i18n.ts'
import { Badge, type Tone } from '#ui/badge.tsx'
import type { Import } from './import.ts'

const TONES: Partial<Record<Import['state'], Tone>> = {
  done: 'success',
  failed: 'danger',
  cancelled: 'warn',
  running: 'info',
  checking: 'info',
  undoing: 'info',
}

/** How far a file is. */
export function StateBadge({ state }: { state: Import['state'] }) {
  const t = useT()
  return <Badge tone={TONES[state] ?? 'neutral'}>{t(`import.state.${state}`)}</Badge>
}
