import type { Reaction } from '#platform/context.ts'
import { clearReferences } from '#platform/clearReferences.ts'
import { touchLastContact } from './queries.ts'
import { leads } from './service.ts'

/** Being in touch moves last_contact_date; a note to oneself does not. */
export const leadReactions: Reaction[] = [
  {
    to: 'activity.created',
    async react(ctx, { changes }) {
      const lead_id = changes.lead_id?.[1]
      const type = changes.type?.[1]
      if (typeof lead_id === 'string' && type !== 'note') await touchLastContact(ctx, lead_id, ctx.now)
    },
  },
  // converted_opportunity_id and the like too: what is gone for good is not pointed to.
  ...clearReferences(leads),
]
