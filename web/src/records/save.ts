import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Nothing, Operation } from '@rihla/contracts/operation.ts'
import { useTenant } from '#lib/access.ts'
import { write, type Written } from '#lib/client.ts'
import { ProblemError } from '#lib/http.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import { type AnyRecord, patchRecord } from './cache.ts'
import { bare, flat, nested } from './flat.ts'

/** Somebody else changed the same field: theirs is here, ours is what was sent. */
export class ConflictError<R = Record<string, unknown>> extends Error {
  readonly current: R
  constructor(current: R) {
    super('version_conflict')
    this.name = 'ConflictError'
    this.current = current
  }
}

const same = (a: unknown, b: unknown) => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/**
 * Writes changes onto the version they were made on. When the record moved on but none of these fields did, nobody
 * loses anything by writing them onto the newer version; when one did, the reader decides.
 */
export async function saveChanges<R extends AnyRecord>(
  send: (version: number) => Promise<Written<R>>,
  base: R,
  changes: Partial<R>,
): Promise<Written<R>> {
  try {
    return await send(base.version)
  } catch (error) {
    if (!(error instanceof ProblemError) || error.status !== 412) throw error
    const given = error.problem.current as R | undefined
    const current = given && flat(given)
    if (!current) throw error
    const fields = Object.keys(changes) as (keyof R)[]
    if (fields.some((field) => !same(base[field], current[field]) && !same(current[field], changes[field])))
      throw new ConflictError(current)
    return send(current.version)
  }
}

/** The save of each record that was begun last, and the version it leaves. */
const lastSaves = new Map<string, Promise<AnyRecord | null>>()

/**
 * Saves of one record go one after another, each onto what the one before it left: two cells of a row that are written
 * in one breath are no conflict. What came in between from elsewhere still is one.
 */
export async function inTurn<R extends AnyRecord>(
  base: R,
  changes: Partial<R>,
  save: (base: R) => Promise<Written<R>>,
): Promise<Written<R>> {
  const before = lastSaves.get(base.id)
  const work = (async () => {
    const left = (await before) as R | null | undefined
    const fields = Object.keys(changes) as (keyof R)[]
    const unread = left && left.version > base.version && fields.every((field) => same(base[field], left[field]))
    return save(unread ? { ...base, version: left.version } : base)
  })()
  const left = work.then(
    ({ data }) => flat(data) as AnyRecord,
    () => null,
  )
  lastSaves.set(base.id, left)
  void left.then(() => lastSaves.get(base.id) === left && lastSaves.delete(base.id))
  return work
}

/** Saves some fields of a record: shown at once, put back when the server refuses. */
export function useSave<R extends AnyRecord>(
  update: Operation<{ tenant_id: string; id: string }, Nothing, Record<string, unknown>, any>,
  resource: string,
) {
  const client = useQueryClient()
  const tenant = useTenant()
  return useMutation({
    mutationFn: ({ record, changes }: { record: R; changes: Partial<R> }) =>
      inTurn<R>(record, changes, (base) =>
        saveChanges<R>(
          (version) =>
            write(update, {
              params: { tenant_id: tenant, id: record.id },
              body: { ...nested(changes), version },
            }) as Promise<Written<R>>,
          base,
          changes,
        ),
      ),
    onMutate: async ({ record, changes }) => {
      await client.cancelQueries({ queryKey: keyOf(tenant, resource) })
      return patchRecord<R>(client, tenant, resource, record.id, (old) => ({ ...old, ...changes }))
    },
    onError: (_error, _variables, putBack) => putBack?.(),
    onSuccess: ({ data }) => acceptRecord(client, tenant, resource, data),
    onSettled: () => void client.invalidateQueries({ queryKey: keyOf(tenant, resource) }),
  })
}

/** Takes the server's word for a record. Rows of lists have fewer fields and keep what they had. */
export function acceptRecord<R extends AnyRecord>(
  client: ReturnType<typeof useQueryClient>,
  tenant: string,
  resource: string,
  fresh: Wire<R> | R,
): void {
  const record = flat(fresh as R)
  patchRecord<R>(client, tenant, resource, record.id, (old) => ({ ...bare(old), ...record }))
}
