import { CompiledQuery, type Expression, type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Summary as SummaryAnswer } from '@rihla/contracts/operation.ts'
import type { Item, Resource } from '@rihla/contracts/resource.ts'
import { access, scopes } from './access.ts'
import { type Ctx, keyed, slowly } from './context.ts'
import { isCustomName, shapeOf, takesCustom } from './custom.ts'
import { seenRow } from './customSight.ts'
import { customColumn } from './customSql.ts'
import { forbidden, notFound } from './errors.ts'
import { type Columns, conditions, type Query } from './filters.ts'
import { recordList } from './recordList.ts'
import { summaryOf } from './recordSummary.ts'
import { searchCondition, type Told } from './searchSql.ts'
import type { Row } from './context.ts'
import type { Summary } from './recordType.ts'

/** Stands for the moment of an operation while a text is made. */
const MARK = new Date(0)

type Predicate = (ctx: Ctx, permission: `${string}:${string}`, alias: string) => RawBuilder<boolean>

interface Options {
  /** Name of the table, when it is not the resource's. */
  table?: string
  /** SQL of the computed fields, over the columns of `alias`; of a stored field, what is shown in its place. */
  computed?: Record<string, (alias: string, ctx: Ctx) => RawBuilder<unknown>>
  /** Text that names a record in summaries. */
  name?: (alias: string) => RawBuilder<unknown>
  /** Who may what, when it does not follow `assigned_to`. */
  access?: Predicate
  /** What of the search text the caller may know, where it says what another record is; undefined where all of it. */
  told?: (ctx: Ctx) => Told | undefined
  /** Holds the rows of another kind that change with these: always before them, so that nobody waits in a ring. */
  holdFirst?: (ctx: Ctx, ids: readonly string[]) => Promise<unknown>
  /** A row as the caller sees it, where there is more in it than they may. */
  seen?: (ctx: Ctx, row: Row) => Row
}

/**
 * The statements every resource has, written once over its declared fields. A module's `queries.ts` names its table and
 * adds what is its own; every statement carries the caller's access.
 */
