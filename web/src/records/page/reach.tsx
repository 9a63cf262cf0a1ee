import { Mail, MessageCircle, Phone } from 'lucide-react'
import { cn } from '#lib/cn.ts'
import { useT } from '#lib/i18n.ts'
import { buttonLook } from '#ui/button.tsx'
import type { KindRecord } from '../kind.ts'

const text = (record: KindRecord, name: string) => (record[name] as string | null | undefined) ?? null

/** The addresses that reach somebody by phone; none without a number. */
export function reachOf(record: KindRecord): { shown: string; tel: string; whatsapp: string } | null {
  const shown = text(record, 'phone') ?? text(record, 'mobile')
  if (!shown) return null
  const digits = (text(record, 'phone_e164') ?? text(record, 'mobile_e164') ?? shown).replace(/\D/g, '')
  return { shown, tel: `tel:${shown.replace(/[^\d+]/g, '')}`, whatsapp: `https://wa.me/${digits}` }
}

/** The ways to speak to them, each one press away. */
export function Reach({ record }: { record: KindRecord }) {
  const t = useT()
  const reach = reachOf(record)
  const email = text(record, 'email')
  if (!reach && !email) return null
  const look = cn(buttonLook({ look: 'ghost', size: 'sm' }), 'max-w-full border border-line font-normal text-text')
  // On a phone the address is one more word about them, with room for a finger around it.
  const onPhone =
    'max-sm:relative max-sm:h-7! max-sm:border-0 max-sm:px-0! max-sm:after:absolute max-sm:after:inset-x-0 max-sm:after:-inset-y-2'
  return (
    <div className="flex min-w-0 flex-wrap items-center gap-1.5">
      {reach ? (
        // On a phone these stand at the thumb.
        <span className="contents max-sm:hidden">
          <a href={reach.tel} aria-label={`${t('field.phone')} ${reach.shown}`} className={look}>
            <Phone className="size-3.5 text-text-3" aria-hidden />
            <bdi dir="ltr">{reach.shown}</bdi>
          </a>
          <a
            href={reach.whatsapp}
            target="_blank"
            rel="noreferrer noopener"
            title={t('record.whatsapp')}
            className={look}
          >
            <MessageCircle className="size-3.5 text-success" aria-hidden />
            {t('activity_type.whatsapp')}
          </a>
        </span>
      ) : null}
      {email ? (
        <a href={`mailto:${email}`} aria-label={`${t('field.email')} ${email}`} className={cn(look, onPhone)}>
          <Mail className="size-3.5 text-text-3" aria-hidden />
          <bdi className="truncate">{email}</bdi>
        </a>
      ) : null}
    </div>
  )
}
