import { Mail, MessageCircle, Phone } from 'lucide-react'
import { useTenant } from '#lib/access.ts'
import { useT } from '#lib/i18n.ts'
import { Avatar } from '#ui/avatar.tsx'
import { buttonLook } from '#ui/button.tsx'
import { Link } from '@tanstack/react-router'
import { cn } from '#lib/cn.ts'
import { reachOf } from './reach.tsx'
import type { KindRecord } from '../kind.ts'

const press = cn(buttonLook({ look: 'ghost', size: 'icon-sm' }), 'pointer-coarse:size-11')

/** A person on a card: who they are, and how to reach them with one press. */
export function PersonCard({ person, about }: { person: KindRecord; about: string | null }) {
  const t = useT()
  const tenant = useTenant()
  const reach = reachOf(person)
  const email = person['email'] as string | null
  const name = String(person['full_name'] ?? email ?? reach?.shown ?? '…')
  return (
    <div className="@container py-1">
      <div className="flex min-h-9 flex-wrap items-center gap-x-2">
        <Avatar name={name} size={24} />
        <div className="min-w-0 flex-1 basis-28">
          <Link
            to="/t/$tenant/contacts/$id"
            params={{ tenant, id: person.id }}
            className="block rounded-sm font-medium hover:text-brand hover:underline"
          >
            <bdi className="one-line">{name}</bdi>
          </Link>
          {about ? <bdi className="one-line text-dense text-text-3">{about}</bdi> : null}
        </div>
        {/* In a narrow column these stand under the name. */}
        <span className="flex shrink-0 items-center max-@2xs:ms-6">
          {reach ? (
            <>
              <a href={reach.tel} title={reach.shown} aria-label={t('person.call', { name })} className={press}>
                <Phone className="size-4" aria-hidden />
              </a>
              <a
                href={reach.whatsapp}
                target="_blank"
                rel="noreferrer noopener"
                aria-label={t('person.whatsapp', { name })}
                className={press}
              >
                <MessageCircle className="size-4 text-success" aria-hidden />
              </a>
            </>
          ) : null}
          {email ? (
            <a href={`mailto:${email}`} title={email} aria-label={t('person.write', { name })} className={press}>
              <Mail className="size-4" aria-hidden />
            </a>
          ) : null}
        </span>
      </div>
    </div>
  )
}
