import { convertLead } from '#modules/leads/convert.ts'
import { createLead, leads, leadStory, logCallAttempt, moveLead, updateLead } from '#modules/leads/service.ts'
import { opportunities } from '#modules/opportunities/service.ts'
import { type Actor, contextOf, type Ctx } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import type { Deed, Step, Story } from './stories.ts'

/** The people of a tenant as they act, by login. */
export type Cast = ReadonlyMap<string, Actor>

/** What this person does at this moment, in the transaction of `ctx`. */
export const actingAs = ({ platform, tenant, db, tx }: Ctx, actor: Actor, now: Date): Promise<Ctx> =>
  withCustom({ ...contextOf({ platform, tenant, actor, now }), db, ...(tx && { tx }) })

/** Steps that are under way at once, on the one connection of the transaction. */
const ABREAST = 16

/**
 * Lets the stories happen, in the transaction of `ctx`: each step by its person, at its moment, through the services, so
 * rights are judged, events written and timelines true. All leads together in the order of time, as it would have been.
 */
export async function perform(ctx: Ctx, stories: readonly Story[], cast: Cast) {
  const lines = stories.map((story) => ({ story, next: 0, lead_id: '', deal_id: '' }))
  const steps = stories.flatMap((story, i) => story.map((step) => ({ step, line: lines[i]! })))
  steps.sort((a, b) => a.step.at.getTime() - b.step.at.getTime())

  async function act({ by, at, deed }: Step, line: (typeof lines)[number]) {
    const actor = by === null ? ctx.actor : cast.get(by)!
    const done = await does(deed, await actingAs(ctx, actor, at), line, cast)
    if (done) Object.assign(line, done)
  }

  for (let wave = steps.splice(0, ABREAST); wave.length; wave = steps.splice(0, ABREAST)) {
    // Of one lead, one after the other; and all are waited for, so that a failure leaves nothing under way.
    const byLead = Map.groupBy(wave, ({ line }) => line)
    const done = await Promise.allSettled(
      [...byLead.values()].map(async (own) => {
        for (const { step, line } of own) await act(step, line)
      }),
    )
    for (const result of done) if (result.status === 'rejected') throw result.reason
  }
}

interface Line {
  lead_id: string
  deal_id: string
}

async function does(deed: Deed, ctx: Ctx, { lead_id, deal_id }: Line, cast: Cast): Promise<Partial<Line> | void> {
  const idOf = (login: string) => cast.get(login)!.id
  switch (deed.do) {
    case 'create': {
      const assigned_to = deed.owner && idOf(deed.owner)
      const { id } = await createLead(ctx, { ...deed.lead, assigned_to })
      return { lead_id: id }
    }
    case 'assign':
      await updateLead(ctx, lead_id, { assigned_to: idOf(deed.owner) })
      return
    case 'note':
      await leadStory.addNote(ctx, lead_id, { type: deed.type, content: deed.content })
      return
    case 'call': {
      const { note, next_follow_up } = deed
      await logCallAttempt(ctx, lead_id, { note, next_follow_up }, {})
      return
    }
    case 'change':
      await updateLead(ctx, lead_id, deed.changes)
      return
    case 'move':
      await moveLead(ctx, lead_id, deed, {})
      return
    case 'convert': {
      const { opportunity } = await convertLead(ctx, lead_id, { opportunity: deed.opportunity, allow_duplicate: true })
      return { deal_id: opportunity!.id }
    }
    case 'deal':
      await opportunities.update(ctx, deal_id, { stage: deed.stage })
      return
    case 'archive':
      await leads.archive(ctx, lead_id, { note: deed.note })
  }
}
