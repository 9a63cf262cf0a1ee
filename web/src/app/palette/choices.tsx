import type { Command } from '#lib/command.ts'
import { foundIn } from '#lib/fold.ts'
import { useT } from '#lib/i18n.ts'
import { CommandRow, PaletteGroup } from './rows.tsx'

/** What an action still has to know: one of its choices, or words. */
export function Choices({
  asked,
  text,
  onChoose,
}: {
  asked: Command
  text: string
  onChoose: (command: Command) => void
}) {
  const t = useT()
  const { onText } = asked
  const typed = text.trim()
  const found = asked.choices?.filter(({ label, also }) => foundIn(`${label} ${also ?? ''}`, typed)) ?? []
  return (
    <PaletteGroup title={asked.label}>
      {found.map((command) => (
        <CommandRow key={command.id} group={asked.id} command={command} onChoose={onChoose} />
      ))}
      {onText && typed ? (
        <CommandRow
          group={asked.id}
          command={{ id: '\n', label: t('palette.use', { text: typed }), run: () => onText(typed) }}
          onChoose={onChoose}
        />
      ) : null}
      {!found.length && !(onText && typed) ? (
        <p className="px-2.5 py-3 text-text-3">{t(onText ? 'palette.type' : 'state.nothing_found')}</p>
      ) : null}
    </PaletteGroup>
  )
}
