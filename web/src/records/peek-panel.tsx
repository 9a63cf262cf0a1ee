import { IconButton } from '#ui/icon-button.tsx'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useRef } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useNarrow } from '#lib/use-media.ts'
import { SidePanel } from '#ui/side-panel.tsx'

interface Props {
  /** What it shows, for those who hear it. */
  label: string
  title: ReactNode
  /** Beside the way to close it: on to the next, and into the record. */
  tools: ReactNode
  onClose: () => void
  children: ReactNode
}

/**
 * A record beside the list it stands in. The list keeps the focus and its keys, so that the panel follows whoever walks
 * the rows; on a phone it is a sheet over the list.
 */
export function PeekPanel(props: Props) {
  const narrow = useNarrow()
  return narrow ? <Sheet {...props} /> : <SidePane {...props} />
}

const Sheet = ({ title, tools, onClose, children }: Props) => (
  <SidePanel open onOpenChange={(open) => open || onClose()} title={title} tools={tools}>
    {children}
  </SidePanel>
)

function SidePane({ label, title, tools, onClose, children }: Props) {
  const t = useT()
  const panel = useRef<HTMLElement>(null)
  useShortcut('escape', 'keys.close_peek', onClose)
  // Whoever worked in it goes on in the list, not nowhere.
  useEffect(() => {
    const element = panel.current
    return () => {
      if (element?.contains(document.activeElement))
        document.querySelector<HTMLElement>('[data-scroll] [tabindex="0"]')?.focus({ preventScroll: true })
    }
  }, [])
  return (
    <aside
      ref={panel}
      aria-label={label}
      data-panel
      className="absolute inset-y-0 end-0 z-30 flex w-105 max-w-full animate-panel flex-col border-s border-line bg-bg shadow-float xl:relative xl:shrink-0 xl:shadow-none"
    >
      <header className="flex items-start gap-2 border-b border-line bg-surface py-2 ps-4 pe-2">
        <h2 className="min-w-0 flex-1 pt-1 text-h3 font-semibold wrap-anywhere">
          <bdi>{title}</bdi>
        </h2>
        {tools}
        <IconButton label={t('action.close')} keys="esc" size="icon-sm" onClick={onClose}>
          <X className="size-4" aria-hidden />
        </IconButton>
      </header>
      <div className="min-h-0 flex-1 overflow-y-auto px-4 py-3">{children}</div>
    </aside>
  )
}
