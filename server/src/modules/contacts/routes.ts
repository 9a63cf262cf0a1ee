import { contacts as operations } from '@rihla/contracts/contacts.ts'
import { travelDocuments } from '@rihla/contracts/travelDocuments.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import type { Module } from '#platform/registry.ts'
import { searchSource } from '#platform/searchSource.ts'
import { route } from '#platform/routes.ts'
import {
  addDocument,
  archiveDocument,
  changeDocument,
  documents,
  eraseDocument,
  expiringFor,
  listDocuments,
  revealNumber,
} from './documents.ts'
import { placeOlder, REWORD, rewordJob } from './companies.ts'
import { contactReactions } from './events.ts'
import { contactStats } from './queries/stats.ts'
import { sealOlder } from './sealing.ts'
import { contactReports, contacts, contactStory } from './service.ts'

export const contactsModule: Module = {
  name: 'contacts',
  routes: [
    ...recordRoutes(operations, contacts, contactStory),
    route(operations.stats, (ctx, { query }) => contactStats(ctx, query)),
    route(operations.reports, (ctx, { params }) => contactReports(ctx, params.id)),
    route(travelDocuments.expiring, (ctx, { query }) => expiringFor(ctx, query)),
    route(travelDocuments.list, (ctx, { params, query }) => listDocuments(ctx, params.id, query.archived)),
    route(travelDocuments.add, (ctx, { params, body }) => addDocument(ctx, params.id, body)),
    route(travelDocuments.update, (ctx, { params, body, version }) =>
      changeDocument(ctx, params.id, params.document_id, body, { version }),
    ),
    route(travelDocuments.archive, (ctx, { params, query, version }) =>
      (query.hard ? eraseDocument : archiveDocument)(ctx, params.id, params.document_id, { version }),
    ),
    route(travelDocuments.reveal, (ctx, { params, body }) =>
      revealNumber(ctx, params.id, params.document_id, body.reason),
    ),
  ],
  records: { contact: contacts.type, travel_document: documents.type },
  search: { contact: searchSource(contacts.queries) },
  reactions: contactReactions,
  jobs: { [bulkJobOf('contacts')]: bulkJob(contacts), [REWORD]: rewordJob },
  sweep: async (ctx) => {
    await placeOlder(ctx)
    await sealOlder(ctx)
  },
}
