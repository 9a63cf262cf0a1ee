import type { Reaction } from '#platform/context.ts'
import { letGo } from '#platform/letGo.ts'
import { interactionAt, touchLastInteraction } from './queries/contacts.ts'
import { contacts } from './service.ts'

/** Being in touch moves last_interaction_at, also where an activity comes to hang on a contact later; a note does not. */
const touch: Reaction['react'] = async (ctx, { record_id, changes }) => {
  const contact_id = changes.contact_id?.[1]
  const at = typeof contact_id === 'string' && (await interactionAt(ctx, record_id))
  if (at) await touchLastInteraction(ctx, contact_id, at)
}

export const contactReactions: Reaction[] = [
  { to: 'activity.created', react: touch },
  { to: 'activity.updated', react: touch },
  ...letGo(contacts),
]
