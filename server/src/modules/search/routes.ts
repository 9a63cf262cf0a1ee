import { search as operations } from '@rihla/contracts/search.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { searchAll, type Searches } from './service.ts'

export const searchModule = (searches: Searches): Module => ({
  name: 'search',
  routes: [route(operations.find, (ctx, { query }) => searchAll(ctx, searches, query))],
})
