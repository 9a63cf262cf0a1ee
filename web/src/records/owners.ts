import { type Here, mayDo, useHere } from '#lib/access.ts'
import { useMembers } from '#lib/members.ts'

/**
 * Who may own a record, as far as the reader may decide: taking and assigning are rights of their own. A record that
 * is being made has no `record`. Null when the owner is not theirs to change.
 */
export function ownersFor(
  here: Here,
  resource: string,
  record: { assigned_to: string | null } | null,
): 'anybody' | 'me' | null {
  const assigns = mayDo(here, resource, 'assign', record ?? { assigned_to: null })
  const changes = !record || mayDo(here, resource, 'update', record)
  if (assigns && changes) return 'anybody'
  if (!record) return 'me'
  const takes = changes || mayDo(here, resource, 'take', record)
  return takes && record.assigned_to !== here.me.id ? 'me' : null
}

/** The members that may be chosen as owners; those who left only while they still own it. */
export function useOwners(resource: string, record: { assigned_to: string | null } | null) {
  const here = useHere()
  const members = useMembers()
  const scope = ownersFor(here, resource, record)
  const open = members.filter((member) => member.active || member.id === record?.assigned_to)
  return {
    scope,
    members: scope === 'anybody' ? open : scope === 'me' ? open.filter((member) => member.id === here.me.id) : [],
  }
}
