import type { Reaction } from '#platform/context.ts'
import { refind } from './finding.ts'
import { forgetFields } from './service.ts'

/** However a definition changed, undo too: the next operation of this process sees it. */
const forgetting = ['created', 'updated', 'archived', 'restored', 'deleted'].map((what): Reaction => ({
  to: `custom_field.${what}`,
  react: async ({ tx, tenant }) => {
    tx!.committed.push(() => forgetFields(tenant.id))
  },
}))

export const fieldReactions: readonly Reaction[] = [...forgetting, { to: 'custom_field.updated', react: refind }]
