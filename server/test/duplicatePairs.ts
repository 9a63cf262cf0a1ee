import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Mergeable } from '@rihla/contracts/duplicates.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { listPairs } from '#modules/duplicates/pairs.ts'
import type { Person } from './tenant.ts'

/** What the dispatcher does: commits get their numbers. */
export const number = (ctx: Ctx) =>
  transaction(ctx, async ({ db }) => {
    await sql`
      update events set sequence = n.sequence from (
        select id, row_number() over (order by id) + (select coalesce(max(sequence), 0) from events) as sequence
        from events where sequence is null) n where events.id = n.id`.execute(db)
  })

/** The whole queue, in pages. */
async function queueOf(ctx: Ctx, record_type: Mergeable, few: number, take = 100, long?: number) {
  const pairs: string[] = []
  let cursor: string | undefined
  do {
    const page = await listPairs(
      { ...ctx, now: new Date() },
      { record_type, take, ...(cursor && { cursor }) },
      few,
      long,
    )
    for (const { confidence, reasons, records } of page.items)
      pairs.push([confidence, reasons.join('+'), ...records.map(({ id }) => id)].join(' '))
    cursor = page.next_cursor ?? undefined
  } while (cursor)
  return pairs
}
export const compared = (ctx: Ctx, kind: Mergeable) => queueOf(ctx, kind, 1_000_000)
export const found = (ctx: Ctx, kind: Mergeable, take?: number, long?: number) => queueOf(ctx, kind, 0, take, long)

/** Makes a contact, whoever is there already. */
export async function seed({ api }: Person, values: Record<string, unknown>): Promise<string> {
  const { status, body } = await api.post('/contacts?allow_duplicate=true', values)
  assert.equal(status, 201, JSON.stringify(body))
  return body.id
}
