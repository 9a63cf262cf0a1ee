import type { Ctx } from '#platform/context.ts'
import { attempt } from './queries/attempt.ts'

/** How many are taken at once where `most` took too long lately: by tenant and what is done. */
const counts = new Map<string, number>()

/** It takes too long, or what it is done with is to blame; not the connection, nor who else is at it. */
const ITS_OWN = /^(?:57014|(?:2[1-3]|42|54)...)$/

interface Step<T> {
  what: string
  most: number
  work: (count: number) => Promise<T>
  /** Goes past the next one. */
  pass: () => Promise<T>
}

/**
 * Does a step with as many at once as it is good for: where that fails with half of them, down to one. What fails alone
 * is passed by, and the log of the server says so: nobody else waits for it for ever.
 */
export async function fewer<T>(ctx: Ctx, { what, most, work, pass }: Step<T>): Promise<T> {
  const name = `${ctx.tenant.id} ${what}`
  for (let count = counts.get(name) ?? most; ; count = Math.ceil(count / 2))
    try {
      const answer = await attempt(ctx, () => work(count))
      if (count * 2 < most) counts.set(name, count * 2)
      else counts.delete(name)
      return answer
    } catch (error) {
      if (!ITS_OWN.test(String((error as { code?: unknown }).code))) throw error
      counts.set(name, Math.ceil(count / 2))
      if (count > 1) continue
      ctx.platform.log.error({ err: error, tenant_id: ctx.tenant.id, what }, 'passed by where duplicates are found')
      return pass()
    }
}
