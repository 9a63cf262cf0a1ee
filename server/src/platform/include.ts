import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx } from './context.ts'
import { shapeOf, valueOf } from './custom.ts'
import { invalid } from './errors.ts'
import type { Summary } from './recordType.ts'

/**
 * Adds `included` to records: small summaries of what their fields point to, one query per field asked for, null where
 * the caller may not read it. `contact` stands for the field `contact_id`.
 */
export async function embed<P extends { items: object[] }>(
  ctx: Ctx,
  resource: Resource<any>,
  page: P,
  asked: unknown,
): Promise<P> {
  if (typeof asked !== 'string') return page
  const names = [
    ...new Set(
      asked
        .split(',')
        .map((name) => name.trim())
        .filter(Boolean),
    ),
  ]
  const fields = names.map((name) => ({ name, ...pointer(shapeOf(ctx, resource), name) }))
  const found = await Promise.all(
    fields.map(async ({ field, to }) => {
      const ids = page.items
        .map((item) => valueOf(item as Record<string, unknown>, field))
        .filter((id) => typeof id === 'string')
      return ids.length ? summariesOf(ctx, to, [...new Set(ids)]) : new Map<string, Summary>()
    }),
  )
  for (const item of page.items) {
    const included: Record<string, Summary | null> = {}
    fields.forEach(({ name, field }, i) => {
      const id = valueOf(item as Record<string, unknown>, field)
      included[name] = (typeof id === 'string' && found[i]!.get(id)) || null
    })
    Object.assign(item, { included })
  }
  return page
}

const summariesOf = (ctx: Ctx, to: string, ids: readonly string[]) =>
  ctx.platform.records.get(to)?.summaries(ctx, ids) ?? Promise.resolve(new Map<string, Summary>())

function pointer(resource: Resource<any>, name: string): { field: string; to: string } {
  const fields = resource.fields as Fields
  for (const field of [name, `${name}_id`]) {
    const declared: Field | undefined = fields[field]
    if (declared?.kind === 'member') return { field, to: 'member' }
    if (declared?.kind === 'reference') return { field, to: declared.to! }
  }
  throw invalid('include', 'unknown_filter')
}
