import { LRUCache } from 'lru-cache'
import { type Ctx, transaction } from '#platform/context.ts'
import { Problem } from '#platform/errors.ts'
import { tell } from './checkJob.ts'
import { changeImport, forgetFiles, forgetOld, lockImport } from './queries/imports.ts'
import { insertPiece, keptBytes } from './queries/staging.ts'

/** Bytes of a piece of a file. */
const PIECE = 1_048_576
/** Days that a file is kept after the last change of its import; hours after which an upload has broken off. */
const KEPT = { days: 30, hours: 2 }

/** The day on which a tenant's files were last looked through, by this process. */
const looked = new LRUCache<string, string>({ max: 20_000 })

/** Files hold what people never gave to a record: they go when their time is over, whether somebody imports again or not. */
export async function sweepImports(ctx: Ctx) {
  const day = ctx.now.toISOString().slice(0, 10)
  if (looked.get(ctx.tenant.id) === day) return
  const before = (milliseconds: number) => new Date(ctx.now.getTime() - milliseconds)
  await transaction(ctx, (ctx) =>
    forgetOld(ctx, { held: before(KEPT.days * 86_400_000), broken: before(KEPT.hours * 3_600_000) }),
  )
  looked.set(ctx.tenant.id, day)
}

/** Piece by piece, each in a transaction of its own: a slow line holds no connection. */
export async function keep(ctx: Ctx, id: string, bytes: AsyncIterable<Buffer>): Promise<number> {
  let size = 0
  let position = 0
  let gathered: Buffer[] = []
  let length = 0
  const flush = async () => {
    const piece = Buffer.concat(gathered)
    gathered = []
    length = 0
    if (piece.length === 0) return
    await transaction(ctx, async (ctx) => {
      await insertPiece(ctx, id, position++, piece)
      await judgeRoom(ctx)
    })
  }
  for await (const chunk of bytes) {
    gathered.push(chunk)
    length += chunk.length
    size += chunk.length
    if (length >= PIECE) await flush()
  }
  await flush()
  if (size === 0) throw new Problem(422, 'import.empty')
  return size
}

/** 409 where a tenant keeps more than it may: with this piece, whoever else uploads at the same time. */
async function judgeRoom(ctx: Ctx) {
  const { most } = ctx.platform.config.imports
  const used = await keptBytes(ctx)
  if (used <= most) return
  const params = { most: Math.floor(most / 1_048_576), used: Math.ceil(used / 1_048_576) }
  throw new Problem(409, 'import.no_room', { params })
}

/** Lets the file of an import go before its time; what the import did stays told, and can be undone. */
export const forgetFile = (ctx: Ctx, id: string): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const row = await lockImport(ctx, id)
    if (['checking', 'running', 'undoing'].includes(row.state)) throw new Problem(409, 'import.busy')
    await forgetFiles(ctx, [id])
    const version = row.version + 1
    await changeImport(ctx, id, { version })
    await tell(ctx, { id, version }, 'forgotten', { name: row.name })
  })
