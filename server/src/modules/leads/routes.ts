import { pipeline } from '@rihla/contracts/leadPipeline.ts'
import { leads as operations } from '@rihla/contracts/leads.ts'
import { scoring } from '@rihla/contracts/leadScoring.ts'
import { bulkJob, bulkJobOf } from '#platform/bulkJob.ts'
import { recordRoutes } from '#platform/recordRoutes.ts'
import type { Module } from '#platform/registry.ts'
import { searchSource } from '#platform/searchSource.ts'
import { route } from '#platform/routes.ts'
import { convertLead } from './convert.ts'
import { leadReactions } from './events.ts'
import { leadPipeline } from './pipeline.ts'
import { leadStats } from './queries.ts'
import { explainScore, previewScoreRules, RESCORE, rescoreJob, scoreRules } from './scoring.ts'
import {
  createLead,
  duplicateLeads,
  findLead,
  leads,
  leadStory,
  logCallAttempt,
  moveLead,
  updateLead,
} from './service.ts'

export const leadsModule: Module = {
  name: 'leads',
  routes: [
    ...recordRoutes(operations, leads, {
      find: findLead,
      create: createLead as never,
      update: updateLead as never,
      ...leadStory,
    }),
    route(operations.convert, (ctx, { params, body, version }) => convertLead(ctx, params.id, body, version)),
    route(pipeline.move, (ctx, { params, body, version }) => moveLead(ctx, params.id, body, { version })),
    route(scoring.explain, (ctx, { params }) => explainScore(ctx, params.id)),
    route(operations.logCallAttempt, (ctx, { params, body, version }) =>
      logCallAttempt(ctx, params.id, body, { version }),
    ),
    route(pipeline.columns, (ctx, { query }) => leadPipeline(ctx, query)),
    route(operations.stats, (ctx, { query }) => leadStats(ctx, query)),
    route(operations.duplicates, (ctx, { query }) => duplicateLeads(ctx, query)),
    route(scoring.rules, (ctx) => scoreRules.find(ctx)),
    route(scoring.preview, (ctx, { body }) => previewScoreRules(ctx, body)),
    route(scoring.setRules, (ctx, { body }) => scoreRules.change(ctx, body)),
  ],
  records: { lead: leads.type, ...scoreRules.records },
  search: { lead: searchSource(leads.queries) },
  reactions: leadReactions,
  jobs: { [bulkJobOf('leads')]: bulkJob(leads), [RESCORE]: rescoreJob },
}
