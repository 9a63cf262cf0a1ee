import { views as operations } from '@rihla/contracts/views.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { listViews } from './queries.ts'
import { views, viewType } from './service.ts'

export const viewsModule: Module = {
  name: 'views',
  routes: [
    route(operations.list, async (ctx, { query }) => ({ items: await listViews(ctx, query.record_type) })),
    route(operations.create, (ctx, { body }) => views.create(ctx, body)),
    route(operations.update, (ctx, { params, body, version }) => views.update(ctx, params.id, body, { version })),
    route(operations.archive, async (ctx, { params, version }) => {
      await views.archive(ctx, params.id, { version })
    }),
  ],
  records: { view: viewType },
}
