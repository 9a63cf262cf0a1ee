import type { Field } from '@rihla/contracts/fields.ts'
import type { ReactNode } from 'react'
import { useHere } from '#lib/access.ts'
import {
  formatDate,
  formatDateTime,
  formatDay,
  formatDayLong,
  formatMoney,
  formatNumber,
  formatPercent,
  formatRelative,
} from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useMember } from '#lib/members.ts'
import { Avatar } from '#ui/avatar.tsx'
import { Chip } from '#ui/badge.tsx'
import { TagChip } from '../tag-chip.tsx'
import { choiceLabel, isShare, knownWord } from './labels.ts'

export interface ViewProps {
  name: string
  field: Field
  value: unknown
  /** The record it belongs to: an amount stands beside its currency. */
  record: Readonly<Record<string, unknown>>
}

/** What people wrote, in whichever direction they wrote it. */
export const Plain = ({ name, value }: ViewProps) => <bdi>{knownWord(name, String(value))}</bdi>

export const LongText = ({ value }: ViewProps) => (
  <span dir="auto" className="block whitespace-pre-line">
    {String(value)}
  </span>
)

const link = 'inline-flex min-h-6 max-w-full items-center text-brand underline-offset-4 hover:underline'
/** What is read from left to right in every language: where it has no room it loses its end, and never its beginning. */
const leftToRight = 'min-w-0 overflow-hidden text-ellipsis'

export const EmailView = ({ value }: ViewProps) => (
  <a href={`mailto:${String(value)}`} className={link}>
    <bdi dir="ltr" className={leftToRight}>
      {brokenAt(String(value), '@')}
    </bdi>
  </a>
)

/** A text that is broken before its last such sign, sooner than within a word, where it may be broken at all. */
function brokenAt(text: string, sign: string): ReactNode {
  const at = text.lastIndexOf(sign)
  if (at <= 0) return text
  return (
    <>
      {text.slice(0, at)}
      <wbr className="hidden in-[.wrap-anywhere]:inline" />
      {text.slice(at)}
    </>
  )
}

export const PhoneView = ({ value }: ViewProps) => (
  <a href={`tel:${String(value).replace(/[^\d+]/g, '')}`} className={link}>
    <bdi dir="ltr" className={`whitespace-nowrap ${leftToRight}`}>
      {String(value)}
    </bdi>
  </a>
)

/** An address people typed; only the web's own schemes become a link. */
export function safeUrl(text: string): string | null {
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:/i.test(text) ? text : `https://${text}`)
    return url.protocol === 'https:' || url.protocol === 'http:' ? url.href : null
  } catch {
    return null
  }
}

export function UrlView({ value }: ViewProps) {
  const href = safeUrl(String(value))
  if (!href) return <bdi>{String(value)}</bdi>
  return (
    <a href={href} target="_blank" rel="noreferrer noopener" className={link}>
      <bdi>{String(value)}</bdi>
    </a>
  )
}

export const ChoiceView = ({ name, field, value }: ViewProps) => <>{choiceLabel(name, field, String(value))}</>

export const NumberView = ({ name, value }: ViewProps) => (
  <bdi className="tabular-nums">{isShare(name) ? formatPercent(Number(value)) : formatNumber(Number(value))}</bdi>
)

export function MoneyView({ value, record }: ViewProps) {
  const { tenant } = useHere()
  const currency = (record['currency'] as string | null | undefined) ?? tenant.base_currency
  return <bdi className="tabular-nums">{formatMoney(Number(value), currency)}</bdi>
}

export function BooleanView({ value }: ViewProps) {
  const t = useT()
  return <>{value ? t('value.yes') : t('value.no')}</>
}

export const DayView = ({ value }: ViewProps) => (
  <time dateTime={String(value)} title={formatDayLong(String(value))} className="tabular-nums">
    {formatDay(String(value))}
  </time>
)

/** How long ago, or when; the exact time on hover. */
export const Moment = ({ at, relative = true }: { at: string; relative?: boolean }) => (
  <time dateTime={at} title={formatDateTime(at)} className="tabular-nums">
    {relative ? formatRelative(at) : formatDate(at)}
  </time>
)
export const TimestampView = ({ value }: ViewProps) => (
  <time dateTime={String(value)} title={formatRelative(String(value))} className="tabular-nums">
    {formatDateTime(String(value))}
  </time>
)

/** A member by avatar and name; those who left keep their name. */
export function MemberName({ id }: { id: string | null }) {
  const t = useT()
  const member = useMember(id)
  if (id === null) return <span className="text-text-3">{t('value.nobody')}</span>
  const name = member?.name ?? '…'
  return (
    <span className="inline-flex min-w-0 max-w-full items-center gap-1.5">
      <Avatar name={name} size={20} />
      <bdi className="one-line">{name}</bdi>
    </span>
  )
}
export const MemberView = ({ value }: ViewProps) => <MemberName id={value as string | null} />

export const ListView = ({ name, field, value }: ViewProps) => (
  <span className="flex flex-wrap gap-1">
    {(value as string[]).map((one) =>
      name === 'tags' ? (
        <TagChip key={one} name={one} />
      ) : (
        <Chip key={one}>
          <bdi>{field.values ? choiceLabel(name, field, one) : one}</bdi>
        </Chip>
      ),
    )}
  </span>
)

export const IdView = ({ value }: ViewProps): ReactNode => <bdi className="font-mono text-dense">{String(value)}</bdi>
