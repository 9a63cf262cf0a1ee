import { BookmarkPlus, ChevronDown, Pin, PinOff, Settings2, Users } from 'lucide-react'
import { type ReactNode, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { usePin } from '#lib/my-preferences.ts'
import { usePins } from '#lib/pins.ts'
import { Button } from '#ui/button.tsx'
import type { Option } from '#ui/choice-list.tsx'
import { ChoicePopover } from '#ui/choice-popover.tsx'
import { ErrorPanel, Skeleton } from '#ui/states.tsx'
import type { ListViews } from './use-list-views.tsx'
import type { ListView } from './view-state.ts'

/** The list's name, and the other lists one often wants: everybody's, one's own, those that others share. */
export function ViewPicker({ views, fallback }: { views: ListViews; fallback: string }) {
  const t = useT()
  const [open, setOpen] = useState(false)
  const pin = usePin()
  const kept = views.view?.kept
  const pinned = usePins().includes(kept?.id ?? '')
  useShortcut('v', 'keys.views', () => setOpen(true))
  const optionsOf = (group: string, ones: readonly ListView[]): Option[] =>
    ones.map(({ id, name, kept }) => ({
      value: id,
      text: name,
      group,
      view: <Name name={name} shared={kept?.shared} />,
    }))
  const close = (work: () => void) => () => {
    setOpen(false)
    work()
  }
  return (
    <ChoicePopover
      searchable
      label={t('views.title')}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button
          type="button"
          className="-mx-1.5 inline-flex items-center gap-1 rounded-sm px-1.5 hover:bg-hover pointer-coarse:min-h-11"
        >
          <span dir="auto" className="max-w-64 truncate sm:max-w-96">
            {views.view?.name ?? fallback}
          </span>
          <ChevronDown className="size-4 shrink-0 text-text-3" aria-hidden />
        </button>
      }
      chosen={views.view ? [views.view.id] : []}
      options={[
        ...optionsOf(t('views.group.standard'), views.standard),
        ...optionsOf(t('views.group.mine'), views.mine),
        ...optionsOf(t('views.group.shared'), views.shared),
      ]}
      onChoose={views.open}
      footer={
        <div className="flex flex-col border-t border-line p-1">
          {views.loading ? <Skeleton className="m-2 h-4 w-32" /> : null}
          {views.error ? <ErrorPanel compact error={views.error} onRetry={views.retry} /> : null}
          <FooterButton icon={<BookmarkPlus className="size-4" aria-hidden />} onClick={close(views.keepAs)}>
            {t('views.keep_as')}
          </FooterButton>
          {kept ? (
            <FooterButton
              icon={pinned ? <PinOff className="size-4" aria-hidden /> : <Pin className="size-4" aria-hidden />}
              onClick={close(() => pin(kept.id, !pinned))}
            >
              {t(pinned ? 'views.unpin' : 'views.pin')}
            </FooterButton>
          ) : null}
          {views.mine.length + views.shared.length ? (
            <FooterButton icon={<Settings2 className="size-4" aria-hidden />} onClick={close(views.manage)}>
              {t('views.manage')}
            </FooterButton>
          ) : null}
        </div>
      }
    />
  )
}

function Name({ name, shared }: { name: string; shared: boolean | undefined }) {
  const t = useT()
  return (
    <span className="flex items-center gap-2">
      <span dir="auto" className="min-w-0 truncate">
        {name}
      </span>
      {shared ? <Users className="size-3.5 shrink-0 text-text-3" role="img" aria-label={t('views.shared')} /> : null}
    </span>
  )
}

const FooterButton = ({ icon, children, onClick }: { icon: ReactNode; children: ReactNode; onClick: () => void }) => (
  <Button look="ghost" className="justify-start px-2 font-normal" onClick={onClick}>
    {icon}
    {children}
  </Button>
)
