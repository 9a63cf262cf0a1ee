import { useState } from 'react'
import { type MessageId, useT } from '#lib/i18n.ts'
import { fold } from '#lib/fold.ts'
import { idOf, keysNow, SCOPES, SHORTCUTS, useShortcutChoices } from '#lib/shortcuts.ts'
import { Dialog } from '#ui/dialog.tsx'
import { SearchInput } from '#ui/input.tsx'
import { Keycaps } from '#ui/kbd.tsx'

/** All keys of the app by where they work, those of other pages too, as the user has them. */
export function ShortcutSheet({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useT()
  return (
    <Dialog
      wide
      open={open}
      onOpenChange={onClose}
      title={t('shell.shortcuts')}
      description={t('shell.shortcuts_hint')}
    >
      {open ? <Sheet /> : null}
    </Dialog>
  )
}

function Sheet() {
  const t = useT()
  const choices = useShortcutChoices()
  const [text, setText] = useState('')
  const matching = SHORTCUTS.filter(
    (shortcut) =>
      fold(t(shortcut.label)).includes(fold(text.trim())) || keysNow(shortcut, choices) === text.trim().toLowerCase(),
  )
  return (
    <div className="flex flex-col gap-4">
      <SearchInput label={t('keys.find')} value={text} onChange={setText} />
      {matching.length === 0 ? <p className="text-text-3">{t('state.nothing_found')}</p> : null}
      <div className="gap-x-8 sm:columns-2">
        {SCOPES.map((scope) => {
          const entries = matching.filter((shortcut) => shortcut.scope === scope)
          if (!entries.length) return null
          return (
            <section key={scope} className="mb-4 break-inside-avoid-column">
              <h3 className="pb-1 text-dense font-semibold">{t(`keys.scope.${scope}` as MessageId)}</h3>
              <dl>
                {entries.map((shortcut) => {
                  const keys = keysNow(shortcut, choices)
                  return (
                    <div
                      key={idOf(shortcut)}
                      className="flex min-h-8 items-center justify-between gap-4 border-b border-line py-1 last:border-0"
                    >
                      <dt className="text-text-2">{t(shortcut.label)}</dt>
                      <dd>
                        {keys ? (
                          <Keycaps keys={keys} />
                        ) : (
                          <span className="text-meta text-text-3">{t('keys.off')}</span>
                        )}
                      </dd>
                    </div>
                  )
                })}
              </dl>
            </section>
          )
        })}
      </div>
    </div>
  )
}
