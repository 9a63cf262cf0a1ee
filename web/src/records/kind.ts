import type { Operation } from '@rihla/contracts/operation.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import { queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { AnyRecord } from './cache.ts'
import type { StoryOperation } from './field-history.tsx'
import { flat } from './flat.ts'
import type { ListOperation } from './list.ts'
import type { AddNote } from './use-outbox.ts'

/** The records that have pages of their own, as addresses, rights and the cache name them. */
export type KindName = 'leads' | 'contacts' | 'accounts'

type InTenant = { tenant_id: string }
type OfOne = InTenant & { id: string }

/** What can be asked and done of records of every sort. */
export interface KindOperations {
  list: ListOperation
  summary: ListOperation
  export: ListOperation
  find: Operation<OfOne, { include?: string }, null, any>
  create: Operation<InTenant, any, any, any>
  update: Operation<OfOne, any, any, any>
  archive: Operation<OfOne, any, null, any>
  restore: Operation<OfOne, any, any, any>
  bulk: Operation<InTenant, any, any, any>
  addNote: AddNote
  addTags: Operation<OfOne, any, { tags: string[] }, any>
  removeTag: Operation<OfOne & { tag: string }, any, null, any>
  timeline: StoryOperation
  /** Those that may be the one that is being made. */
  duplicates?: ListOperation
}

/** A record of whatever sort: what all of them have, and its fields by name. */
export type KindRecord = AnyRecord &
  Readonly<Record<string, unknown>> & {
    assigned_to: string | null
    archived_at: string | null
    tags: string[]
  }

/**
 * One sort of record: what the pages, lists and dialogs of this folder need to know to show it and to work with it.
 * Its own feature declares it, and adds what only it has.
 */
export interface RecordKind {
  name: KindName
  resource: Resource<any>
  operations: KindOperations
  nameOf: (record: any) => string
  /** What it is about, in a few words under or beside its name. */
  aboutOf: (record: any) => string | null
  /** Records it points to whose names come with it: `account`. */
  include?: string
  /** What another one is likely to have in common with it: a copy begins with these, and with nothing of its course. */
  copied: readonly string[]
}

/** What a copy of a record begins with. */
export const copyOf = ({ copied }: Pick<RecordKind, 'copied'>, record: KindRecord) => ({
  id: record.id,
  values: Object.fromEntries(copied.map((name) => [name, record[name]])),
})

/** Asks for the names of what a record points to. */
export const including = ({ include }: Pick<RecordKind, 'include'>): { include?: string } =>
  include === undefined ? {} : { include }

type Asked = Pick<RecordKind, 'name' | 'operations' | 'include'>
const find = async (kind: Asked, tenant: string, id: string, signal: AbortSignal) =>
  flat(
    (await call(kind.operations.find, { params: { tenant_id: tenant, id }, query: including(kind), signal })) as object,
  )

/** One record, as its page shows it. */
export const recordQuery = (kind: Asked, tenant: string, id: string) => recordQueryOf<KindRecord>()(kind, tenant, id)

/** The same, for those who know its fields. */
export const recordQueryOf =
  <R>() =>
  (kind: Asked, tenant: string, id: string) =>
    queryOptions({
      queryKey: keyOf(tenant, kind.name, 'one', id),
      queryFn: async ({ signal }): Promise<R> => (await find(kind, tenant, id, signal)) as R,
    })

/** What a list is read by. */
export const sourceOf = ({ name, operations, include }: RecordKind) => ({
  resource: name,
  list: operations.list,
  summary: operations.summary,
  ...including({ include } as RecordKind),
})

/** What tells of its past. */
export const pastOf = ({ name, operations }: RecordKind) => ({ operation: operations.timeline, resource: name })
