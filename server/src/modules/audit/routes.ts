import { audit, jobs } from '@rihla/contracts/audit.ts'
import { notFound } from '#platform/errors.ts'
import { exportType } from '#platform/exportLog.ts'
import { readableJobs, readJob } from '#platform/jobs.ts'
import type { Live } from '#platform/live.ts'
import type { Module } from '#platform/registry.ts'
import { Answer, route } from '#platform/routes.ts'
import { UNDO, undoOperation } from '#platform/undo.ts'
import { undoJob } from '#platform/undoJob.ts'
import { listEvents } from './queries.ts'
import { streamUpdates } from './stream.ts'

export const auditModule = (live: Live): Module => ({
  name: 'audit',
  routes: [
    route(audit.list, (ctx, { query }) => listEvents(ctx, query)),
    route(audit.undo, async (ctx, { params }) => {
      const answer = await undoOperation(ctx, params.id)
      return 'undone' in answer ? answer : new Answer<typeof answer>(202, answer)
    }),
    route(audit.stream, (ctx, _, http) => streamUpdates(ctx, live, http) as never),
    route(jobs.find, (ctx, { params }) => readJob(ctx, params.id)),
  ],
  jobs: { [UNDO]: undoJob },
  records: {
    export: exportType,
    job: {
      resource: { name: 'jobs', record_type: 'job', fields: {} } as never,
      readable: readableJobs,
      known: readableJobs,
      summaries: async () => new Map(),
      lock: () => Promise.reject(notFound('job')),
      write: () => Promise.reject(notFound('job')),
    },
  },
})
