import { accounts } from '#modules/accounts/service.ts'
import { contacts } from '#modules/contacts/service.ts'
import { views } from '#modules/views/service.ts'
import type { Ctx } from '#platform/context.ts'
import { OWN_VIEW, SHARED_VIEWS } from './data/views.ts'
import { days } from './moments.ts'
import { actingAs, type Cast } from './perform.ts'

/** Lists that are kept for everybody, one that an agent keeps, and what was thrown away. */
export async function arrangeOffice(ctx: Ctx, cast: Cast) {
  const manager = await actingAs(ctx, cast.get('manager')!, new Date(ctx.now.getTime() - days(9)))
  const agent = await actingAs(ctx, cast.get('agent')!, new Date(ctx.now.getTime() - days(3)))
  for (const [position, view] of SHARED_VIEWS.entries())
    await views.create(manager, { ...view, position, shared: true })
  await views.create(agent, OWN_VIEW)
  await throwAway(manager)
}

const MISTAKES = [
  { first_name: 'Test', last_name: 'Test', notes: 'Essai du formulaire, à supprimer.' },
  { first_name: 'Standard', last_name: 'Hôtel', notes: 'Numéro d’un hôtel enregistré comme client.' },
]

/** Entered by mistake, and archived by the same person. */
async function throwAway(ctx: Ctx) {
  const own = { assigned_to: ctx.actor.id }
  for (const mistake of MISTAKES) {
    const { id } = await contacts.create(ctx, { ...mistake, ...own })
    await contacts.archive(ctx, id, { note: mistake.notes })
  }
  const closed = {
    account_type: 'business',
    name: 'Agence Horizon Voyages',
    city: 'Casablanca',
    country: 'MA',
  } as const
  const { id } = await accounts.create(ctx, { ...closed, ...own, industry: 'TOU-AGE' } as never)
  await accounts.archive(ctx, id, { note: 'A cessé son activité.' })
}
