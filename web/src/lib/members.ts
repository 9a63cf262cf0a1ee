import { type Member, members } from '@rihla/contracts/members.ts'
import { queryOptions, useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { useTenant } from './access.ts'
import { call } from './client.ts'
import { keyOf } from './keys.ts'

export type { Member }

export const membersQuery = (tenant: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'members'),
    queryFn: ({ signal }) => call(members.list, { params: { tenant_id: tenant }, signal }),
    staleTime: 5 * 60_000,
    select: (answer) => answer.items,
  })

/** The people of this tenant; those who left are there too, because records still name them. */
export function useMembers(): readonly Member[] {
  return useQuery(membersQuery(useTenant())).data ?? []
}

export function useMember(id: string | null | undefined): Member | undefined {
  return useMembers().find((member) => member.id === id)
}

const nobody: ReadonlySet<string> = new Set()

/** Ids of those who share my team, me included. */
export function useTeammates(tenant: string, me: string): ReadonlySet<string> {
  const { data: members } = useQuery(membersQuery(tenant))
  return useMemo(() => {
    const team = members?.find((member) => member.id === me)?.team_id
    if (!members) return nobody
    return new Set([me, ...members.filter((member) => team && member.team_id === team).map((member) => member.id)])
  }, [members, me])
}
