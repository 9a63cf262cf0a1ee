import type { Field, Fields } from '@rihla/contracts/fields.ts'
import type { Reaction } from './context.ts'
import type { Records } from './records.ts'

/**
 * What points to a record that is removed for good forgets it, and says so in the log. One reaction for each kind of
 * record that the fields of `service` point to.
 */
export function clearReferences({ queries, write }: Records): Reaction[] {
  const pointers = Object.entries(queries.resource.fields as Fields).filter(
    ([, { kind, computed }]) => kind === 'reference' && !computed,
  ) as [string, Field & { to: string }][]
  return [...Map.groupBy(pointers, ([, { to }]) => to)].map(([to, fields]) => ({
    to: `${to}.deleted`,
    async react(ctx, { record_id }) {
      const names = fields.map(([name]) => name)
      for (const id of await queries.pointing(ctx, names, record_id)) {
        const row = await queries.lock(ctx, id, 'read')
        const held = names.filter((name) => row[name] === record_id)
        await write(ctx, row, Object.fromEntries(held.map((name) => [name, null])))
      }
    },
  }))
}
