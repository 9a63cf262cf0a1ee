import type { DuplicateCandidate, DuplicateHint } from '@rihla/contracts/duplicates.ts'
import { type Ctx, type Row, slowly, transaction } from '#platform/context.ts'
import { countryCode } from '#platform/countries.ts'
import { Problem } from '#platform/errors.ts'
import { claims, keysOf } from './keys.ts'
import { candidatesOf, lockKeys, lockKind, type Refusing } from './queries/candidates.ts'
import { unkeyed } from './queries/unkeyed.ts'

export { nameKey } from './keys.ts'
export type { Refusing } from './queries/candidates.ts'

/**
 * Records that may be the same as each of `rows`, in their order: by e-mail, phone, name with birth date, account or
 * place, and tax number. One statement, however many rows; of records that the caller may read and that are not archived.
 */
export async function findCandidates(
  ctx: Ctx,
  record_type: Refusing,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<DuplicateCandidate[][]> {
  const keys = rows.map((row) => keysOf(record_type, row))
  const found = await candidatesOf(ctx, record_type, keys)
  return rows.map((_, n) => found.get(n) ?? [])
}

/**
 * Lets nobody else make records of these kinds until the transaction ends: who makes many at once looks for all of them
 * first. Always in one order, so that two who do so wait for each other and do not deadlock; a person's account is made
 * before the person, and so are these.
 */
export async function claimKinds(ctx: Ctx, kinds: readonly Refusing[]): Promise<void> {
  for (const kind of ['account', 'contact'] as const) if (kinds.includes(kind)) await lockKind(ctx, kind)
}

/** Refuses a new record where there is one like it, with 409 and the candidates; the rule of `create`. */
export const refuseDuplicates =
  (record_type: Refusing) =>
  async (ctx: Ctx, row: Row, { allow_duplicate }: Record<string, unknown>) => {
    const keys = keysOf(record_type, row)
    const claimed = claims(keys)
    if (allow_duplicate === true || claimed.length === 0) return
    const [, found] = await Promise.all([
      lockKeys(ctx, record_type, claimed),
      candidatesOf(ctx, record_type, [{ ...keys, website: null }]),
    ])
    const candidates = found.get(0)
    if (candidates) throw new Problem(409, `duplicate_${record_type}`, { body: { candidates } })
  }

/** Hints while somebody writes: the same question about what is written so far. */
export async function hintDuplicates(ctx: Ctx, record_type: Refusing, { country, ...asked }: DuplicateHint) {
  await keyOlder(ctx, record_type)
  const row = { ...asked, country: country && countryCode(country) }
  const [items = []] = await findCandidates(slowly(ctx), record_type, [row])
  return { items }
}

/** Rows of one transaction: whoever changes one of them waits no longer than this takes. */
const STEP = 500
const keyed = new Set<string>()

/** Computes the keys of rows that were written before there were keys, once a tenant and process. */
export async function keyOlder(ctx: Ctx, record_type: Refusing) {
  const what = `${ctx.tenant.id} ${record_type}`
  if (keyed.has(what) || ctx.tx) return
  const { rederive } = ctx.platform.records.get(record_type)!.merging!
  let left = true
  while (left)
    left = await transaction(ctx, async (ctx) => {
      const rows = (await unkeyed(ctx, record_type, STEP)) as Row[]
      await Promise.all(rows.map((row) => rederive(ctx, row)))
      return rows.length === STEP
    })
  keyed.add(what)
}
