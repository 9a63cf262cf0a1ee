import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { cn } from '#lib/cn.ts'
import { formatNumber } from '#lib/format.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { type KindName, recordQuery } from '#records/kind.ts'
import { buttonLook } from '#ui/button.tsx'
import { MarkedLine } from '#ui/marked.tsx'
import { KIND_ICONS } from '../kind-icons.ts'
import { type Found, whyOf } from './found.ts'

const linksIn = (box: Element | null): HTMLElement[] => [...(box?.querySelectorAll<HTMLElement>('a[data-hit]') ?? [])]

/** Puts the focus on the first result; false where there is none. */
export function focusFirst(box: Element | null): boolean {
  const [first] = linksIn(box)
  first?.focus()
  return first !== undefined
}

/** What was found, the best first. Walked by keys as a list is: Enter opens, Space looks beside it. */
export function Results({
  lines,
  query,
  peeked,
  onPeek,
  more,
}: {
  lines: readonly Found[]
  query: string
  peeked: string | null
  onPeek: (id: string | null) => void
  /** Kinds of which there are more than stand here. */
  more: readonly { name: KindName; count: number; more: boolean }[]
}) {
  const t = useT()
  const tenant = useTenant()
  const list = useRef<HTMLUListElement>(null)
  const [at, setAt] = useState<string | null>(null)
  // One stop for Tab: the line that had the focus last.
  const stop = lines.find(({ id }) => id === at)?.id ?? lines[0]?.id

  /** To the line so many steps on; from elsewhere on the page, to the one that had the focus last. */
  function walk(steps: number) {
    const links = linksIn(list.current)
    const here = links.indexOf(document.activeElement as HTMLElement)
    const to = here < 0 ? links.find(({ dataset }) => dataset['hit'] === stop) : links[here + steps]
    to?.focus()
    // What stands open goes along.
    if (to && peeked) onPeek(to.dataset['hit']!)
  }
  useShortcut('j', 'keys.next_row', () => walk(1))
  useShortcut('k', 'keys.previous_row', () => walk(-1))

  function onKeyDown(event: KeyboardEvent<HTMLElement>) {
    const hit = (event.target as HTMLElement).dataset['hit']
    if (!hit || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return
    const { key } = event
    if (key === ' ') onPeek(peeked === hit ? null : hit)
    else if (key === 'ArrowDown') walk(1)
    else if (key === 'ArrowUp') walk(-1)
    else if (key === 'Home') walk(-linksIn(list.current).indexOf(event.target as HTMLElement))
    else if (key === 'End') linksIn(list.current).at(-1)?.focus()
    else return
    event.preventDefault()
  }

  return (
    <>
      <ul
        ref={list}
        aria-label={t('search.results', { text: query })}
        onKeyDown={onKeyDown}
        className="max-w-5xl py-2 sm:px-3"
      >
        {lines.map((line) => (
          <Line
            key={line.id}
            line={line}
            query={query}
            stop={line.id === stop}
            peeked={line.id === peeked}
            onFocus={() => setAt(line.id)}
          />
        ))}
      </ul>
      {more.length ? (
        <p className="flex flex-wrap gap-2 px-4 pt-1 sm:px-6">
          {more.map(({ name, count, more }) => (
            <Link
              key={name}
              to={`/t/$tenant/${name}`}
              params={{ tenant }}
              search={{ search: query } as never}
              className={buttonLook({ look: 'secondary', size: 'sm' })}
            >
              {t('search.more_in', { list: t(`nav.${name}`), count: `${formatNumber(count)}${more ? '+' : ''}` })}
            </Link>
          ))}
        </p>
      ) : null}
    </>
  )
}

function Line({
  line,
  query,
  stop,
  peeked,
  onFocus,
}: {
  line: Found
  query: string
  stop: boolean
  peeked: boolean
  onFocus: () => void
}) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const { kind, id, name, about } = line
  const Icon = KIND_ICONS[kind.name]
  const why = whyOf(line)
  return (
    <li>
      <Link
        to={`/t/$tenant/${kind.name}/$id`}
        params={{ tenant, id }}
        data-hit={id}
        tabIndex={stop ? 0 : -1}
        onFocus={onFocus}
        onPointerEnter={() => void client.prefetchQuery(recordQuery(kind, tenant, id))}
        className={cn(
          'flex min-h-11 items-center gap-3 rounded-sm px-4 py-1.5 hover:bg-hover focus-visible:-outline-offset-2 pointer-coarse:min-h-13 sm:px-3',
          peeked && 'bg-brand-soft',
        )}
      >
        <Icon className="size-4 shrink-0 text-text-3" aria-hidden />
        <span className="flex min-w-0 flex-1 flex-col sm:flex-row sm:items-baseline sm:gap-3">
          <span className="min-w-0 font-medium sm:max-w-3/5 sm:shrink-0">
            <MarkedLine text={name} query={query} />
          </span>
          {about ? (
            <span className="min-w-0 text-dense text-text-2">
              <MarkedLine text={about} query={query} />
            </span>
          ) : null}
        </span>
        <span className="flex shrink-0 flex-col items-end text-meta text-text-3 sm:flex-row sm:gap-3">
          {why ? <span>{t(why)}</span> : null}
          <span>{t(`record.${kind.resource.record_type as 'lead' | 'contact' | 'account'}`)}</span>
        </span>
      </Link>
    </li>
  )
}
