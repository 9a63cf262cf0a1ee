import * as z from 'zod'
import { Id } from '@rihla/contracts/fields.ts'
import { LIST_PLACE } from '@rihla/contracts/page.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx } from './context.ts'
import { shapeOf, withCustom } from './custom.ts'
import { invalid } from './errors.ts'
import type { Query } from './filters.ts'
import { nameQuery } from './names.ts'
import { parse } from './validation.ts'

/** Throws 400 for what no list of the resource takes, by its name in `field`. */
export async function judgeQuery(ctx: Ctx, declared: Resource<any>, query: Query, field: string) {
  const resource = shapeOf(await withCustom(ctx), declared)
  const schema = z.object({ [field]: resource.query.omit({ ...LIST_PLACE, view: true }) })
  parse(schema, { [field]: nameQuery(resource, query) }, 'query', ctx.locale)
}

/**
 * A query by our names, with what its view says under it: what is asked for wins, and a sort is one thing. What acts on all
 * records that match, or hands them out, asks for the whole view, or none.
 */
export async function withView(ctx: Ctx, resource: Resource<any>, asked: Query, whole?: 'whole'): Promise<Query> {
  const { view } = asked
  // What is no id is left for the schema to refuse.
  if (typeof view !== 'string' || !Id.safeParse(view).success) return asked
  const kept = await ctx.platform.savedQuery(ctx, view, resource.record_type, whole)
  if (!kept) throw invalid('view', 'unknown_reference')
  const under = nameQuery(shapeOf(ctx, resource), kept)
  if (asked.sort_by !== undefined) delete under.sort_order
  return Object.assign(under, asked)
}
