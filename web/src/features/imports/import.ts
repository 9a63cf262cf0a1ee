import type { Import as ContractImport, ImportChanges } from '@rihla/contracts/importShapes.ts'
import type { Imported } from '@rihla/contracts/importTargets.ts'
import { imports } from '@rihla/contracts/imports.ts'
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import type { KindName } from '#records/kind.ts'
import { tellProblem } from '#records/tell-problem.ts'

export type Import = Wire<ContractImport>
export type Column = Import['columns'][number]
export type Rules = Import['rules']
export type Counts = NonNullable<Import['counts']>

/** What a file may hold, as addresses and rights name it. */
export const TYPES = { contacts: 'contact', accounts: 'account', leads: 'lead' } as const satisfies Partial<
  Record<KindName, Imported>
>
export type Holds = keyof typeof TYPES
export const HOLDS = Object.keys(TYPES) as Holds[]
export const holdsOf = (type: Imported): Holds => HOLDS.find((name) => TYPES[name] === type)!

export const STEPS = ['file', 'map', 'rules', 'check', 'run', 'result'] as const
export type Step = (typeof STEPS)[number]
export const isStep = (text: unknown): text is Step => STEPS.includes(text as Step)

const AT_WORK = new Set<Import['state']>(['uploading', 'checking', 'running', 'undoing'])
export const isAtWork = ({ state }: Pick<Import, 'state'>): boolean => AT_WORK.has(state)
/** What was written, or could have been: nothing about it can be changed any more. */
export const isOver = ({ state }: Pick<Import, 'state'>): boolean =>
  ['running', 'done', 'failed', 'cancelled', 'undoing', 'undone'].includes(state)

/** Where somebody who comes back goes on. */
export function stepOf({ state }: Pick<Import, 'state'>): Step {
  if (state === 'checking' || state === 'checked') return 'check'
  if (state === 'running') return 'run'
  return isOver({ state }) ? 'result' : 'map'
}

/** Milliseconds between two looks at what is at work; live updates tell of its end sooner. */
const LOOK = 700

export const importQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'imports', 'one', id),
    queryFn: ({ signal }) => call(imports.find, { params: { tenant_id: tenant, id }, signal }),
    refetchInterval: ({ state: { data } }) => (data && isAtWork(data) ? LOOK : false),
  })

export const importsQuery = (tenant: string) =>
  infiniteQueryOptions({
    queryKey: keyOf(tenant, 'imports', 'list'),
    queryFn: ({ pageParam, signal }) =>
      call(imports.list, {
        params: { tenant_id: tenant },
        query: { take: 20, ...(pageParam ? { cursor: pageParam } : {}) },
        signal,
      }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  })

/** Changes how a file is read, mapped or ruled; the answer takes the place of what was known. */
export function useChangeImport(id: string) {
  const tenant = useTenant()
  const client = useQueryClient()
  const { queryKey } = importQuery(tenant, id)
  return useMutation({
    mutationFn: (changes: Wire<ImportChanges>) =>
      call(imports.update, { params: { tenant_id: tenant, id }, body: changes }),
    // One after the other: the second is about what the first one made.
    scope: { id: `import ${id}` },
    onSuccess: (data) => client.setQueryData(queryKey, data),
    onError: tellProblem,
  })
}

/** Starts or stops the work on a file. */
export function useDrive(id: string, work: 'check' | 'run' | 'cancel' | 'undo') {
  const tenant = useTenant()
  const client = useQueryClient()
  const { queryKey } = importQuery(tenant, id)
  return useMutation({
    mutationFn: () => call(imports[work] as typeof imports.run, { params: { tenant_id: tenant, id }, body: {} }),
    onError: tellProblem,
    onSettled: () => client.invalidateQueries({ queryKey }),
  })
}
