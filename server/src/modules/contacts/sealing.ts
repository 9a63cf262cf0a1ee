import { backfill } from '#platform/backfill.ts'
import { sealAnew, sealedUnder } from '#platform/seal.ts'
import { placeOf } from './documents.ts'
import { nextSealed, putSealed } from './queries/documents.ts'

/** Numbers of one step. */
const STEP = 200

/** Numbers of documents that were sealed under a former secret, under the present one: a few at a time. */
export const sealOlder = backfill({
  key: 'documents_sealed_under',
  aim: sealedUnder,
  idle: ({ platform }) => platform.config.old_secrets.length === 0,
  step: async (ctx, after) => {
    const rows = await nextSealed(ctx, after, STEP)
    const anew = rows.map(({ id, number }) => ({ id, number: sealAnew(ctx, placeOf(id), number) }))
    const sealed = anew.flatMap(({ id, number }) => (number ? [{ id, number }] : []))
    if (sealed.length) await putSealed(ctx, sealed)
    const left = anew.filter(({ number }) => number === null).length
    return { last: rows.length < STEP ? undefined : rows.at(-1)!.id, left }
  },
  end: ({ platform, tenant }, left) =>
    left
      ? platform.log.error({ tenant_id: tenant.id, left }, 'numbers are left that no secret that is known opens')
      : platform.log.info({ tenant_id: tenant.id }, 'sealed anew under the present secret'),
})
