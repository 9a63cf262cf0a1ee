import { customFields as operations } from '@rihla/contracts/customFields.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { fieldReactions } from './events.ts'
import { REFIND, refindJob } from './finding.ts'
import { fieldQueries, listFields } from './queries.ts'
import { createField, fields, fieldType, orderFields, updateField, usageOf } from './service.ts'

export const fieldsModule: Module = {
  name: 'fields',
  routes: [
    route(operations.list, async (ctx, { query }) => ({
      items: await listFields(ctx, query.record_type, query.archived ?? false),
    })),
    route(operations.create, (ctx, { body }) => createField(ctx, body)),
    route(operations.order, async (ctx, { body }) => ({ items: await orderFields(ctx, body.record_type, body.ids) })),
    route(operations.find, (ctx, { params }) => fieldQueries.find(ctx, params.id)),
    route(operations.update, (ctx, { params, body, version }) => updateField(ctx, params.id, body, { version })),
    route(operations.archive, async (ctx, { params, version }) => {
      await fields.archive(ctx, params.id, { version })
    }),
    route(operations.restore, (ctx, { params, version }) => fields.restore(ctx, params.id, { version })),
    route(operations.usage, (ctx, { params }) => usageOf(ctx, params.id)),
  ],
  records: { custom_field: fieldType },
  reactions: fieldReactions,
  jobs: { [REFIND]: refindJob },
}
