import { sql } from 'kysely'
import type { SetItem } from '@rihla/contracts/bulk.ts'
import type { BulkResult } from '@rihla/contracts/operation.ts'
import { demand } from './access.ts'
import { type Ctx, PATIENTLY, transaction } from './context.ts'
import { shapeOf } from './custom.ts'
import { Problem, problemBody } from './errors.ts'
import { asProblem } from './http.ts'
import { nameBody, nameQuery } from './names.ts'
import type { Records } from './records.ts'
import { parse } from './validation.ts'
import { withView } from './viewQuery.ts'

/** What the body of a bulk action says, as validated by its contract. */
export interface BulkAction {
  action: string
  ids?: string[] | undefined
  filter?: Record<string, unknown> | undefined
  items?: SetItem[] | undefined
  changes?: Record<string, unknown> | undefined
  assigned_to?: string | null | undefined
  tags?: string[] | undefined
  lead_status?: string | undefined
  reason?: string | undefined
}

/** Done at once up to here; above, a job goes on after the answer. */
export const MOST_AT_ONCE = 1000
/** Most records of one bulk action. */
export const MOST_IN_A_JOB = 50_000

type Act = (ctx: Ctx, id: string) => Promise<unknown>

/** Validates the action once, before any record is touched; 400 names what is missing. */
export function readAction(ctx: Ctx, service: Records, body: BulkAction): Act {
  const { resource } = service.queries
  const required = (field: 'changes' | 'tags' | 'assigned_to' | 'lead_status') => {
    const value = body[field]
    if (value === undefined)
      throw new Problem(400, 'validation_failed', { errors: [{ field, code: 'required', message: 'required' }] })
    return value
  }
  const update = (changes: Record<string, unknown>): Act => {
    const checked = parse(resource.update, nameBody(resource, ctx.tenant, changes), 'body', ctx.locale)
    return (ctx, id) => service.update(ctx, id, { ...checked, reason: body.reason } as never)
  }
  switch (body.action) {
    case 'update':
      return update(required('changes') as Record<string, unknown>)
    case 'update_status':
      return update({ lead_status: required('lead_status') })
    case 'assign':
      demand(ctx, `${resource.name}:assign`)
      return update({ assigned_to: required('assigned_to') })
    case 'add_tags': {
      const tags = required('tags') as string[]
      return (ctx, id) => service.addTags(ctx, id, tags)
    }
    case 'remove_tags': {
      const tags = required('tags') as string[]
      return (ctx, id) => service.removeTags(ctx, id, tags)
    }
    case 'archive':
      return (ctx, id) => service.archive(ctx, id, { note: body.reason })
    case 'restore':
      return (ctx, id) => service.restore(ctx, id, { note: body.reason })
    default:
      demand(ctx, `${resource.name}:purge`)
      return (ctx, id) => service.erase(ctx, id)
  }
}

/** Ids the action is meant for: as given, or what the filter matches now. */
export async function idsOf(ctx: Ctx, service: Records, body: BulkAction): Promise<string[]> {
  if (body.ids) return [...new Set(body.ids)]
  const resource = shapeOf(ctx, service.queries.resource)
  const asked = await withView(ctx, resource, nameQuery(resource, body.filter ?? {}), 'whole')
  const query = parse(resource.query, asked, 'query', ctx.locale)
  const ids = await service.queries.matching(ctx, query as Record<string, unknown>, MOST_IN_A_JOB)
  if (ids.length > MOST_IN_A_JOB)
    throw new Problem(422, 'validation_failed', {
      errors: [{ field: 'filter', code: 'too_many', message: 'too_many' }],
    })
  return ids
}

/**
 * One transaction, a savepoint per record: what is refused is told, the rest is done. In order of id, so that two bulk
 * actions on the same records wait for each other and do not deadlock.
 */
export const runBulk = (ctx: Ctx, ids: readonly string[], act: Act): Promise<BulkResult> =>
  runAll(
    ctx,
    ids.map((id) => ({ id })),
    (ctx, { id }) => act(ctx, id),
  )

/** The same, where each record has changes of its own: those that do not fit refuse their record alone. */
export function setEach(ctx: Ctx, service: Records, items: readonly SetItem[]): Promise<BulkResult> {
  const { resource } = service.queries
  return runAll(ctx, items, async (ctx, { id, version, changes }) => {
    const checked = parse(resource.update, nameBody(resource, ctx.tenant, changes), 'body', ctx.locale)
    return service.update(ctx, id, checked as never, { version })
  })
}

function runAll<T extends { id: string }>(
  ctx: Ctx,
  items: readonly T[],
  act: (ctx: Ctx, item: T) => Promise<unknown>,
): Promise<BulkResult> {
  const inOrder = items.toSorted((a, b) => (a.id < b.id ? -1 : Number(a.id > b.id)))
  const work = async (ctx: Ctx) => {
    const refused = await runEach(ctx, inOrder, ({ id }) => id, act)
    return { done: items.length - refused.length, refused, operation_id: ctx.operation_id }
  }
  return transaction(ctx, work, PATIENTLY)
}

/** Does one after the other inside the transaction, each with a savepoint; answers what was refused. */
export async function runEach<T>(
  ctx: Ctx,
  items: readonly T[],
  idOf: (item: T) => string,
  act: (ctx: Ctx, item: T) => Promise<unknown>,
): Promise<BulkResult['refused']> {
  const refused: BulkResult['refused'] = []
  const begin = () => sql`savepoint one`.execute(ctx.db)
  const end = () => sql`release savepoint one`.execute(ctx.db)
  for (const [index, item] of items.entries()) {
    const recorded = ctx.tx!.recorded
    try {
      // They travel with the first statement of the action; without the release, savepoints would nest.
      await Promise.all([index > 0 && end(), begin(), act(ctx, item)])
    } catch (error) {
      const problem = asProblem(error)
      if (problem.status >= 500) throw error
      await sql`rollback to savepoint one`.execute(ctx.db)
      ctx.tx!.recorded = recorded
      ctx.tx!.held.clear()
      refused.push({ id: idOf(item), ...refusal(ctx, problem) })
    }
  }
  return refused
}

/** Why a record was refused; what its values are to blame for is told by their fields. */
function refusal({ locale, request_id }: Ctx, problem: Problem) {
  const { code, detail, errors } = problemBody(problem, locale, request_id)
  if (!errors.length) return { code, message: detail }
  return { code, message: errors.map(({ field, message }) => `${field}: ${message}`).join(' '), errors }
}
