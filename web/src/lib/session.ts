import type { Session } from '@rihla/contracts/auth.ts'
import { authEndpoints } from '@rihla/contracts/authEndpoints.ts'
import { useSyncExternalStore } from 'react'
import { forgetDrafts } from './draft.ts'
import { ProblemError, send } from './http.ts'
import { keepPreference, readPreference } from './preferences.ts'
import type { Wire } from './wire.ts'

export type SignedIn = Omit<Wire<Session>, 'refresh_token'>

// Access tokens live here and nowhere else: a script that reads storage finds none. One per tenant, because a token
// claims exactly one tenant.
const tokens = new Map<string, { token: string; until: number }>()
let session: SignedIn | null = null
/** True when a session ended under an open page: the page stays and asks for the password. */
let expired = false
const listeners = new Set<() => void>()
const tell = () => listeners.forEach((listener) => listener())

function accept(answer: Wire<Session>): SignedIn {
  const { refresh_token: _, ...rest } = answer
  session = rest
  expired = false
  tokens.set(answer.tenant.slug, { token: answer.access_token, until: Date.now() + answer.expires_in * 1000 })
  keepPreference('signed-in', 'yes')
  tell()
  return session
}

/** False when this browser never signed in, or signed out: then asking the server would only log an error. */
export const mayHaveSession = (): boolean => session !== null || readPreference('signed-in') === 'yes'

export async function signIn(body: { email: string; password: string; tenant?: string }): Promise<SignedIn> {
  const response = await send(authEndpoints.login, { body })
  tokens.clear()
  return accept(await response.json())
}

/** Goes on with a session that a link began. */
export function beginSession(answer: Wire<Session>): SignedIn {
  tokens.clear()
  return accept(answer)
}

export async function signOut(): Promise<void> {
  // Without the server the session ends by itself, and this browser forgets it all the same.
  await send(authEndpoints.logout, { body: {} }).catch(() => undefined)
  forget()
}

function forget() {
  tokens.clear()
  forgetDrafts()
  session = null
  expired = false
  keepPreference('signed-in', null)
  tell()
}

const running = new Map<string, Promise<SignedIn>>()

/** Renews the session by its cookie, in a tenant or in the one last used. Callers at the same time share one request. */
export function refresh(tenant?: string): Promise<SignedIn> {
  const key = tenant ?? ''
  const present = running.get(key)
  if (present) return present
  const renewal = oneTabAtATime(async () => {
    const response = await send(authEndpoints.refresh, { body: tenant ? { tenant } : {} })
    return accept(await response.json())
  })
    .catch((error: unknown) => {
      if (error instanceof ProblemError && error.status === 401) endSession()
      throw error
    })
    .finally(() => running.delete(key))
  running.set(key, renewal)
  return renewal
}

// Refresh tokens rotate; tabs that refresh together would look like a stolen token.
const oneTabAtATime = <T>(work: () => Promise<T>): Promise<T> =>
  'locks' in navigator ? (navigator.locks.request('rihla-refresh', work) as Promise<T>) : work()

function endSession() {
  tokens.clear()
  keepPreference('signed-in', null)
  expired = session !== null
  tell()
}

/** A token for a tenant that will last the request; renewed when it is about to end. */
export async function tokenFor(tenant: string, { fresh = false } = {}): Promise<string> {
  const present = tokens.get(tenant)
  if (!fresh && present && present.until > Date.now() + 15_000) return present.token
  await refresh(tenant)
  const token = tokens.get(tenant)?.token ?? session?.access_token
  if (!token) throw new Error('no token')
  return token
}

/** The session in a tenant, asked for when this page does not have it yet. */
export async function sessionIn(tenant: string): Promise<SignedIn> {
  if (session?.tenant.slug === tenant && tokens.has(tenant)) return session
  return refresh(tenant)
}

const subscribe = (listener: () => void) => {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
export const currentSession = (): SignedIn | null => session
export const useSessionExpired = (): boolean => useSyncExternalStore(subscribe, () => expired)
export const useCurrentSession = (): SignedIn | null => useSyncExternalStore(subscribe, () => session)
