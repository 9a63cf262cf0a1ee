import { ChevronRight } from 'lucide-react'
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react'
import { cn } from '#lib/cn.ts'
import { fold } from '#lib/fold.ts'

export interface TreeNode {
  id: string
  /** What typing its first letters finds. */
  text: string
  children: readonly TreeNode[]
}

interface Placed<N> {
  node: N
  level: number
  parent: string | null
  place: number
  siblings: number
}

/** The nodes that can be seen, in the order they are read. */
export function visibleNodes<N extends TreeNode>(
  nodes: readonly N[],
  isOpen: (id: string) => boolean,
  level = 1,
  parent: string | null = null,
): Placed<N>[] {
  return nodes.flatMap((node, index) => [
    { node, level, parent, place: index + 1, siblings: nodes.length },
    ...(isOpen(node.id) ? visibleNodes(node.children as readonly N[], isOpen, level + 1, node.id) : []),
  ])
}

/** What has what below it. Arrows walk, open and close; Enter and F2 do what the row is for; letters find. */
export function Tree<N extends TreeNode>({
  label,
  nodes,
  closed,
  onToggle,
  onEnter,
  row,
}: {
  label: string
  nodes: readonly N[]
  closed: ReadonlySet<string>
  onToggle: (id: string, open: boolean) => void
  onEnter: (node: N) => void
  /** What a row says; its buttons are in the order of Tab only where the row has the focus. */
  row: (node: N, tabIndex: 0 | -1) => ReactNode
}) {
  const list = useRef<HTMLUListElement>(null)
  const [active, setActive] = useState<string | null>(null)
  const typed = useRef({ text: '', at: 0 })
  const rows = visibleNodes(nodes, (id) => !closed.has(id))
  const current = rows.some(({ node }) => node.id === active) ? active : rows[0]?.node.id

  const focus = (id: string | null | undefined) => {
    if (!id) return
    setActive(id)
    list.current?.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus()
  }
  const find = (key: string, now: number, from: number) => {
    const text = (now - typed.current.at < 700 ? typed.current.text : '') + fold(key)
    typed.current = { text, at: now }
    const after = [...rows.slice(from + (text.length > 1 ? 0 : 1)), ...rows.slice(0, from + 1)]
    focus(after.find(({ node }) => fold(node.text).startsWith(text))?.node.id)
  }

  function onKeyDown(event: KeyboardEvent<HTMLElement>, { node, parent }: Placed<N>) {
    // What stands in the row keeps its own keys.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    const at = rows.findIndex((one) => one.node.id === node.id)
    const rtl = getComputedStyle(event.currentTarget).direction === 'rtl'
    const open = !closed.has(node.id)
    const inwards = rtl ? 'ArrowLeft' : 'ArrowRight'
    const outwards = rtl ? 'ArrowRight' : 'ArrowLeft'
    if (event.key === 'ArrowDown') focus(rows[at + 1]?.node.id)
    else if (event.key === 'ArrowUp') focus(rows[at - 1]?.node.id)
    else if (event.key === 'Home') focus(rows[0]?.node.id)
    else if (event.key === 'End') focus(rows.at(-1)?.node.id)
    else if (event.key === inwards && node.children.length) {
      if (open) focus(node.children[0]!.id)
      else onToggle(node.id, true)
    } else if (event.key === outwards) {
      if (open && node.children.length) onToggle(node.id, false)
      else focus(parent)
    } else if (event.key === 'Enter' || event.key === 'F2') onEnter(node)
    else if (event.key.length === 1 && event.key !== ' ') find(event.key, event.timeStamp, at)
    else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <ul ref={list} role="tree" aria-label={label} className="rounded-md border border-line bg-surface py-1">
      {rows.map((placed) => {
        const { node, level, place, siblings } = placed
        const here = node.id === current
        const open = !closed.has(node.id)
        return (
          <li
            key={node.id}
            role="treeitem"
            data-node={node.id}
            aria-label={node.text}
            aria-level={level}
            aria-posinset={place}
            aria-setsize={siblings}
            aria-expanded={node.children.length ? open : undefined}
            tabIndex={here ? 0 : -1}
            onFocus={() => setActive(node.id)}
            onKeyDown={(event) => onKeyDown(event, placed)}
            style={{ paddingInlineStart: `${Math.min(level - 1, 8) * 20 + 4}px` }}
            className="group flex min-h-9 items-center gap-1 pe-2 hover:bg-hover focus-visible:-outline-offset-2"
          >
            {node.children.length ? (
              <span
                aria-hidden
                onClick={() => onToggle(node.id, !open)}
                className="grid size-7 shrink-0 cursor-pointer place-items-center rounded-sm text-text-3 hover:text-text pointer-coarse:size-11"
              >
                <ChevronRight
                  className={cn('size-4 transition-transform rtl:-scale-x-100', open && 'rotate-90 rtl:-rotate-90')}
                />
              </span>
            ) : (
              <span aria-hidden className="w-7 shrink-0 pointer-coarse:w-11" />
            )}
            {row(node, here ? 0 : -1)}
          </li>
        )
      })}
    </ul>
  )
}
