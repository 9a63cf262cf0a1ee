import type { Operation } from '@rihla/contracts/operation.ts'
import { queryOptions } from '@tanstack/react-query'
import { Building2, Target, UserRound } from 'lucide-react'
import type { ComponentType } from 'react'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindName } from './kind.ts'
import { type Kind, KINDS } from './kinds-names.ts'

export type AnyFields = Readonly<Record<string, unknown>> & { id: string }

// One question asked of three kinds; what they answer is read through their fields.
export interface Reads {
  find: Operation<{ tenant_id: string; id: string }, any, null, any>
  list: Operation<{ tenant_id: string }, Record<string, any>, null, any>
}

interface KindFacts {
  resource: 'accounts' | 'contacts' | 'opportunities'
  /** The pages of its records; absent: they are looked at beside the page. */
  page?: KindName
  icon: ComponentType<{ className?: string; 'aria-hidden'?: boolean }>
  /** Its contract comes when somebody asks. */
  reads: () => Promise<Reads>
}

export const kindFacts: Record<Kind, KindFacts> = {
  account: {
    resource: 'accounts',
    page: 'accounts',
    icon: Building2,
    reads: async () => (await import('@rihla/contracts/accounts.ts')).accounts,
  },
  contact: {
    resource: 'contacts',
    page: 'contacts',
    icon: UserRound,
    reads: async () => (await import('@rihla/contracts/contacts.ts')).contacts,
  },
  opportunity: {
    resource: 'opportunities',
    icon: Target,
    reads: async () => (await import('@rihla/contracts/opportunities.ts')).opportunities,
  },
}

/** Names a record for the panel: `account:0198…`. */
export function readPeek(text: string | undefined): { kind: Kind; id: string } | null {
  const [kind, id] = (text ?? '').split(':')
  return id && KINDS.some((one) => one === kind) ? { kind: kind as Kind, id } : null
}

/** One record of a kind. */
export const kindQuery = (tenant: string, kind: Kind, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, kindFacts[kind].resource, 'one', id),
    queryFn: async ({ signal }): Promise<AnyFields> =>
      call((await kindFacts[kind].reads()).find, { params: { tenant_id: tenant, id }, signal }),
  })

/** What a record of any kind is called. */
export const kindName = (record: AnyFields): string =>
  String(record['full_name'] ?? record['name'] ?? record['email'] ?? '…')
