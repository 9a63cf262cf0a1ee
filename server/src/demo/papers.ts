import { addFile } from '#modules/files/service.ts'
import { createImport, startCheck, startRun } from '#modules/imports/service.ts'
import { contextOf, type Ctx } from '#platform/context.ts'
import { CARDS, PAPERS } from './data/papers.ts'
import { findMember, hasRows, listBuyers } from './queries.ts'

/**
 * Files on records, and a file that became records. Each has transactions of its own, since content lies beside the
 * database; what is there stays as it is.
 */
export async function addPapers(system: Ctx, email: string, now: Date) {
  const { platform, tenant } = system
  const actor = await platform.findActor(tenant, await findMember(system, email))
  const ctx = contextOf({ platform, tenant, actor: actor!, now })
  if (!(await hasRows(system, 'files'))) await hangFiles(ctx)
  if (!(await hasRows(system, 'imports'))) await readCards(ctx)
}

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

async function hangFiles(ctx: Ctx) {
  const buyers = await listBuyers(ctx)
  const on = {
    account: buyers.find(({ account_type }) => account_type === 'business')?.id,
    contact: buyers.find(({ contact_id }) => contact_id)?.contact_id,
  }
  for (const { on: kind, name, text } of PAPERS) {
    const id = on[kind]
    if (id) await addFile(ctx, kind, id, async () => ({ name, bytes: bytesOf(text) }))
  }
}

/** What the wizard asks for, and the jobs that do it, one after the other. */
async function readCards(ctx: Ctx) {
  const { name, text } = CARDS
  const upload = { name, type: 'text/csv', bytes: bytesOf(text) }
  const { id } = await createImport(ctx, { record_type: 'contact' }, upload)
  for (const start of [startCheck, startRun]) {
    const job = await start(ctx, id)
    await ctx.platform.jobs.get(job.type)!(ctx, job.id)
  }
}
