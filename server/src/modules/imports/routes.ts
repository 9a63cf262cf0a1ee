import { imports as operations } from '@rihla/contracts/imports.ts'
import type { Ctx } from '#platform/context.ts'
import type { RecordType } from '#platform/recordType.ts'
import { Problem } from '#platform/errors.ts'
import type { Module } from '#platform/registry.ts'
import { route } from '#platform/routes.ts'
import { readUpload } from '#platform/upload.ts'
import { changeHow } from './changing.ts'
import { CHECK, checkJob } from './checkJob.ts'
import { errorFile, faultsOfImport, fixRow } from './faultList.ts'
import { forgetFile, sweepImports } from './kept.ts'
import { knownImports } from './queries/imports.ts'
import { RUN, runJob } from './runJob.ts'
import { cancelImport, createImport, getImport, importsOf, startCheck, startRun, startUndo } from './service.ts'
import { tellImport } from './sight.ts'
import { UNDO_IMPORT, undoImportJob } from './undoJob.ts'

/** An import is taken back by itself (`undoJob.ts`), not event by event. */
const impossible = () => Promise.reject(new Problem(422, 'undo_impossible'))
const importType: RecordType = {
  resource: { name: 'imports', record_type: 'import', fields: {} } as never,
  readable: knownImports,
  known: knownImports,
  summaries: async () => new Map(),
  tell: tellImport,
  lock: impossible,
  write: impossible,
}

export const importsModule: Module = {
  name: 'imports',
  routes: [
    route(operations.list, (ctx, { query }) => importsOf(ctx, query)),
    route(operations.create, async (ctx, { query }, http) => createImport(ctx, query, await readUpload(http))),
    route(operations.find, (ctx, { params }) => getImport(ctx, params.id)),
    route(operations.update, (ctx, { params, body, version }) => changeHow(ctx, params.id, body, version)),
    route(operations.check, (ctx, { params }) => startCheck(ctx, params.id)),
    route(operations.run, (ctx, { params }) => startRun(ctx, params.id)),
    route(operations.cancel, (ctx, { params }) => cancelImport(ctx, params.id)),
    route(operations.faults, (ctx, { params, query }) => faultsOfImport(ctx, params.id, query)),
    route(operations.errorFile, async (ctx: Ctx, { params }, { reply }) => {
      const { name, file } = await errorFile(ctx, params.id)
      const disposition = `attachment; filename="errors.csv"; filename*=UTF-8''${encodeURIComponent(name)}`
      return reply
        .headers({ 'content-type': 'text/csv; charset=utf-8; header=present', 'content-disposition': disposition })
        .send(file) as never
    }),
    route(operations.fixRow, (ctx, { params, body }) => fixRow(ctx, params.id, params.row, body.cells)),
    route(operations.forget, (ctx, { params }) => forgetFile(ctx, params.id)),
    route(operations.undo, (ctx, { params }) => startUndo(ctx, params.id)),
  ],
  records: { import: importType },
  sweep: sweepImports,
  jobs: { [CHECK]: checkJob, [RUN]: runJob, [UNDO_IMPORT]: undoImportJob },
}
