import { type Ctx, type Row, slowly, transaction } from '#platform/context.ts'
import { lockHierarchy } from '#platform/hierarchy.ts'
import { advanceJob, lockJob } from '#platform/jobs.ts'
import { type Held, rowsOf } from '#platform/recordBatches.ts'
import { Problem } from '#platform/errors.ts'
import { type Fault, faultsIn } from './faults.ts'
import type { Records } from '#platform/records.ts'
import { readImport, type StoredImport } from './queries/imports.ts'
import { dropLinks, idsIn, type Link, linksAfter } from './queries/links.ts'
import { setFaults } from './queries/staging.ts'
import type { InFile } from './references.ts'

/** Records of one transaction. */
const SOME = 200

/** To which rows of the file other rows of it point, asked of the staged rows the first time that somebody wants to know. */
export function parentsOf(ctx: Ctx, { id, columns }: StoredImport, { rules }: Records): InFile {
  const placeOf = (name: string | undefined) => columns.find(({ field }) => field !== null && field === name)?.index
  const [own, parent] = [placeOf('id'), placeOf(rules.parent)]
  let asked: ReturnType<InFile> | undefined
  return () =>
    (asked ??= own === undefined || parent === undefined ? NOBODY : parentsInFile(slowly(ctx), id, own, parent))
}
const NOBODY = Promise.resolve<ReadonlySet<string>>(new Set())

/** Which of the ids that rows have in the column `parent` other rows have in the column `own`. */
async function parentsInFile(ctx: Ctx, import_id: string, own: number, parent: number): Promise<ReadonlySet<string>> {
  const named = new Set<string>()
  for await (const ids of idsIn(ctx, import_id, parent)) for (const id of ids) named.add(id)
  const found = new Set<string>()
  if (named.size === 0) return found
  for await (const ids of idsIn(ctx, import_id, own)) for (const id of ids) if (named.has(id)) found.add(id)
  return found
}

/**
 * Puts records below others of the same file, which may stand after them: all of them are there by now. Done once more
 * after a crash it goes on where it was. False where links may be left: another worker is at them, or the run was cancelled.
 */
export async function linkAll(ctx: Ctx, service: Records, job_id: string, import_id: string): Promise<boolean> {
  for (;;) {
    const step = await transaction(ctx, async (ctx) => {
      const ours = (await lockJob(ctx, job_id)) && (await readImport(ctx, import_id))?.state === 'running'
      if (!ours) return 'not ours'
      const links = await linksAfter(ctx, import_id, SOME)
      if (links.length === 0) return 'all made'
      await linkSome(ctx, service, import_id, links)
      await dropLinks(ctx, import_id, links)
      await advanceJob(ctx, job_id, { state: 'running' })
      return 'some made'
    })
    if (step !== 'some made') return step === 'all made'
  }
}

async function linkSome(ctx: Ctx, service: Records, import_id: string, links: readonly Link[]) {
  const { queries } = service
  await lockHierarchy(ctx, queries.table)
  const ids = links.map(({ record_id }) => record_id)
  const held = await rowsOf(ctx, queries, ids, { action: 'update', holding: true })
  const refused: { number: number; faults: Fault[] }[] = []
  for (const { number, record_id, parent_id } of links) {
    const faults = await link(ctx, service, held.get(record_id), parent_id)
    if (faults.length) refused.push({ number, faults })
  }
  await setFaults(
    ctx,
    import_id,
    refused.map(({ number }) => number),
    refused,
  )
}

async function link(ctx: Ctx, service: Records, held: Held | undefined, parent_id: string): Promise<Fault[]> {
  if (!held?.allowed) return [{ field: null, code: 'not_writable', message: 'not_writable', value: null }]
  const { allowed: _, ...rest } = held
  const before = rest as unknown as Row
  const input = { [service.rules.parent!]: parent_id }
  try {
    await service.write(ctx, before, await service.judged(ctx, before, input as never))
    return []
  } catch (error) {
    if (!(error instanceof Problem)) throw error
    return faultsIn(error, input)
  }
}
