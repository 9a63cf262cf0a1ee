import { QueryClient } from '@tanstack/react-query'
import { ProblemError } from './http.ts'

/** Every key of the cache starts with its tenant, so that one tenant's data can never answer another's question. */
export const keyOf = (tenant: string, resource: string, ...rest: unknown[]) =>
  ['tenant', tenant, resource, ...rest] as const

/** Forgets what other tenants left behind. */
export function forgetOtherTenants(client: QueryClient, tenant: string): void {
  const others = (key: readonly unknown[]) => key[0] !== 'tenant' || key[1] !== tenant
  client.removeQueries({ predicate: (query) => others(query.queryKey) })
  client.getMutationCache().clear()
}

// What the server decided will not change by asking again.
const passing = (error: unknown) => !(error instanceof ProblemError) || error.status === 0 || error.status >= 500

const makeQueryClient = (): QueryClient =>
  new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 30_000,
        retry: (count, error) => count < 1 && passing(error),
        refetchOnWindowFocus: true,
      },
      // Without a connection a write fails at once and says so, rather than wait unseen.
      mutations: { retry: false, networkMode: 'always' },
    },
  })

/** What was read from the server, for as long as the page lives. */
export const queryClient = makeQueryClient()
