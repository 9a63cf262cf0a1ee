import { sql } from 'kysely'
import type { Resource } from '@rihla/contracts/resource.ts'
import { filtersOf } from '@rihla/contracts/filters.ts'
import { type Ctx, type Event, newId, transaction } from './context.ts'
import type { RecordType } from './recordType.ts'
import { isHidden, seenQuery } from './customSight.ts'
import { Problem } from './errors.ts'
import { record } from './events.ts'
import type { Query } from './filters.ts'

interface Exported {
  format: string
  columns: readonly string[]
  query: Query
  count: number
}

/**
 * Tells the log that records left, before the first of them does. An export is a record of its own, of which nothing is
 * kept but this event: it is about no one lead, and whoever may read it is not who may read a lead.
 */
export const recordExport = (ctx: Ctx, resource: Resource<any>, { query, ...told }: Exported) =>
  transaction(ctx, async (ctx) => {
    const facts = { record_type: resource.record_type, ...told, query: impersonal(resource, query) }
    const changes = Object.fromEntries(
      Object.entries(facts).map(([name, value]) => [name, [null, value] as [null, unknown]]),
    )
    const type = `${resource.record_type}.exported`
    await record(ctx, { type, record_type: 'export', record: { id: newId(), version: 1 }, changes })
  })

/** Kinds of field whose values say nothing of a person. */
const PLAIN = new Set(['enum', 'country', 'currency', 'integer', 'decimal', 'money', 'boolean', 'date', 'timestamp'])
const LIST_WORDS = new Set(['sort_by', 'sort_order', 'date_range', 'archived', 'view'])

/** The query as the log keeps it: what was sought in texts, and whose records, is left out. */
function impersonal({ fields }: Resource<any>, query: Query): Query {
  const filters = filtersOf(fields)
  const told = ([name]: [string, unknown]) => {
    if (LIST_WORDS.has(name)) return true
    const kind = filters[name] && fields[filters[name].field].kind
    return PLAIN.has(kind)
  }
  return Object.fromEntries(Object.entries(query).map((pair) => (told(pair) ? pair : [pair[0], '…'])))
}

/** Who exported reads of it, and administrators. */
async function readable({ db, actor }: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ record_id: string }>`
    select record_id from events where record_id = any(${ids}::uuid[]) and record_type = 'export'
      and (${actor.role === 'admin'} or actor_id = ${actor.id})`.execute(db)
  return new Set(rows.map(({ record_id }) => record_id))
}

/** What left cannot be called back. */
const impossible = () => Promise.reject(new Problem(422, 'undo_impossible'))

/** Without columns and filters that are not there for the reader any more. */
function tell(ctx: Ctx, changes: Event['changes']): Event['changes'] {
  const now = (name: string) => changes[name]?.[1]
  const record_type = String(now('record_type'))
  const columns = ((now('columns') ?? []) as string[]).filter((name) => !isHidden(ctx, record_type, name))
  const query = seenQuery(ctx, record_type, (now('query') ?? {}) as Query)
  return { ...changes, columns: [null, columns], query: [null, query] }
}

export const exportType: RecordType = {
  resource: { name: 'exports', record_type: 'export', fields: {} } as never,
  readable,
  known: readable,
  summaries: async () => new Map(),
  tell,
  lock: impossible,
  write: impossible,
}
