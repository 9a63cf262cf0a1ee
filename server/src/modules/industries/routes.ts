import { industries as operations } from '@rihla/contracts/industries.ts'
import { exportRecords } from '#platform/export.ts'
import { embed } from '#platform/include.ts'
import { clearReferences } from '#platform/clearReferences.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { industryQueries as queries } from './queries.ts'
import { industries, industryStats, industryTree, industryType, removeIndustry } from './service.ts'

const { resource } = queries

export const industriesModule: Module = {
  name: 'industries',
  routes: [
    route(operations.hierarchy, (ctx, { query }) => industryTree(ctx, query)),
    route(operations.stats, (ctx) => industryStats(ctx)),
    route(operations.list, async (ctx, { query }) => {
      // By name, as a list of names is read.
      const sorted = query.sort_by ? query : { ...query, sort_by: 'name', sort_order: query.sort_order ?? 'asc' }
      return embed(ctx, resource, await queries.list(ctx, sorted), query.include)
    }),
    route(operations.summary, (ctx, { query }) => queries.summary(ctx, query)),
    route(operations.export, (ctx, { query }, http) => exportRecords(ctx, queries, query, http) as never),
    route(operations.find, async (ctx, { params, query }) => {
      const item = await queries.find(ctx, params.id)
      return query.include ? (await embed(ctx, resource, { items: [item] }, query.include)).items[0]! : item
    }),
    route(operations.create, (ctx, { body }) => industries.create(ctx, body)),
    ...[operations.update, operations.replace].map((operation) =>
      route(operation, (ctx, { params, body, version }) => industries.update(ctx, params.id, body, { version })),
    ),
    route(operations.archive, (ctx, { params, query, version }) => removeIndustry(ctx, params.id, query, version)),
    route(operations.restore, (ctx, { params, version }) => industries.restore(ctx, params.id, { version })),
  ],
  records: { industry: industryType },
  reactions: clearReferences(industries),
}
