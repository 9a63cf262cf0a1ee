import { Command as Cmdk } from 'cmdk'
import { ArrowLeft, Search } from 'lucide-react'
import { Dialog } from 'radix-ui'
import { type KeyboardEvent, useDeferredValue, useState } from 'react'
import type { Command } from '#lib/command.ts'
import { useT } from '#lib/i18n.ts'
import type { KindName } from '#records/kind.ts'
import { IconButton } from '#ui/icon-button.tsx'
import { useFocusReturn } from '#ui/dialog.tsx'
import { afterClosing } from '#ui/popover.tsx'
import { Choices } from './choices.tsx'
import { Everything } from './everything.tsx'
import { ScopeChip, useScopes } from './scope.tsx'
import { usePeeker } from './use-peeker.ts'
import { openElsewhere, PaletteHints } from './rows.tsx'

/** One box for records, actions and places. On a phone it fills the screen. */
export function Palette({ onClose }: { onClose: () => void }) {
  const t = useT()
  const goBack = useFocusReturn(true)
  return (
    <Dialog.Root open onOpenChange={onClose}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 animate-fade bg-veil" />
        <Dialog.Content
          aria-describedby={undefined}
          onCloseAutoFocus={goBack}
          className="fixed inset-0 z-40 flex flex-col bg-raised outline-none sm:inset-x-0 sm:top-[12vh] sm:bottom-auto sm:mx-auto sm:h-fit sm:max-h-[70vh] sm:w-[min(640px,calc(100vw-48px))] sm:animate-pop sm:rounded-lg sm:border sm:border-line sm:shadow-float"
        >
          <Dialog.Title className="sr-only">{t('palette.title')}</Dialog.Title>
          <Box onClose={onClose} />
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  )
}

const isSpace = ({ key, target }: KeyboardEvent) => key === ' ' && target instanceof HTMLInputElement

function Box({ onClose }: { onClose: () => void }) {
  const t = useT()
  const [text, setText] = useState('')
  const [value, setValue] = useState('')
  const [said, setSaid] = useState('')
  const [asked, setAsked] = useState<readonly Command[]>([])
  const [scope, setScope] = useState<KindName | null>(null)
  // Once a row was chosen by the arrows, the space belongs to it and no longer to the words.
  const [walking, setWalking] = useState(false)
  const asking = asked.at(-1)
  // The box is there at once, to be typed into; what it offers follows.
  const offers = useDeferredValue(true, false)
  const peek = usePeeker()
  const scopes = useScopes()
  const write = (next: string) => {
    setWalking(false)
    setText(next)
  }

  const choose = (command: Command) => {
    if (command.choices) {
      setAsked([...asked, command])
      setText('')
      return
    }
    onClose()
    // The page has its focus back before the command looks for it.
    if (command.run) afterClosing(command.run)
  }
  const back = () => {
    setAsked(asked.slice(0, -1))
    setText('')
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    if (event.nativeEvent.isComposing) return
    const chosen = document.querySelector<HTMLElement>('[data-palette] [cmdk-item][aria-selected=true]')
    const href = chosen?.dataset['href']
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      if (href) openElsewhere(href)
    } else if (event.key === 'Backspace' && !text && (asking || scope)) {
      event.preventDefault()
      if (asking) back()
      else setScope(null)
    } else if (event.key === 'Tab' && !asking && event.target instanceof HTMLInputElement && scopes.length > 2) {
      event.preventDefault()
      const step = event.shiftKey ? -1 : 1
      setScope(scopes.at((scopes.indexOf(scope) + step) % scopes.length)!)
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      setWalking(true)
    } else if ((peek.isKey(event) || (walking && isSpace(event))) && chosen?.dataset['record']) {
      event.preventDefault()
      onClose()
      peek.open(chosen.dataset['record'])
    }
  }

  return (
    <Cmdk
      data-palette
      shouldFilter={false}
      loop
      vimBindings={false}
      label={t('palette.title')}
      value={value}
      onValueChange={setValue}
      onKeyDown={onKeyDown}
      className="flex min-h-0 flex-1 flex-col"
    >
      <div className="flex h-14 shrink-0 items-center gap-2 border-b border-line px-3 pt-[env(safe-area-inset-top)] sm:h-12 sm:px-4">
        {asking ? (
          <>
            <IconButton size="icon-sm" label={t('palette.back')} onClick={back}>
              <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden />
            </IconButton>
            <span className="max-w-[40%] truncate rounded-sm bg-sunken px-2 py-0.5 text-dense text-text-2 dark:bg-hover">
              {asked.map(({ label }) => label).join(' › ')}
            </span>
          </>
        ) : (
          <Search className="size-4 shrink-0 text-text-3" aria-hidden />
        )}
        <Cmdk.Input
          autoFocus
          value={text}
          onValueChange={write}
          dir={text ? 'auto' : undefined}
          placeholder={
            scope && !asking
              ? t('search.type_in', { kind: t(`nav.${scope}`) })
              : t(asking ? (asking.onText ? 'palette.type' : 'palette.choose') : 'palette.placeholder')
          }
          className="h-full min-w-0 flex-1 bg-transparent text-read outline-none placeholder:text-text-3"
        />
        {asking || scopes.length < 3 ? null : <ScopeChip scope={scope} scopes={scopes} onChange={setScope} />}
        <button type="button" onClick={onClose} className="h-11 rounded-sm px-2 text-text-2 hover:text-text sm:hidden">
          {t('action.cancel')}
        </button>
      </div>
      <Cmdk.List label={t('palette.title')} className="min-h-0 flex-1 overflow-y-auto p-1.5 sm:max-h-[calc(70vh-84px)]">
        {!offers ? null : asking ? (
          <Choices asked={asking} text={text} onChoose={choose} />
        ) : (
          <Everything text={text} scope={scope} onChoose={choose} onClose={onClose} onSay={setSaid} />
        )}
      </Cmdk.List>
      <p role="status" className="sr-only">
        {said}
      </p>
      <PaletteHints record={/^(lead|contact|account):/.test(value)} walking={walking} />
    </Cmdk>
  )
}
