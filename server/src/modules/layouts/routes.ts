import { layouts as operations } from '@rihla/contracts/layouts.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { layoutType } from './log.ts'
import { findLayout, keepLayout } from './service.ts'

export const layoutsModule: Module = {
  name: 'layouts',
  routes: [
    route(operations.find, (ctx, { params }) => findLayout(ctx, params.record_type)),
    route(operations.replace, (ctx, { params, body, version }) => keepLayout(ctx, params.record_type, body, version)),
    route(operations.reset, (ctx, { params, version }) => keepLayout(ctx, params.record_type, null, version)),
  ],
  records: { layout: layoutType },
}
