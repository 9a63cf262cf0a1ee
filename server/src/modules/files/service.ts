import { rm } from 'node:fs/promises'
import type { Readable } from 'node:stream'
import { FILED, type FiledType, MOST_FILES, type StoredFile } from '@rihla/contracts/files.ts'
import { type Ctx, newId, type Reaction, type Row, transaction } from '#platform/context.ts'
import { invalid, judgeThere, notFound } from '#platform/errors.ts'
import { record } from '#platform/events.ts'
import { records } from '#platform/records.ts'
import { cleanName, receive, type Received, unavailable } from './content.ts'
import { countFiles, expect, fileQueries, filesOf, forget, leftovers, type Link, linkOf, lockFiles } from './queries.ts'

export const files = records(fileQueries, {
  judge: async (_, { name }) => ({ name: cleanName(name as string) }),
  beforeErase: (ctx, id) => releaseContent(ctx, id),
})

/** Milliseconds within which an upload is in the store and its file in the table, or it is nobody's. */
const UPLOAD = 3_600_000

/** Files on a record; 404 where the caller may not read the record. */
export async function listFiles(ctx: Ctx, record_type: FiledType, id: string): Promise<StoredFile[]> {
  await judgeRecord(ctx, record_type, id)
  return filesOf(ctx, linkOf(record_type), id)
}

async function judgeRecord(ctx: Ctx, record_type: FiledType, id: string) {
  const readable = await ctx.platform.records.get(record_type)!.readable(ctx, [id])
  if (!readable.has(id)) throw notFound(record_type)
}

interface Upload {
  name: string
  bytes: AsyncIterable<Buffer>
}

/**
 * Puts a file on a record. The content goes into the store first, noted as nobody's, and is taken by the file in the
 * transaction that makes it: whenever the process is killed, no file is without content and no content stays without file.
 */
export async function addFile(
  ctx: Ctx,
  record_type: FiledType,
  record_id: string,
  open: () => Promise<Upload>,
): Promise<StoredFile> {
  // Judged before anything is read: who may not is not listened to.
  await transaction(ctx, (ctx) => hold(ctx, record_type, record_id))
  await judgeRoom(ctx, record_type, record_id)
  const { name, bytes } = await open()
  const received = await receive(ctx.platform.files, bytes)
  try {
    const id = newId()
    await transaction(ctx, (ctx) => expect(ctx, id, new Date(Date.now() + UPLOAD)))
    await store(ctx, id, received)
    return await take(ctx, record_type, record_id, { id, name, received })
  } finally {
    await rm(received.path, { force: true })
  }
}

const hold = async (ctx: Ctx, record_type: FiledType, record_id: string) =>
  judgeThere(await ctx.platform.records.get(record_type)!.lock(ctx, record_id, 'comment'))

async function judgeRoom(ctx: Ctx, record_type: FiledType, record_id: string) {
  if ((await countFiles(ctx, linkOf(record_type), record_id)) >= MOST_FILES) throw invalid('file', 'too_many', 422)
}

async function store({ platform, tenant }: Ctx, id: string, received: Received) {
  try {
    await platform.files.store.put({ tenant_id: tenant.id, id }, received)
  } catch (error) {
    platform.log.error({ err: error }, 'the file store refused a file')
    throw unavailable(error)
  }
}

const take = (
  ctx: Ctx,
  record_type: FiledType,
  record_id: string,
  { id, name, received }: { id: string; name: string; received: Received },
): Promise<StoredFile> =>
  transaction(ctx, async (ctx) => {
    // Held, so that many at once do not put more on it than it takes.
    await hold(ctx, record_type, record_id)
    await judgeRoom(ctx, record_type, record_id)
    const { content_type, size, sha256 } = received
    const made = { id, name, content_type, size, sha256, [linkOf(record_type)]: record_id }
    const file = await files.create(ctx, made as never)
    await forget(ctx, id)
    return file
  })

/** The content of a file that the caller may read. */
export async function openContent(ctx: Ctx, id: string): Promise<{ file: StoredFile; content: Readable }> {
  const file = await fileQueries.find(ctx, id)
  const { platform, tenant } = ctx
  let content: Readable | undefined
  try {
    content = await platform.files.store.get({ tenant_id: tenant.id, id })
  } catch (error) {
    platform.log.error({ err: error }, 'the file store does not answer')
    throw unavailable(error)
  }
  if (content) return { file, content }
  platform.log.error({ file_id: id, tenant_id: tenant.id }, 'the store has lost the content of a file')
  throw notFound('file')
}

/** With the transaction: its content is nobody's from its commit on. */
async function releaseContent(ctx: Ctx, id: string) {
  await expect(ctx, id, ctx.now)
  const { tx, ...later } = ctx
  const sweep = () => sweepFiles({ ...later, db: ctx.platform.readDbOf(ctx.tenant), now: new Date() })
  // What fails here the next sweep does: the file is listed until its content is gone.
  tx!.committed.push(() => void sweep().catch(() => undefined))
}

/** Removes content that no file has. What the store does not remove now it is asked for again. */
export async function sweepFiles(ctx: Ctx): Promise<void> {
  const { platform, tenant } = ctx
  for (const id of await leftovers(ctx)) {
    await platform.files.store.remove({ tenant_id: tenant.id, id })
    await transaction(ctx, (ctx) => forget(ctx, id))
  }
}

/** Hangs the files of one record on others too: after a conversion they stand on the new records. */
export async function linkFiles(ctx: Ctx, from: { link: Link; id: string }, to: Partial<Record<Link, string>>) {
  await transaction(ctx, async (ctx) => {
    for (const row of await lockFiles(ctx, from.link, from.id)) await files.write(ctx, row, to)
  })
}

/** When a record is removed for good: what hangs on it alone goes with it, the rest lets go of it. */
async function dropFiles(ctx: Ctx, link: Link, id: string) {
  const links = (Object.keys(FILED) as FiledType[]).map(linkOf)
  for (const row of await lockFiles(ctx, link, id)) {
    if (links.some((other) => other !== link && row[other] !== null)) await files.write(ctx, row, { [link]: null })
    else await dropFile(ctx, row)
  }
}

async function dropFile(ctx: Ctx, { id, version }: Row) {
  await releaseContent(ctx, id)
  await fileQueries.erase(ctx, id)
  await record(ctx, { type: 'file.deleted', record_type: 'file', record: { id, version: version + 1 }, changes: {} })
}

export const fileReactions: readonly Reaction[] = (Object.keys(FILED) as FiledType[]).map((record_type) => ({
  to: `${record_type}.deleted`,
  react: (ctx, { record_id }) => dropFiles(ctx, linkOf(record_type), record_id),
}))
