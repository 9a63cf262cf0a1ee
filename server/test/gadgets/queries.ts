import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordQueries } from '#platform/recordQueries.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import { records } from '#platform/records.ts'
import type { Module } from '#platform/registry.ts'
import { searchText } from '#platform/search.ts'
import { gadgetResource, gadgets as operations } from './contract.ts'

const gadgets = records(recordQueries(gadgetResource), {
  derive: ({ name }) => ({ search: searchText([name as string]) }),
})

export const gadgetsModule: Module = {
  name: 'gadgets',
  routes: recordRoutes(operations, gadgets),
  records: { gadget: gadgets.type },
  jobs: { [bulkJobOf('gadgets')]: bulkJob(gadgets) },
}
