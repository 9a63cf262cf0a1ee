import { opportunities as operations } from '@rihla/contracts/opportunities.ts'
import { storyOf } from '#modules/activities/service.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import { clearReferences } from '#platform/clearReferences.ts'
import type { Module } from '#platform/registry.ts'
import { searchSource } from '#platform/searchSource.ts'
import { opportunities } from './service.ts'

export const opportunitiesModule: Module = {
  name: 'opportunities',
  routes: recordRoutes(operations, opportunities, storyOf('opportunity_id', opportunities)),
  records: { opportunity: opportunities.type },
  search: { opportunity: searchSource(opportunities.queries) },
  reactions: clearReferences(opportunities),
  jobs: { [bulkJobOf('opportunities')]: bulkJob(opportunities) },
}
