import { createHash } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { CompiledQuery, type RawBuilder } from 'kysely'
import { LRUCache } from 'lru-cache'
import { type Ctx, slowly } from './context.ts'

/** Figures over so many records are remembered; over fewer they are counted each time. */
const MANY = 50_000
/** Milliseconds for which they are, when nobody changes anything. */
const KEPT = 60_000
/** Milliseconds between two counts of one question, however fast records change. */
const PAUSE = 2000

interface Remembered {
  rows: Promise<unknown[]>
  /** When the count began, by `performance.now()`: what was committed before is in it. */
  began: number
  /** The count that those wait for who ask too soon after this one. */
  next?: Promise<unknown[]>
}

const remembered = new LRUCache<string, Remembered>({ max: 500, ttl: KEPT })
/** Questions whose answer was made of many records. */
const large = new LRUCache<string, true>({ max: 5000 })
/** When something changed in a tenant, as far as this process heard. */
const changed = new LRUCache<string, number>({ max: 50_000, ttl: 2 * KEPT })

/**
 * Rows that add up what a caller may see. To count a million records takes a second of two processors, and every page that
 * somebody opens asks for it: of many, the answer is that of before as long as nothing changed in the tenant, and those who
 * ask at once wait for one count. They are remembered under the statement with its values, so nobody is told what another
 * may see.
 * @param sizeOf how many records the rows were made of
 */
export async function figures<T>(
  ctx: Ctx,
  question: RawBuilder<T>,
  sizeOf: (rows: readonly T[]) => number,
): Promise<readonly T[]> {
  const compiled = question.compile(ctx.db)
  const statement = CompiledQuery.raw(compiled.sql, [...compiled.parameters])
  const count = async () => (await slowly(ctx).db.executeQuery<T>(statement)).rows
  if (ctx.tx) return count()
  const key = keyOf(ctx, compiled)
  const begin = () => recount(key, count, sizeOf)
  const known = remembered.get(key)
  if (!known) return begin()
  if (known.began > (changed.get(ctx.tenant.id) ?? -Infinity)) return known.rows as Promise<T[]>
  const pause = known.began + PAUSE - performance.now()
  if (pause <= 0) return begin()
  known.next ??= sleep(pause).then(begin)
  return known.next as Promise<T[]>
}

/** Counts. Who asks meanwhile waits for the same, where it is known to be much. */
async function recount<T>(key: string, count: () => Promise<T[]>, sizeOf: (rows: readonly T[]) => number) {
  const counted: Remembered = { rows: count(), began: performance.now() }
  if (large.has(key)) remembered.set(key, counted)
  try {
    const rows = (await counted.rows) as T[]
    if (sizeOf(rows) < MANY) {
      forget(key, counted)
      large.delete(key)
    } else if (!large.has(key)) {
      large.set(key, true)
      remembered.set(key, counted)
    }
    return rows
  } catch (error) {
    forget(key, counted)
    throw error
  }
}

function forget(key: string, counted: Remembered) {
  if (remembered.peek(key) === counted) remembered.delete(key)
}

/** What was counted before this is not to be answered any more. */
export const outdateFigures = ({ id }: Pick<Ctx['tenant'], 'id'>) => void changed.set(id, performance.now())

/** The moment of the operation is another one each time. */
function keyOf({ tenant, now }: Ctx, { sql, parameters }: { sql: string; parameters: readonly unknown[] }): string {
  const asked = JSON.stringify([sql, parameters.map((value) => (value === now ? 'now' : value))])
  return `${tenant.id} ${createHash('sha256').update(asked).digest('base64')}`
}
