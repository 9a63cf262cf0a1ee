import { Phone } from 'lucide-react'
import type { ReactNode } from 'react'
import { cn } from '#lib/cn.ts'
import { isEmpty } from '../empty.ts'
import { EmailView, PhoneView, type ViewProps } from '../views.tsx'
import { addressLines } from './address.ts'
import { networkName, profileLink } from './networks.ts'
import { asRows, asValues, partsOf } from './parts.ts'
import { type Told, toldParts } from './told.ts'

const Lines = ({ children }: { children: ReactNode }) => (
  <span className="flex min-w-0 flex-col gap-y-0.5">{children}</span>
)

/** A line of its own, in the direction it was written, at the edge where lines begin. */
const Own = ({ className, children }: { className?: string; children: string }) => (
  <span className={cn('block wrap-anywhere', className)}>
    <bdi>{children}</bdi>
  </span>
)

/** A name and what is said under it, beside it where there is room. */
const Line = ({ label, children }: { label: string; children: ReactNode }) => (
  <span className="flex min-w-0 flex-wrap items-baseline gap-x-1.5 wrap-anywhere">
    <bdi className="text-dense text-text-3">{label}</bdi>
    <span className="min-w-0">{children}</span>
  </span>
)
const Said = ({ told }: { told: readonly Told[] }) =>
  told.map(({ name, label, text }) => (
    <Line key={name} label={label}>
      <bdi className="font-medium">{text}</bdi>
    </Line>
  ))

/** As it stands on a letter; what else somebody noted of it comes after. */
function AddressView({ value }: ViewProps) {
  const declared = new Set(partsOf('address', {}).map(({ name }) => name))
  return (
    <Lines>
      {addressLines(asValues(value)).map((line, index) => (
        <Own key={index}>{line}</Own>
      ))}
      <Said told={toldParts('address', value).filter(({ name }) => !declared.has(name))} />
    </Lines>
  )
}

const ProfilesView = ({ value }: ViewProps) => (
  <Lines>
    {toldParts('social_profiles', value).map(({ name, label, text }) => {
      const href = profileLink(name, text)
      return (
        <Line key={name} label={label}>
          {href ? (
            <a
              href={href}
              target="_blank"
              rel="noopener noreferrer nofollow"
              aria-label={`${networkName(name)} ${text}`}
              className="inline-flex min-h-6 items-center text-brand underline-offset-4 hover:underline"
            >
              <bdi dir="ltr">{shortened(text)}</bdi>
            </a>
          ) : (
            <bdi>{text}</bdi>
          )}
        </Line>
      )
    })}
  </Lines>
)

/** Beside the name of the network its address says nothing new. */
const shortened = (text: string) => text.replace(/^https?:\/\/(www\.)?/i, '').replace(/\/$/, '')

const FlyerView = ({ value }: ViewProps) => (
  <Lines>
    {asRows(value).map(({ programme, number }, index) => (
      <Line key={index} label={String(programme ?? '')}>
        <bdi dir="ltr" className="font-mono text-dense whitespace-nowrap">
          {String(number ?? '')}
        </bdi>
      </Line>
    ))}
  </Lines>
)

/** Whom to call, and the call one press away. */
function EmergencyView(props: ViewProps) {
  const { name, relationship, phone, email } = asValues(props.value)
  return (
    <Lines>
      {isEmpty(name) ? null : <Own className="font-medium">{String(name)}</Own>}
      {isEmpty(relationship) ? null : <Own className="text-dense text-text-3">{String(relationship)}</Own>}
      {isEmpty(phone) ? null : (
        <span className="flex items-center gap-1.5">
          <Phone className="size-3.5 shrink-0 text-text-3" aria-hidden />
          <PhoneView {...props} value={phone} />
        </span>
      )}
      {isEmpty(email) ? null : <EmailView {...props} value={email} />}
    </Lines>
  )
}

const PartsView = ({ field, value }: ViewProps) => (
  <Lines>
    <Said told={toldParts(field.shape, value)} />
  </Lines>
)

const VIEWS = {
  address: AddressView,
  social_profiles: ProfilesView,
  frequent_flyer: FlyerView,
  emergency_contact: EmergencyView,
  preferences: PartsView,
  consent: PartsView,
}

/** A structure as people read it. */
export function StructureView(props: ViewProps) {
  const View = props.field.shape ? VIEWS[props.field.shape] : PartsView
  return <View {...props} />
}
