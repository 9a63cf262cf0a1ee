import { MERGEABLE, type Mergeable } from '@rihla/contracts/duplicates.ts'
import { backfill } from '#platform/backfill.ts'
import { type Ctx, type Sweep, systemContext, transaction } from '#platform/context.ts'
import { works } from '#platform/jobs.ts'
import { fewer } from './fewer.ts'
import { matesOf, partnersOf, writeNames, writePairs } from './queries/found.ts'
import {
  countWaiting,
  foundOf,
  hurry,
  lockPairs,
  nextIds,
  nextTouched,
  type Touched,
  tryLockPairs,
  unnumbered,
  writeFollowed,
} from './queries/progress.ts'
import { RULES } from './queries/likeness.ts'
import { keyOlder } from './service.ts'

/** Events of one step. */
const STEP = 2000
/** Steps of one sweep: other tenants wait no longer than these take. */
const STEPS = 20
/** Milliseconds after which a sweep begins no other step of the log. */
const LONGEST = 10_000
/** Who asks for the queue waits for what these changed, among so many; what more is left to the sweep. */
const [SOON, WINDOW] = [200, 2 * STEP]
/** The job that writes as many records as a file has. */
const IMPORTING = 'imports.run'
/** Records of one step of the first walk. */
const STRIDE = 2000

/**
 * Finds the pairs of records of a kind anew, and those that theirs follow from: of a key that many share not all are
 * compared, so where one comes or goes others change places. Whoever stood in a pair with one of them may have lost it by
 * a key that is known no more; whoever shares a key now may stand in another place of it.
 */
export async function find(ctx: Ctx, record_type: Mergeable, ids: readonly string[]) {
  if (ids.length === 0) return
  const near = union(ids, await partnersOf(ctx, ids))
  const theirs = union(near, await matesOf(ctx, record_type, near))
  await writePairs(ctx, record_type, theirs, union(theirs, await matesOf(ctx, record_type, theirs)))
  await writeNames(ctx, record_type, ids)
}

const union = (...lists: readonly (readonly string[])[]) => [...new Set(lists.flat())]

async function findAll(ctx: Ctx, touched: Touched) {
  for (const [record_type, ids] of touched) await find(ctx, record_type, ids)
}

/** Follows the log one step; answers whether there is more. The caller holds the lock. */
async function step(ctx: Ctx, count: number): Promise<boolean> {
  const { touched, to, more } = await nextTouched(ctx, count)
  await findAll(ctx, touched)
  // Where nothing telling happened nothing is written, unless it is so much that nobody reads it twice.
  if (touched.size > 0 || more) await writeFollowed(ctx, to)
  return more
}

async function follow(ctx: Ctx): Promise<boolean> {
  const { touched, more } = await nextTouched(ctx, STEP)
  if (touched.size === 0 && !more) return false
  // Every process looks after every tenant: one of them is enough.
  return transaction(ctx, async (ctx) => {
    if (!(await tryLockPairs(ctx))) return false
    return fewer(ctx, {
      what: 'log',
      most: STEP,
      work: (count) => step(ctx, count),
      pass: async () => {
        const { to } = await nextTouched(ctx, 1)
        await writeFollowed(ctx, to)
        return true
      },
    })
  })
}

/**
 * What was written just now is found before anybody looks, unless that is much, or somebody is at it. It is found for
 * everybody, whoever looks first. Where it cannot be, what was found before is shown: the sweep comes back to it.
 */
export async function findWaiting({ platform, tenant }: Ctx): Promise<void> {
  const ctx = systemContext(platform, tenant)
  try {
    if (await countWaiting(ctx, SOON, WINDOW)) await transaction(ctx, findSoon)
  } catch (error) {
    platform.log.warn({ err: error, tenant_id: tenant.id }, 'duplicates wait for the next sweep')
  }
}

async function findSoon(ctx: Ctx): Promise<void> {
  if (!(await tryLockPairs(ctx))) return
  await hurry(ctx)
  // First those without a number: meanwhile they may get one, and then they are met twice and not passed by.
  const loose = await unnumbered(ctx, SOON)
  for (let n = 0; n <= WINDOW / STEP && (await step(ctx, STEP)); n += 1);
  await findAll(ctx, loose)
}

/** The records of before, in order of id. */
const findOlder = MERGEABLE.map((record_type) =>
  backfill({
    key: foundOf(record_type),
    aim: () => RULES,
    begin: async (ctx) => {
      if (record_type !== 'lead') await keyOlder(ctx, record_type)
    },
    step: async (ctx, after) => {
      await lockPairs(ctx)
      const walk = async (count: number, each: (ids: readonly string[]) => Promise<void>) => {
        const ids = await nextIds(ctx, record_type, after, count)
        await each(ids)
        return { last: ids.length < count ? undefined : ids.at(-1) }
      }
      return fewer(ctx, {
        what: record_type,
        most: STRIDE,
        work: (count) => walk(count, (ids) => find(ctx, record_type, ids)),
        pass: () => walk(1, async () => undefined),
      })
    },
  }),
)

/** Keeps the found pairs right. Whoever writes many at once goes first. */
export const followLog: Sweep = async (ctx) => {
  if (await works(ctx, IMPORTING)) return
  const until = performance.now() + LONGEST
  for (let n = 0; n < STEPS && performance.now() < until && (await follow(ctx)); n += 1);
  for (const walk of findOlder) await walk(ctx)
}