export function recordQueries<F extends Fields>(resource: Resource<F>, options: Options = {}) {
  const table = options.table ?? resource.name
  const source = sql.table(table)
  const may: Predicate = options.access ?? access
  const fields = Object.entries(resource.fields as Fields)
  const stored = fields.filter(([, f]) => !f.computed).map(([name]) => name)
  const searchable = 'search' in (resource.query.shape as object)

  const columnsOf =
    (ctx: Ctx, alias: string): Columns =>
    (name) =>
      isCustomName(name)
        ? customColumn(sql.ref(`${alias}.custom`), shapeOf(ctx, resource).fields[name]!)
        : (options.computed?.[name]?.(alias, ctx) ?? sql.ref(`${alias}.${name}`))
  // The columns are one fragment, made once: building sixty nodes a request cost more than the database took to answer.
  const plain = (single: boolean) =>
    sql.raw(
      fields
        .filter(([name, f]) => !f.computed && !options.computed?.[name] && (single || !f.single))
        .map(([name]) => `r."${name}"`)
        .join(', '),
    )
  const ofList = plain(false)
  const ofOne = plain(true)
  const computed = fields.filter(([name]) => options.computed?.[name]).map(([name]) => name)
  /** What an answer holds, of the table as `r`. */
  const select = (ctx: Ctx, single: boolean): RawBuilder<unknown> => {
    const columns = columnsOf(ctx, 'r')
    return sql.join([single ? ofOne : ofList, ...computed.map((name) => sql`${columns(name)} as ${sql.ref(name)}`)])
  }
  /** The same as text, with its parameters from `$first` on; every one of them is the moment of the operation. */
  function selectText(ctx: Ctx, first: number): { text: string; moments: number } {
    const { sql: text, parameters } = select({ ...ctx, now: MARK }, true).compile(ctx.db)
    if (parameters.some((value) => value !== MARK))
      throw new Error(`A computed field of ${table} takes more than a moment.`)
    return { text: text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + first - 1}`), moments: parameters.length }
  }
  let insertion: { text: string; moments: number; names: readonly string[] } | undefined
  /** Built for the columns of the first row; rows of a resource all have the same. */
  function insertionOf(ctx: Ctx, names: readonly string[]) {
    if (insertion && insertion.names.length === names.length && names.every((name, i) => name === insertion!.names[i]))
      return insertion
    const { text, moments } = selectText(ctx, names.length + 1)
    const columns = names.map((name) => `"${name}"`).join(', ')
    const values = names.map((_, i) => `$${i + 1}`).join(', ')
    return (insertion = {
      names,
      moments,
      text: `insert into "${table}" as r (${columns}) values (${values}) returning ${text}`,
    })
  }

  const seen = options.seen ?? (takesCustom(resource) ? (ctx: Ctx, row: Row) => seenRow(ctx, resource, row) : undefined)
  /** Rows leave with their tenant's id, which no column holds, and with what the caller may see of them. */
  const present = <T>(ctx: Ctx, row: unknown) =>
    Object.assign(seen ? seen(ctx, row as Row) : (row as object), { tenant_id: ctx.tenant.id }) as T
  const missing = () => notFound(resource.record_type)
  const told = (ctx: Ctx) => options.told?.(ctx)
  const named = options.name ?? ((alias: string) => sql.ref(`${alias}.name`))

  /** Conditions of a list query, with the caller's right to read. */
  function where(ctx: Ctx, query: Query, action = 'read'): RawBuilder<SqlBool> {
    const parts: Expression<SqlBool>[] = [
      may(ctx, `${resource.name}:${action}`, 'r'),
      ...conditions(ctx, shapeOf(ctx, resource as Resource), columnsOf(ctx, 'r'), query),
      ...searchCondition(table, 'r', query.search, told(ctx)),
    ]
    return sql.join(parts, sql` and `)
  }

  const list = recordList<F>({
    resource,
    table,
    columns: columnsOf,
    select: (ctx) => select(ctx, false),
    where: (ctx, query) => where(ctx, query),
    told,
    present,
  })

  async function readable(ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const { rows } = await sql<{ id: string }>`
      select r.id from ${source} r where r.id = any(${ids}::uuid[]) and ${may(ctx, `${resource.name}:read`, 'r')}`.execute(
      ctx.db,
    )
    return new Set(rows.map((row) => row.id))
  }

  return {
    resource,
    table,
    stored,
    where,
    may,
    list: (ctx: Ctx, query: Query) => list(ctx, query),
    /** A page whose total nobody asks for: the cards of a column. */
    cards: (ctx: Ctx, query: Query) => list(ctx, query, false),
    columns: columnsOf,
    named,
    select,
    present,
    searchable,
    told,
    holdFirst: options.holdFirst,

    async find(ctx: Ctx, record_id: string): Promise<Item<F>> {
      const { rows } = await sql`
        select ${select(ctx, true)} from ${source} r
        where r.id = ${record_id} and ${may(ctx, `${resource.name}:read`, 'r')}`.execute(keyed(ctx).db)
      if (!rows[0]) throw missing()
      return present(ctx, rows[0])
    },

    /** Finds, and holds the row until the transaction ends. 404 out of sight, 403 in sight but not the caller's to `action`. */
    async lock(ctx: Ctx, record_id: string, action: string): Promise<Row> {
      // They travel together, in this order.
      const [, { rows }] = await Promise.all([
        options.holdFirst?.(ctx, [record_id]),
        sql<Row & { allowed: boolean }>`
          select r.*, ${may(ctx, `${resource.name}:${action}`, 'r')} as allowed from ${source} r
          where r.id = ${record_id} and ${may(ctx, `${resource.name}:read`, 'r')} for update`.execute(ctx.db),
      ])
      if (!rows[0]) throw missing()
      const { allowed, ...row } = rows[0]
      if (!allowed) throw forbidden(`${resource.name}:${action}`)
      return row as unknown as Row
    },

    /** Finds and holds the row whoever asks: for what the product itself keeps true, where no right is judged. */
    async hold(ctx: Ctx, record_id: string): Promise<Row | undefined> {
      const { rows } = await sql<Row>`select r.* from ${source} r where r.id = ${record_id} for no key update`.execute(
        ctx.db,
      )
      return rows[0]
    },

    async insert(ctx: Ctx, row: Record<string, unknown>): Promise<Item<F>> {
      const names = Object.keys(row)
      const { text, moments } = insertionOf(ctx, names)
      const values = names.map((name) => parameter(resource, name, row[name]))
      const { rows } = await ctx.db.executeQuery(
        CompiledQuery.raw(text, [...values, ...Array.from({ length: moments }, () => ctx.now)]),
      )
      return present(ctx, rows[0])
    },

    async change(ctx: Ctx, record_id: string, values: Record<string, unknown>): Promise<Item<F>> {
      const set = Object.entries(values).map(
        ([name, value]) => sql`${sql.ref(name)} = ${parameter(resource, name, value)}`,
      )
      const { rows } = await sql`
        update ${source} as r set ${sql.join(set)} where r.id = ${record_id}
        returning ${select(ctx, true)}`.execute(ctx.db)
      if (!rows[0]) throw missing()
      return present(ctx, rows[0])
    },

    async erase(ctx: Ctx, record_id: string): Promise<void> {
      await sql`delete from ${source} where id = ${record_id}`.execute(ctx.db)
    },

    /** Ids of what a query matches and the caller may `action`, for bulk; one more than `limit` when there are more. */
    async matching(ctx: Ctx, query: Query, limit: number): Promise<string[]> {
      const { rows } = await sql<{ id: string }>`
        select r.id from ${source} r where ${where(ctx, query)} order by r.created_at, r.id limit ${limit + 1}`.execute(
        slowly(ctx).db,
      )
      return rows.map((row) => row.id)
    },

    readable,

    /** Ids of the records of which one of these fields points to `record_id`, for whoever removes that for good. */
    async pointing({ db }: Ctx, names: readonly string[], record_id: string): Promise<string[]> {
      const points = names.map((name) => sql`r.${sql.ref(name)} = ${record_id}::uuid`)
      const { rows } = await sql<{ id: string }>`
        select r.id from ${source} r where ${sql.join(points, sql` or `)} order by r.id`.execute(db)
      return rows.map(({ id }) => id)
    },

    known: (ctx: Ctx, ids: readonly string[]): Promise<ReadonlySet<string>> =>
      scopes(ctx, `${resource.name}:read`).has('all') ? Promise.resolve(new Set(ids)) : readable(ctx, ids),

    async summaries(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Summary>> {
      const { rows } = await sql<Summary>`
        select r.id, ${named('r')} as name from ${source} r
        where r.id = any(${ids}::uuid[]) and ${may(ctx, `${resource.name}:read`, 'r')}`.execute(ctx.db)
      return new Map(rows.map((row) => [row.id, row]))
    },

    summary: (ctx: Ctx, query: Query): Promise<SummaryAnswer> =>
      summaryOf(
        ctx,
        { fields: shapeOf(ctx, resource).fields, source, columns: columnsOf(ctx, 'r'), filter: where(ctx, query) },
        query,
      ),
  }
}

/** pg writes a JavaScript array as a PostgreSQL array; json columns take text. */
const parameter = (resource: Resource<any>, name: string, value: unknown): unknown =>
  (resource.fields as Record<string, Field>)[name]?.kind === 'json' && value !== null ? JSON.stringify(value) : value

export type RecordQueries<F extends Fields = any> = ReturnType<typeof recordQueries<F>>
