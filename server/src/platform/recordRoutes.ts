import type { Fields } from '@rihla/contracts/fields.ts'
import type { BulkAnswer, Note, NoteInput, Timeline, TimelineQuery } from '@rihla/contracts/operation.ts'
import type { recordOperations } from '@rihla/contracts/recordOperations.ts'
import type { Item, Page } from '@rihla/contracts/resource.ts'
import { demand } from './access.ts'
import { idsOf, MOST_AT_ONCE, readAction, runBulk, setEach, type BulkAction } from './bulk.ts'
import type { Ctx } from './context.ts'
import { exportRecords } from './export.ts'
import { embed } from './include.ts'
import { startBulkJob } from './bulkJob.ts'
import type { Records } from './records.ts'
import { Answer, route, type Route } from './routes.ts'

/** What a module does in its own way; the rest is plain. */
interface Own<F extends Fields> {
  list?: (ctx: Ctx, query: Record<string, unknown>) => Promise<Page<Item<F>>>
  find?: (ctx: Ctx, id: string) => Promise<Item<F>>
  create?: Records<F>['create']
  update?: Records<F>['update']
  addNote?: (ctx: Ctx, id: string, note: NoteInput) => Promise<Note>
  timeline?: (ctx: Ctx, id: string, query: TimelineQuery) => Promise<Timeline>
}

type Operations<F extends Fields> = ReturnType<typeof recordOperations<F>>

/** The routes every resource has. Shares routes, never SQL: what is in the tables is the module's `queries`. */
export function recordRoutes<F extends Fields>(
  operations: Operations<F>,
  service: Records<F>,
  own: Own<F> = {},
): Route[] {
  const { queries } = service
  const { name } = queries.resource
  const find = own.find ?? queries.find
  const list = own.list ?? queries.list
  const create = own.create ?? service.create
  const update = own.update ?? service.update
  const fresh = async (ctx: Ctx, item: Promise<Item<F>>) =>
    own.find ? find(ctx, ((await item) as { id: string }).id) : item

  const routes = [
    route(operations.list, async (ctx, { query }) =>
      embed(ctx, queries.resource, await list(ctx, query), query.include),
    ),
    route(operations.summary, (ctx, { query }) => queries.summary(ctx, query)),
    route(operations.export, (ctx, { query }, http) => exportRecords(ctx, queries, query, http) as never),
    route(operations.find, async (ctx, { params, query }) => {
      const item = await find(ctx, params.id)
      return query.include ? (await embed(ctx, queries.resource, { items: [item] }, query.include)).items[0]! : item
    }),
    route(operations.create, (ctx, { body, query }) =>
      create(ctx, query.allow_duplicate ? { ...body, allow_duplicate: true } : body),
    ),
    ...[operations.update, operations.replace].map((operation) =>
      route(operation, (ctx, { params, body, version }) => update(ctx, params.id, body, { version })),
    ),
    route(operations.archive, async (ctx, { params, query, version }) => {
      if (!query.hard) return void (await service.archive(ctx, params.id, { version }))
      demand(ctx, `${name}:purge`)
      return service.erase(ctx, params.id, { version })
    }),
    route(operations.restore, (ctx, { params, version }) => fresh(ctx, service.restore(ctx, params.id, { version }))),
    route(operations.addTags, (ctx, { params, body, version }) =>
      fresh(ctx, service.addTags(ctx, params.id, body.tags, { version })),
    ),
    route(operations.removeTag, (ctx, { params, version }) =>
      fresh(ctx, service.removeTags(ctx, params.id, [params.tag], { version })),
    ),
    route(operations.bulk, async (ctx, { body }): Promise<BulkAnswer | Answer<BulkAnswer>> => {
      const action = body as BulkAction
      if (action.items) return setEach(ctx, service, action.items)
      const act = readAction(ctx, service, action)
      const ids = await idsOf(ctx, service, action)
      if (ids.length <= MOST_AT_ONCE) return runBulk(ctx, ids, act)
      return new Answer(202, await startBulkJob(ctx, name, action, ids))
    }),
  ] as Route[]
  const { addNote, timeline } = own
  if (addNote) routes.push(route(operations.addNote, (ctx, { params, body }) => addNote(ctx, params.id, body)))
  if (timeline) routes.push(route(operations.timeline, (ctx, { params, query }) => timeline(ctx, params.id, query)))
  return routes
}
