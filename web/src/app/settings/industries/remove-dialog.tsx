import { useState } from 'react'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { problemText } from '#lib/problem-text.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LabelledField } from '#ui/field.tsx'
import { type Branch, useRemoveIndustry, withBelow } from './industries.ts'
import { IndustryChoice } from './industry-choice.tsx'

/** An industry in use goes only when it is said where its accounts and the industries below it go. */
export function RemoveDialog({
  node,
  all,
  onClose,
}: {
  node: Branch
  all: readonly { node: Branch; depth: number }[]
  onClose: () => void
}) {
  const t = useT()
  const remove = useRemoveIndustry()
  // What is below it moves with its own branch: under itself is nowhere.
  const [but] = useState(() => withBelow(node))
  const [to, setTo] = useState<string | null>(() =>
    node.parent_id && !but.has(node.parent_id) ? node.parent_id : null,
  )
  const problem = remove.error ? problemOf(remove.error) : null
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('industries.remove_named', { name: node.name })}
      description={t('industries.remove_hint', { accounts: node.accounts, below: node.children.length })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('action.cancel')}
          </Button>
          <Button
            look="danger"
            busy={remove.isPending}
            disabled={!to}
            onClick={() => to && remove.mutate({ node, move_to: to }, { onSuccess: onClose })}
          >
            {t('industries.remove_do')}
          </Button>
        </>
      }
    >
      <LabelledField label={t('industries.move_to')} error={problem && problemText(problem)}>
        {(ids) => (
          <IndustryChoice label={t('industries.move_to')} value={to} all={all} but={but} ids={ids} onChange={setTo} />
        )}
      </LabelledField>
    </Dialog>
  )
}
