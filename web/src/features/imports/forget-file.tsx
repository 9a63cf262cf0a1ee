import { imports } from '@rihla/contracts/imports.ts'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import { Trash2 } from 'lucide-react'
import { useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { useT } from '#lib/i18n.ts'
import { tellProblem } from '#records/tell-problem.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { type Import, importQuery } from './import.ts'

/** What stood in a file goes with it: columns that show none of it are all that is left. */
const isForgotten = ({ columns }: Import) => columns.every(({ samples }) => samples.length === 0)

/** Deletes the file of an import before its time; what it wrote stays. */
export function ForgetFile({ one }: { one: Import }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const [asking, setAsking] = useState(false)
  const { queryKey } = importQuery(tenant, one.id)
  const forget = useMutation({
    mutationFn: () => call(imports.forget, { params: { tenant_id: tenant, id: one.id } }),
    onSuccess: () => setAsking(false),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
  if (isForgotten(one)) return <p className="text-dense text-text-3">{t('import.forgotten')}</p>
  return (
    <>
      <Button look="ghost" onClick={() => setAsking(true)}>
        <Trash2 className="size-4" aria-hidden />
        {t('import.forget')}
      </Button>
      <Dialog
        open={asking}
        onOpenChange={setAsking}
        title={t('import.forget')}
        footer={
          <>
            <Button onClick={() => setAsking(false)}>{t('action.cancel')}</Button>
            <Button look="danger" busy={forget.isPending} onClick={() => forget.mutate()}>
              {t('import.forget')}
            </Button>
          </>
        }
      >
        <p className="text-text-2">{t('import.forget_what')}</p>
      </Dialog>
    </>
  )
}
