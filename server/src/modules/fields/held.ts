import { isDeepStrictEqual } from 'node:util'
import type { CustomField } from '@rihla/contracts/customFields.ts'
import type { Ctx } from '#platform/context.ts'
import { holdSight, readAll, readSight } from './queries.ts'

/**
 * The definitions for who writes records, which keep who sees them until the transaction ends; the same list where that is
 * what is known. Who hides a field waits for those who are writing: so no text is written by definitions that were, behind
 * the job that writes them all again (`finding.ts`).
 */
export async function heldFields(ctx: Ctx, known: readonly CustomField[]): Promise<readonly CustomField[]> {
  // Two statements: a statement sees what stood when it began, not when it had waited for the lock.
  const [, seen] = await Promise.all([holdSight(ctx, 'shared'), readSight(ctx)])
  const sightOf = new Map(known.map(({ id, visible_to }) => [id, visible_to]))
  return seen.every(({ id, visible_to }) => isDeepStrictEqual(sightOf.get(id), visible_to)) ? known : readAll(ctx)
}
