import { useMemo, useState } from 'react'
import { useT } from '#lib/i18n.ts'
import { LabelledField } from '#ui/field.tsx'
import { FormDialog, wrongWith } from '#ui/form-dialog.tsx'
import { Input } from '#ui/input.tsx'
import { type Branch, useSaveIndustry, withBelow } from './industries.ts'
import { IndustryChoice } from './industry-choice.tsx'

const nothing: ReadonlySet<string> = new Set()

/** Makes an industry, or gives one another name, code or place. */
export function IndustryDialog({
  node,
  parent = null,
  all,
  onMade,
  onClose,
}: {
  node?: Branch
  parent?: Branch | null
  all: readonly { node: Branch; depth: number }[]
  onMade: (parent: string | null) => void
  onClose: () => void
}) {
  const t = useT()
  const save = useSaveIndustry()
  const [name, setName] = useState(node?.name ?? '')
  const [code, setCode] = useState(node?.code ?? '')
  const [above, setAbove] = useState(node ? node.parent_id : (parent?.id ?? null))
  const [missing, setMissing] = useState(false)
  const below = useMemo(() => (node ? withBelow(node) : nothing), [node])
  const wrong = wrongWith(save.error)
  const submit = () => {
    setMissing(true)
    if (save.isPending || !name.trim()) return
    const values = { name: name.trim(), code: code.trim() || null, parent_id: above }
    save.mutate(node ? { id: node.id, values } : { values }, {
      onSuccess: () => {
        onMade(above)
        onClose()
      },
    })
  }
  return (
    <FormDialog
      title={node ? t('industries.edit_named', { name: node.name }) : t('industries.new')}
      submit={t(node ? 'action.save' : 'industries.create')}
      busy={save.isPending}
      error={save.error}
      fields={['name', 'code', 'parent_id']}
      onSubmit={submit}
      onClose={onClose}
    >
      <LabelledField
        required
        label={t('field.name')}
        error={missing && !name.trim() ? t('industries.name_needed') : wrong('name')}
      >
        {(ids) => (
          <Input
            {...ids}
            autoFocus
            dir="auto"
            maxLength={120}
            autoComplete="off"
            value={name}
            onChange={(event) => setName(event.target.value)}
          />
        )}
      </LabelledField>
      <LabelledField label={t('industries.above')} error={wrong('parent_id')}>
        {(ids) => (
          <IndustryChoice
            label={t('industries.above')}
            value={above}
            all={all}
            but={below}
            empty={t('industries.top')}
            ids={ids}
            onChange={setAbove}
          />
        )}
      </LabelledField>
      <LabelledField label={t('industries.code')} hint={t('industries.code_hint')} error={wrong('code')}>
        {(ids) => (
          <Input
            {...ids}
            dir="ltr"
            maxLength={60}
            autoComplete="off"
            className="font-mono rtl:text-end"
            value={code}
            onChange={(event) => setCode(event.target.value)}
          />
        )}
      </LabelledField>
    </FormDialog>
  )
}
