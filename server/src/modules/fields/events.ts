import type { Reaction } from '#platform/context.ts'
import { forgetFields } from './service.ts'

/** However a definition changed, undo too: the next operation of this process sees it. */
export const fieldReactions: readonly Reaction[] = ['created', 'updated', 'archived', 'restored', 'deleted'].map(
  (what) => ({
    to: `custom_field.${what}`,
    react: async ({ tx, tenant }) => {
      tx!.committed.push(() => forgetFields(tenant.id))
    },
  }),
)
