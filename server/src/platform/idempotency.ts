import { createHmac } from 'node:crypto'
import { sql } from 'kysely'
import type { Operation } from '@rihla/contracts/operation.ts'
import { type Ctx, PATIENTLY, transaction } from './context.ts'
import { seenAnswer } from './customSight.ts'
import { invalid, Problem } from './errors.ts'
import type { Sent } from './routes.ts'

/** Hours a key is kept. */
const KEPT_HOURS = 24

interface Kept {
  request_hash: string
  status: number
  headers: Record<string, string>
  body: string
  created_at: Date
}

/**
 * The same key and request get the same answer (`api.md`). The key is kept by the transaction of the effect, so it
 * exists exactly when the effect does; what failed is not kept and runs again.
 * @param asked what makes the request, besides its route
 */
export async function answerOnce(
  ctx: Ctx,
  operation: Operation,
  key: string,
  asked: unknown,
  answer: (ctx: Ctx) => Promise<Sent>,
): Promise<Sent> {
  if (key.length === 0 || key.length > 255) throw invalid('Idempotency-Key', 'key_too_long')
  const principal = ctx.actor.id ?? ctx.actor.type
  const route = `${operation.method} ${operation.path}`
  // Keyed: whoever reads the table cannot try the few numbers that a passport may have.
  const { secret } = ctx.platform.config
  const request_hash = createHmac('sha256', secret).update(JSON.stringify(asked)).digest('hex')

  return transaction(
    ctx,
    async (ctx) => {
      // A unique insert alone would wait for the one in flight; the lock says at once that there is one.
      const lock = `${ctx.tenant.id} ${principal} ${route} ${key}`
      const { rows: locked } = await sql<{ got: boolean }>`
      select pg_try_advisory_xact_lock(hashtextextended(${lock}, 0)) as got`.execute(ctx.db)
      if (!locked[0]!.got) throw new Problem(409, 'idempotency_in_flight', { headers: { 'retry-after': '1' } })
      const { rows } = await sql<Kept>`
      select request_hash, status, headers, body, created_at from idempotency_keys
      where principal = ${principal} and route = ${route} and key = ${key}`.execute(ctx.db)
      const kept = rows[0]
      if (kept && kept.created_at.getTime() > Date.now() - KEPT_HOURS * 3_600_000) {
        if (kept.request_hash !== request_hash) throw new Problem(422, 'idempotency_key_reused')
        return {
          status: kept.status,
          headers: { ...kept.headers, 'idempotent-replayed': 'true' },
          body: seenAnswer(ctx, kept.body),
        }
      }
      const sent = await answer(ctx)
      await sql`
      insert into idempotency_keys (principal, route, key, request_hash, status, headers, body, created_at)
      values (${principal}, ${route}, ${key}, ${request_hash}, ${sent.status}, ${JSON.stringify(sent.headers)}, ${sent.body}, ${ctx.now})
      on conflict (principal, route, key) do update set request_hash = excluded.request_hash, status = excluded.status,
        headers = excluded.headers, body = excluded.body, created_at = excluded.created_at`.execute(ctx.db)
      return sent
      // The answer may be that of a bulk action.
    },
    PATIENTLY,
  )
}

/** Forgets keys that are past their time. */
export async function forgetOldKeys(ctx: Ctx) {
  await sql`delete from idempotency_keys where created_at < ${new Date(ctx.now.getTime() - KEPT_HOURS * 3_600_000)}`.execute(
    ctx.db,
  )
}
