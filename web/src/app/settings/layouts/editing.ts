import { arrange, type Arrangement, homeAmong, homesOf, isPart, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { MOST_SECTIONS } from '@rihla/contracts/layouts.ts'
import { LAYOUTS } from '@rihla/contracts/usualLayouts.ts'
import { useMemo, useState } from 'react'
import { type MessageId, useT } from '#lib/i18n.ts'
import { fieldLabel } from '#records/fields/labels.ts'
import { changed, type Draft, drafts, isChanged, same, type Saved, stepBack, stepForth } from './drafts.ts'
import { drop, type Landing, landing } from './drops.ts'
import * as moves from './moves.ts'

interface Given {
  kind: LayoutKind
  saved: Saved
  own: readonly string[]
  /** The name of the draft. */
  name: string
  draft: Draft | null
}

/** The arrangement while somebody works on it, and everything that can be done with it. */
export function useEditing({ kind, saved, own, name: draftName, draft }: Given) {
  const t = useT()
  /** Where something went, for those who do not see it. */
  const [said, setSaid] = useState('')
  const arranged = (one: Arrangement) => arrange(kind, one, own)
  const differs = isChanged(draft) && !same(arranged(draft.now), arranged(draft.base))
  const shown = differs ? draft.now : saved
  // Fields that are made meanwhile are there too.
  const now = useMemo(() => arrange(kind, shown, own), [kind, shown, own])
  const blocks = useMemo(() => moves.blocksOf(now), [now])

  const usualName = (id: string) =>
    isPart(kind, id)
      ? t(`layouts.part.${id}` as MessageId)
      : id === moves.ASIDE
        ? t('record.aside')
        : id.startsWith('own-')
          ? t('layouts.add_new')
          : t(`section.${id}` as MessageId)
  const nameOf = ({ id, name }: moves.Block) => name?.trim() || usualName(id)

  function put(next: moves.Blocks, what: string | null = null) {
    const arrangement = moves.arrangementOf(next)
    if (!same(arrangement, now)) drafts.set(draftName, changed(draft, saved, arrangement, what))
  }
  /** Says where a row stands by now. */
  function tell(row: string, next: moves.Blocks) {
    const name = row.slice(row.indexOf(':') + 1)
    const at = next.findIndex(({ id, fields }) => (row.startsWith('field:') ? fields.includes(name) : id === name))
    const block = next[at]
    if (!block) return
    setSaid(
      row.startsWith('field:')
        ? t('layouts.at_field', {
            name: fieldLabel(name, kind),
            place: block.fields.indexOf(name) + 1,
            count: block.fields.length,
            section: nameOf(block),
          })
        : t('layouts.at_section', { name: nameOf(block), place: at + 1, count: next.length - 1 }),
    )
  }
  function move(row: string, next: moves.Blocks) {
    put(next)
    tell(row, next)
  }
  const rename = (id: string, name: string | null) =>
    put(
      blocks.map((one) => (one.id === id ? { ...one, name } : one)),
      `name:${id}`,
    )

  /** The section a field comes back to. */
  const home = (field: string) => homeAmong(kind, blocks.slice(0, -1), homesOf(kind, own).get(field))?.id ?? moves.ASIDE
  function place(field: string, id: string) {
    const { fields } = blocks.find((one) => one.id === id)!
    move(moves.fieldRow(field), moves.placeField(blocks, field, id, fields.length))
  }
  function add(id: string) {
    const name = id.startsWith('own-') ? t('layouts.add_new') : null
    put(moves.addBlock(blocks, { id, name, fields: [] }))
  }
  /** What was left without a name is called as it usually is. */
  function settledName({ id, name }: moves.Block): string | null {
    if (name === null || (name.trim() && name.trim() !== usualName(id))) return name
    return id.startsWith('own-') ? usualName(id) : null
  }
  function settleName(id: string) {
    const block = blocks.find((one) => one.id === id)
    if (block) rename(id, settledName(block))
  }
  /** What is to be saved, also where a name is still being written. */
  function settle(): Arrangement {
    const next = moves.arrangementOf(blocks.map((one) => ({ ...one, name: settledName(one) })))
    if (draft && !same(draft.now, next)) drafts.set(draftName, changed(draft, saved, next, null))
    return next
  }
  function remove(id: string) {
    const next = moves.removeBlock(kind, blocks, id)
    const gone = blocks.find((one) => one.id === id)!
    const heir = next.find(({ fields }) => fields.includes(gone.fields[0] ?? ''))
    put(next)
    if (heir) setSaid(t('layouts.removed', { name: nameOf(gone), section: nameOf(heir) }))
  }

  function turn(next: Draft, words: MessageId) {
    drafts.set(draftName, next)
    setSaid(t(words))
  }

  return {
    kind,
    blocks,
    now,
    said,
    changed: differs,
    /** Somebody else saved since this was begun. */
    late: differs && draft.version !== saved.version,
    usualName,
    nameOf,
    home,
    place,
    add,
    rename,
    settleName,
    settle,
    remove,
    /** Whether fields may stand in it. */
    holds: (id: string) => !isPart(kind, id),
    /** Sections of ours that were removed. */
    absent: LAYOUTS[kind].map(({ id }) => id).filter((id) => !blocks.some((one) => one.id === id)),
    full: blocks.length > MOST_SECTIONS,
    discard: () => drafts.set(draftName, null),
    back: draft?.past.length ? () => turn(stepBack(draft), 'layouts.undone') : null,
    forth: draft?.future.length ? () => turn(stepForth(draft), 'layouts.redone') : null,
    step: (row: string, by: 1 | -1) => move(row, moves.step(kind, blocks, row, by)),
    landing: (what: string, over: string, lower: boolean) => landing(kind, blocks, what, over, lower),
    drop: (what: string, line: Landing) => move(what, drop(blocks, what, line)),
  }
}
export type Editing = ReturnType<typeof useEditing>
