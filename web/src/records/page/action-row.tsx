import { MessageCircle, Phone, StickyNote } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { buttonLook } from '#ui/button.tsx'
import type { KindRecord } from '../kind.ts'
import type { RecordAction } from './page-kind.ts'
import { reachOf } from './reach.tsx'

const look = cn(
  buttonLook({ look: 'ghost' }),
  'min-h-11 min-w-0 flex-1 basis-0 flex-col gap-0.5 px-0 text-meta font-normal pointer-coarse:px-0',
)

const Label = ({ icon, children }: { icon: ReactNode; children: ReactNode }) => (
  <>
    {icon}
    <span className="max-w-full truncate">{children}</span>
  </>
)

/** On a phone: at the bottom edge, within reach of the thumb. Call, write, note it down, move it on. */
export function ActionRow({
  record,
  onNote,
  next,
  children,
}: {
  record: KindRecord
  /** Absent: this user may not. */
  onNote: (() => void) | undefined
  /** Where all of it leads to, while it may still be done. */
  next: RecordAction | undefined
  children?: ReactNode
}) {
  const t = useT()
  const reach = reachOf(record)
  if (!reach && !onNote && !next && !children) return null
  return (
    <div
      role="toolbar"
      aria-label={t('record.actions')}
      className="sticky bottom-0 z-10 flex items-center gap-1 border-t border-line bg-surface px-2 py-1"
    >
      {reach ? (
        <>
          <a href={reach.tel} aria-label={`${t('field.phone')} ${reach.shown}`} className={look}>
            <Label icon={<Phone className="size-5" aria-hidden />}>{t('activity_type.call')}</Label>
          </a>
          <a href={reach.whatsapp} target="_blank" rel="noreferrer noopener" className={look}>
            <Label icon={<MessageCircle className="size-5 text-success" aria-hidden />}>
              {t('activity_type.whatsapp')}
            </Label>
          </a>
        </>
      ) : null}
      {onNote ? (
        <button type="button" onClick={onNote} className={look}>
          <Label icon={<StickyNote className="size-5" aria-hidden />}>{t('activity_type.note')}</Label>
        </button>
      ) : null}
      {children ? <span className="flex min-w-0 flex-1 justify-center">{children}</span> : null}
      {next ? (
        <button type="button" onClick={next.run} className={cn(look, 'font-medium text-brand hover:text-brand')}>
          <Label icon={<next.icon className="size-5" aria-hidden />}>{next.name}</Label>
        </button>
      ) : null}
    </div>
  )
}
