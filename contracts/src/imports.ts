import * as z from 'zod'
import {
  Counts,
  Import,
  IMPORT_STATES,
  ImportChanges,
  ImportFault,
  ImportFaults,
  MOST_UPLOADED,
} from './importShapes.ts'
import { IMPORTED } from './importTargets.ts'
import { Job, operation, RecordParams, TenantParams, tenantPath } from './operation.ts'

const path = tenantPath('imports')
const one = { params: RecordParams, permission: 'imports:import' } as const

/** Files that become records: read, mapped, checked, run behind the answer, and taken back if need be. */
export const imports = {
  list: operation({
    id: 'imports.list',
    method: 'GET',
    path,
    summary: 'Imports of the caller, of everybody for administrators; newest first',
    permission: 'imports:import',
    params: TenantParams,
    query: z.strictObject({
      record_type: z.enum(IMPORTED).optional(),
      state: z.enum(IMPORT_STATES).optional(),
      take: z.coerce.number().int().min(1).max(100).optional(),
      cursor: z.string().max(200).optional(),
    }),
    answer: z.object({ items: z.array(Import), next_cursor: z.string().nullable() }),
  }),
  create: operation({
    id: 'imports.create',
    method: 'POST',
    path,
    summary:
      'Upload a CSV or XLSX file, as the body or in a multipart form; answers its columns and what they seem to be',
    permission: 'imports:import',
    params: TenantParams,
    query: z.strictObject({ record_type: z.enum(IMPORTED), name: z.string().trim().min(1).max(255).optional() }),
    upload: MOST_UPLOADED,
    answer: Import,
    status: 201,
  }),
  find: operation({
    ...one,
    id: 'imports.find',
    method: 'GET',
    path: `${path}/{id}`,
    summary: 'An import: its columns, rules, counts and progress',
    answer: Import,
  }),
  update: operation({
    ...one,
    id: 'imports.update',
    method: 'PATCH',
    path: `${path}/{id}`,
    summary: 'Say how a file is read, what its columns are and what is done with its rows',
    body: ImportChanges,
    answer: Import,
  }),
  check: operation({
    ...one,
    id: 'imports.check',
    method: 'POST',
    path: `${path}/{id}/check`,
    summary: 'Find out what a run would do, and every fault; writes no record',
    body: z.strictObject({}),
    answer: Job,
    status: 202,
  }),
  run: operation({
    ...one,
    id: 'imports.run',
    method: 'POST',
    path: `${path}/{id}/run`,
    summary: 'Write what the check found, row by row without its faults',
    body: z.strictObject({}),
    answer: Job,
    status: 202,
  }),
  cancel: operation({
    ...one,
    id: 'imports.cancel',
    method: 'POST',
    path: `${path}/{id}/cancel`,
    summary: 'Stop; what was written stays and can be undone',
    body: z.strictObject({}),
    answer: Import,
  }),
  faults: operation({
    ...one,
    id: 'imports.faults',
    method: 'GET',
    path: `${path}/{id}/faults`,
    summary: 'All faults by reason, and their rows page by page',
    query: z.strictObject({
      field: z.string().max(120).optional(),
      code: z.string().max(120).optional(),
      take: z.coerce.number().int().min(1).max(200).optional(),
      cursor: z.string().max(200).optional(),
    }),
    answer: ImportFaults,
  }),
  errorFile: operation({
    ...one,
    id: 'imports.errorFile',
    method: 'GET',
    path: `${path}/{id}/error-file`,
    summary: 'The rows with faults as CSV: the columns as they came, and why',
    answer: 'file',
  }),
  fixRow: operation({
    id: 'imports.fixRow',
    method: 'PATCH',
    path: `${path}/{id}/rows/{row}`,
    summary: 'Correct cells of one row before the run; answers the faults it still has',
    permission: 'imports:import',
    params: RecordParams.extend({ row: z.coerce.number().int().min(1) }) as never as z.ZodType<{
      tenant_id: string
      id: string
      row: number
    }>,
    body: z.strictObject({
      cells: z
        .array(z.strictObject({ index: z.int().min(0).max(999), value: z.string().max(50_000) }))
        .min(1)
        .max(1000),
    }),
    answer: z.object({ row: z.int(), cells: z.array(z.string()), faults: z.array(ImportFault), counts: Counts }),
  }),
  forget: operation({
    ...one,
    id: 'imports.forget',
    method: 'DELETE',
    path: `${path}/{id}/file`,
    summary: 'Delete the file of an import and what stood in it, before its 30 days; what was written stays',
  }),
  undo: operation({
    ...one,
    id: 'imports.undo',
    method: 'POST',
    path: `${path}/{id}/undo`,
    summary: 'Take back what a run wrote; what was changed since stays as it is, and is told',
    body: z.strictObject({}),
    answer: Job,
    status: 202,
  }),
}
