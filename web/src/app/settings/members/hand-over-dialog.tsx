import { accounts } from '@rihla/contracts/accounts.ts'
import { contacts } from '@rihla/contracts/contacts.ts'
import { leads } from '@rihla/contracts/leads.ts'
import type { Member } from '@rihla/contracts/members.ts'
import type { BulkResult, Job } from '@rihla/contracts/operation.ts'
import { opportunities } from '@rihla/contracts/opportunities.ts'
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { useMembers } from '#lib/members.ts'
import type { Wire } from '#lib/wire.ts'
import { MemberName } from '#records/fields/views.tsx'
import type { ListOperation } from '#records/list.ts'
import { useUndo } from '#records/use-undo.ts'
import { Button } from '#ui/button.tsx'
import { Dialog } from '#ui/dialog.tsx'
import { LabelledField } from '#ui/field.tsx'
import { Select } from '#ui/select.tsx'
import { ErrorPanel } from '#ui/states.tsx'
import { notify } from '#ui/toast.tsx'

/** Records that belong to somebody, by their kind. */
const KINDS = {
  leads: { list: leads.list as ListOperation, bulk: leads.bulk },
  contacts: { list: contacts.list as ListOperation, bulk: contacts.bulk },
  accounts: { list: accounts.list as ListOperation, bulk: accounts.bulk },
  opportunities: { list: opportunities.list as ListOperation, bulk: opportunities.bulk },
} as const
type Kind = keyof typeof KINDS
const NAMES = Object.keys(KINDS) as Kind[]

/** What a member still has. */
const ownedQuery = (tenant: string, id: string) => ({
  queryKey: keyOf(tenant, 'owned', id),
  queryFn: async ({ signal }: { signal: AbortSignal }) => {
    const counts = await Promise.all(
      NAMES.map(async (kind) => {
        const input = { params: { tenant_id: tenant }, query: { assigned_to: id, page_size: 1 }, signal }
        return { kind, count: (await call(KINDS[kind].list, input)).total }
      }),
    )
    return counts.filter(({ count }) => count > 0)
  },
  gcTime: 0,
})

/** Offers what somebody who leaves has to somebody who stays. Says nothing where there is nothing to hand over. */
export function HandOverDialog({ member, onClose }: { member: Member; onClose: () => void }) {
  const t = useT()
  const tenant = useTenant()
  const client = useQueryClient()
  const members = useMembers()
  const { did } = useUndo()
  const [to, setTo] = useState<string | null>(null)
  const { data: owned, error, refetch } = useQuery(ownedQuery(tenant, member.id))
  const heir = members.find(({ id }) => id === to)
  const give = useMutation({
    mutationFn: async (kinds: readonly Kind[]) => {
      for (const kind of kinds) {
        const answer = (await call(KINDS[kind].bulk, {
          params: { tenant_id: tenant },
          body: { action: 'assign', assigned_to: to, filter: { assigned_to: member.id } },
        })) as Wire<BulkResult | Job>
        // More than a request's worth goes on by itself, and is one operation all the same.
        if ('state' in answer) notify({ text: t('members.handing_over', { name: heir?.name ?? '' }) })
        else if (answer.done)
          did(answer.operation_id, t('members.handed_over', { count: answer.done, name: heir?.name ?? '' }))
      }
    },
    onSuccess: onClose,
    onError: (error) => notify({ failed: true, text: problemOf(error).title, detail: problemOf(error).detail }),
    onSettled: () => void client.invalidateQueries({ queryKey: ['tenant', tenant] }),
  })
  // Asked again another time, it looks again.
  const nothing = owned?.length === 0
  useEffect(() => {
    if (nothing) onClose()
  }, [nothing, onClose])
  if (error && !owned)
    return (
      <Dialog open onOpenChange={onClose} title={t('members.hand_over_title', { name: member.name })}>
        <ErrorPanel compact error={error} onRetry={() => void refetch()} />
      </Dialog>
    )
  if (!owned?.length) return null
  return (
    <Dialog
      open
      onOpenChange={(open) => open || onClose()}
      title={t('members.hand_over_title', { name: member.name })}
      footer={
        <>
          <Button look="ghost" onClick={onClose}>
            {t('members.leave_theirs')}
          </Button>
          <Button
            look="primary"
            disabled={!to}
            busy={give.isPending}
            onClick={() => give.mutate(owned.map(({ kind }) => kind))}
          >
            {t('members.hand_over_do')}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-4">
        <p className="text-text-2">{t('members.hand_over_text')}</p>
        <ul className="flex flex-wrap gap-x-4 gap-y-1 font-medium">
          {owned.map(({ kind, count }) => (
            <li key={kind}>{t(`members.owned.${kind}`, { count })}</li>
          ))}
        </ul>
        <LabelledField label={t('members.heir')}>
          {(ids) => (
            <Select
              {...ids}
              value={to}
              placeholder={t('members.heir')}
              onChange={setTo}
              choices={members
                .filter(({ id, active }) => active && id !== member.id)
                .map(({ id }) => ({ value: id, label: <MemberName id={id} /> }))}
            />
          )}
        </LabelledField>
      </div>
    </Dialog>
  )
}
