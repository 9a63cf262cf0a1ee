import type { Ctx, Event, Reaction } from '#platform/context.ts'
import { reaction } from '#platform/events.ts'
import { clearReferences } from '#platform/clearReferences.ts'
import { reword } from './companies.ts'
import { touchLastInteractions } from './queries/contacts.ts'
import { contacts } from './service.ts'

/** Being in touch moves last_interaction_at, also where an activity comes to hang on a contact later; a note does not. */
async function touch(ctx: Ctx, events: readonly Event[]) {
  const linked = events.flatMap(({ record_id, changes }) => {
    const contact_id = changes.contact_id?.[1]
    return typeof contact_id === 'string' ? [{ activity_id: record_id, contact_id }] : []
  })
  if (linked.length) await touchLastInteractions(ctx, linked)
}

export const contactReactions: Reaction[] = [
  reaction('activity.created', touch),
  reaction('activity.updated', touch),
  ...['updated', 'assigned', 'archived', 'restored', 'merged'].map((what) => reaction(`account.${what}`, reword)),
  ...clearReferences(contacts),
]
