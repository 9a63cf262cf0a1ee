import type { LayoutKind } from '@rihla/contracts/layoutShape.ts'
import type { Layout } from '@rihla/contracts/layouts.ts'
import { useEffect } from 'react'
import { autoScroll } from '#lib/drag.ts'
import { useT } from '#lib/i18n.ts'
import { useShortcut } from '#lib/keyboard.ts'
import { useSettled } from '#lib/use-settled.ts'
import type { PageKind } from '#records/page/page-kind.ts'
import { Button } from '#ui/button.tsx'
import { Kbd } from '#ui/kbd.tsx'
import { Unsaved } from '../unsaved.tsx'
import { useMoveKeys } from '../use-move-keys.ts'
import { AddSection } from './add-section.tsx'
import { BlockHead } from './block-head.tsx'
import { DraftKeys } from './draft-keys.tsx'
import { type Draft, same } from './drafts.ts'
import { useEditing } from './editing.ts'
import { FieldRow } from './field-row.tsx'
import { ASIDE, blockRow, fieldRow } from './moves.ts'
import { Preview } from './preview.tsx'
import { useDrops } from './use-drops.ts'
import { useFocus } from './use-focus.ts'
import { useLayoutSaving } from './use-layout-saving.ts'

/** Sections and fields to put in order, beside a record as it will look. */
export function LayoutEditor({
  kind,
  page,
  saved,
  own,
  name,
  draft,
}: {
  kind: LayoutKind
  page: PageKind
  saved: Layout
  own: readonly string[]
  /** Of the draft. */
  name: string
  draft: Draft | null
}) {
  const t = useT()
  const save = useLayoutSaving(kind, name)
  const editing = useEditing({ kind, saved, own, name, draft })
  const { blocks, now, changed, late, said, back, forth } = editing
  const drops = useDrops(editing)
  const { list, heading, remember, comeBack, leave, goTo } = useFocus()
  useMoveKeys(editing.step)
  useEffect(() => {
    const main = document.getElementById('main')
    return main ? autoScroll({ element: main }) : undefined
  }, [])

  // Who is told of another version the moment they press did not mean to write over it.
  const known = useSettled(saved.version)
  const over = late && known !== saved.version ? { ...saved, version: draft!.version } : saved
  // One at a time: the next one goes over what this one makes.
  const send = (arrangement: typeof now | null) => {
    if (!save.isPending) save.mutate({ arrangement, over }, { onSuccess: comeBack })
  }
  const keep = () => changed && send(editing.settle())
  useShortcut('mod+enter', 'keys.submit', keep, true)
  function discard() {
    editing.discard()
    save.reset()
    comeBack()
  }
  function add(id: string) {
    editing.add(id)
    goTo(blockRow(id))
  }
  // What was refused is told of what was sent, and not of what is changed after it.
  const sent = save.variables?.arrangement
  const refused = save.error && sent && same(sent, now) ? save.error : null
  const rows = { ...editing, ...drops, leave }
  return (
    <>
      {back ? <DraftKeys keys="mod+z" label="keys.undo" run={back} /> : null}
      {forth ? <DraftKeys keys="mod+shift+z" label="keys.redo" run={forth} /> : null}
      <div className="grid gap-x-8 gap-y-6 pt-5 lg:grid-cols-[minmax(0,1fr)_320px]">
        <section aria-labelledby="layout-sections">
          <div className="flex min-h-8 flex-wrap items-center gap-2">
            <h2
              ref={heading}
              id="layout-sections"
              tabIndex={-1}
              className="min-w-0 flex-1 text-base font-semibold outline-none"
            >
              {t('layouts.sections')}
            </h2>
            {saved.arranged && !changed ? (
              <Button size="sm" look="ghost" busy={save.isPending} onClick={() => send(null)}>
                {t('layouts.reset')}
              </Button>
            ) : null}
          </div>
          <p className="text-dense text-text-2 pointer-coarse:hidden">
            {t('layouts.keys')} <Kbd keys="mod+shift+arrowup" /> · <Kbd keys="mod+shift+arrowdown" />
          </p>
          <ul ref={list} onFocus={remember}>
            {/* One list: what goes into another section stays the same row, and keeps the focus. */}
            {blocks.flatMap((block) => [
              ...(block.id === ASIDE && !editing.full
                ? [<AddSection key="add" absent={editing.absent} nameOf={editing.usualName} onAdd={add} />]
                : []),
              <BlockHead key={blockRow(block.id)} block={block} rows={rows} />,
              ...block.fields.map((name) => (
                <FieldRow
                  key={fieldRow(name)}
                  name={name}
                  block={block}
                  last={name === block.fields.at(-1)}
                  rows={rows}
                />
              )),
            ])}
          </ul>
          <span className="sr-only" aria-live="polite">
            {said}
          </span>
        </section>
        <Preview page={page} arrangement={now} />
      </div>
      {changed ? (
        <Unsaved
          error={refused}
          warning={late && !save.isPending ? t('layouts.late') : null}
          busy={save.isPending}
          onDiscard={discard}
          onSave={keep}
        />
      ) : null}
    </>
  )
}
