import type { DuplicatePair, Mergeable } from '@rihla/contracts/duplicates.ts'
import { Id } from '@rihla/contracts/fields.ts'
import { demand } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { findWaiting } from './following.ts'
import { nextNames, readFound, readNamesakes } from './queries/found.ts'
import { LEAST } from './queries/likeness.ts'
import { comparePairs, type PairPlace, type PlacedPair } from './queries/pairs.ts'
import { readsFew, wereFound } from './queries/progress.ts'
import { TABLES } from './queries/tables.ts'
import { keyOlder } from './service.ts'

interface From {
  at: PairPlace | undefined
  /** Milliseconds as `LONG` says. */
  long: number
}

interface Page {
  pairs: PlacedPair[]
  /** From where it goes on, where the page was not filled in time. */
  on?: PairPlace
}

interface Query {
  record_type?: Mergeable | undefined
  cursor?: string | undefined
  take?: number | undefined
}

/** Who reads no more records than these is answered by comparing them all: that is as fast, and asks nothing else. */
const FEW = 10_000
/** Names that are looked at together while a page fills: the next ones are as many times more. */
const NAMES = 24
const MORE = 4
const MOST_NAMES = 384
/** Milliseconds after which no more of them are looked at for a page: who reads few of many goes on by the cursor. */
const LONG = 1500
const FIRST_ID = '00000000-0000-0000-0000-000000000000'
const FIRST_NAME = String(-(2n ** 63n))

/** The queue: pairs that may be one, the likeliest first. */
export async function listPairs(
  ctx: Ctx,
  { record_type = 'contact', cursor, take = 20 }: Query,
  few = FEW,
  long = LONG,
) {
  demand(ctx, `${TABLES[record_type].name}:read`)
  if (record_type !== 'lead') await keyOlder(ctx, record_type)
  const at = cursor === undefined ? undefined : readPlace(cursor)
  const compares = (await readsFew(ctx, record_type, few)) || !(await wereFound(ctx, record_type))
  const { pairs: found, on } = compares
    ? { pairs: await comparePairs(ctx, record_type, take + 1, at) }
    : await foundPairs(ctx, record_type, take + 1, { at, long })
  const pairs = found.slice(0, take)
  const items = pairs.map(({ place: _place, ...pair }): DuplicatePair => pair)
  return { items, next_cursor: found.length > take ? writePlace(placeOf(pairs.at(-1)!)) : on ? writePlace(on) : null }
}

/** Of those that were found: the surer ones, then those of one name in a city, then the rest. */
async function foundPairs(ctx: Ctx, record_type: Mergeable, take: number, { at, long }: From): Promise<Page> {
  await findWaiting(ctx)
  const pairs: PlacedPair[] = []
  if (!at || at.confidence > LEAST) pairs.push(...(await readFound(ctx, record_type, 'surer', take, at)))
  if (pairs.length < take && (!at || at.confidence >= LEAST)) {
    const from = at?.confidence === LEAST ? at : undefined
    const { pairs: least, on } = await namesakes(ctx, record_type, take - pairs.length, { at: from, long })
    pairs.push(...least)
    if (on) return { pairs, on }
  }
  const rest = take - pairs.length
  if (rest > 0)
    pairs.push(...(await readFound(ctx, record_type, 'less', rest, at && at.confidence < LEAST ? at : undefined)))
  return { pairs }
}

async function namesakes(ctx: Ctx, record_type: Mergeable, take: number, { at, long }: From): Promise<Page> {
  const until = performance.now() + long
  const pairs: PlacedPair[] = []
  let from = at?.place ?? FIRST_NAME
  for (let count = NAMES; pairs.length < take; count = Math.min(MORE * count, MOST_NAMES)) {
    const names = await nextNames(ctx, record_type, from, count)
    if (names.length) pairs.push(...(await readNamesakes(ctx, record_type, names, take - pairs.length, at)))
    if (names.length < count) break
    from = String(BigInt(names.at(-1)!) + 1n)
    if (pairs.length < take && performance.now() > until)
      return { pairs, on: { confidence: LEAST, place: from, a: FIRST_ID, b: FIRST_ID } }
  }
  return { pairs }
}

const placeOf = ({ confidence, place, records: [a, b] }: PlacedPair): PairPlace => ({
  confidence,
  place,
  a: a!.id,
  b: b!.id,
})
const writePlace = ({ confidence, place, a, b }: PairPlace) =>
  Buffer.from(`${confidence} ${a} ${b} ${place}`).toString('base64url')

function readPlace(cursor: string): PairPlace {
  const [confidence, a, b, place = '0'] = Buffer.from(cursor, 'base64url').toString().split(' ')
  const ours = /^\d{1,2}$/.test(confidence ?? '') && Id.safeParse(a).success && Id.safeParse(b).success
  if (!ours || !isBigint(place)) throw invalid('cursor', 'bad_cursor')
  return { confidence: Number(confidence), place, a: a!, b: b! }
}

const isBigint = (text: string) => /^-?\d{1,19}$/.test(text) && BigInt.asIntN(64, BigInt(text)) === BigInt(text)
