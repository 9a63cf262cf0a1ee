import type { DuplicatePair, Mergeable } from '@rihla/contracts/duplicates.ts'
import { Id } from '@rihla/contracts/fields.ts'
import { demand } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { type PairPlace, pairsOf } from './queries/pairs.ts'
import { TABLES } from './queries/tables.ts'
import { keyOlder } from './service.ts'

interface Query {
  record_type?: Mergeable | undefined
  cursor?: string | undefined
  take?: number | undefined
}

/** The queue: pairs that may be one, the likeliest first. */
export async function listPairs(ctx: Ctx, { record_type = 'contact', cursor, take = 20 }: Query) {
  demand(ctx, `${TABLES[record_type].name}:read`)
  if (record_type !== 'lead') await keyOlder(ctx, record_type)
  const found = await pairsOf(ctx, record_type, take + 1, cursor === undefined ? undefined : readPlace(cursor))
  const items = found.slice(0, take)
  return { items, next_cursor: found.length > take ? writePlace(items.at(-1)!) : null }
}

const writePlace = ({ confidence, records: [a, b] }: DuplicatePair) =>
  Buffer.from(`${confidence} ${a!.id} ${b!.id}`).toString('base64url')

function readPlace(cursor: string): PairPlace {
  const [confidence, a, b] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const place = { confidence: Number(confidence), a: a ?? '', b: b ?? '' }
  const ours = /^\d{1,2}$/.test(confidence ?? '') && Id.safeParse(a).success && Id.safeParse(b).success
  if (!ours) throw invalid('cursor', 'bad_cursor')
  return place
}
