import { type Scope, scopesOf } from '@rihla/contracts/permissions.ts'
import { createContext, useContext } from 'react'
import type { SignedIn } from './session.ts'

/** Who is here, in which tenant, as what. */
export interface Here {
  session: SignedIn
  tenant: SignedIn['tenant']
  me: SignedIn['user']
  /** Ids of the members of my team, me included. */
  teammates: ReadonlySet<string>
}

export const HereContext = createContext<Here | null>(null)

export function useHere(): Here {
  const here = useContext(HereContext)
  if (!here) throw new Error('outside a tenant')
  return here
}

/** The tenant of this page, as paths name it. */
export const useTenant = (): string => useHere().tenant.slug

/** Whether this role may do something at all, or with a record of this owner. The server judges again. */
export function mayDo(here: Here, resource: string, action: string, owner?: { assigned_to: string | null }): boolean {
  const scopes = scopesOf(here.tenant.role, resource, action)
  if (!owner) return scopes.size > 0
  const { assigned_to } = owner
  const holds: Record<Scope, boolean> = {
    all: true,
    unassigned: assigned_to === null,
    own: assigned_to === here.me.id,
    team: assigned_to !== null && here.teammates.has(assigned_to),
  }
  return [...scopes].some((scope) => holds[scope])
}

/** `may('leads', 'update', lead)` */
export function useMay() {
  const here = useHere()
  return (resource: string, action: string, owner?: { assigned_to: string | null }) =>
    mayDo(here, resource, action, owner)
}
