import type { Lead, LeadChanges, NewLead } from '@rihla/contracts/leads.ts'
import type { NoteInput } from '@rihla/contracts/operation.ts'
import { addNote, dropActivities, notesOf, storyOf } from '#modules/activities/service.ts'
import { unlinkLead } from '#modules/opportunities/service.ts'
import { type Ctx, type Row, transaction } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { phoneColumns, phoneDigits, searchText } from '#platform/search.ts'
import { findDuplicates, leadQueries } from './queries.ts'
import { followingScore, scoreColumns } from './scoring.ts'

type Input = Record<string, unknown> & { notes?: string | NoteInput[] }

export const leads = records(leadQueries, {
  derive: (row) => {
    const { first_name, last_name, email, company_name, title, ...rest } = row as Record<string, string | null>
    const words = [first_name, last_name, email, company_name, title]
    return { ...phoneColumns(row), search: searchText(words, [rest.phone, rest.mobile], rest.country) }
  },
  judge: async (ctx, next, before, input) => {
    judgeDates(next)
    return { ...statusColumns(next, before, input), ...(await scoreColumns(ctx, next, before, input)) }
  },
  follow: followingScore,
  eventType: (changed) => {
    if (changed.has('converted_at')) return 'converted'
    return changed.has('lead_status') ? 'status_changed' : undefined
  },
  // s2: an archived lead is lost and says so.
  archive: (row) => {
    const tags = row.tags as string[]
    const lost = { lead_status: 'lost', lost_reason: row.lost_reason ?? 'unspecified' }
    return { ...lost, tags: tags.includes('archived') ? tags : [...tags.slice(0, 49), 'archived'] }
  },
  beforeErase: async (ctx, id) => {
    await unlinkLead(ctx, id)
    await dropActivities(ctx, 'lead_id', id)
  },
  extra: async (ctx, id, { notes }) => {
    for (const note of noteList(notes as Input['notes'])) await addNote(ctx, 'lead_id', id, note)
  },
})

const noteList = (notes: Input['notes']): NoteInput[] =>
  typeof notes === 'string' ? [{ content: notes }] : (notes ?? [])

function judgeDates({ preferred_travel_date, return_date }: Row) {
  if (preferred_travel_date && return_date && (return_date as string) < (preferred_travel_date as string))
    throw invalid('return_date', 'before', 422)
}

/** A lost lead has a reason, `unspecified` when nobody gave one; a lead that comes back loses it. */
function statusColumns(next: Row, before: Row | undefined, input: Input): Record<string, unknown> {
  const was = before?.lead_status ?? 'new'
  const given = input.lost_reason as string | null | undefined
  if (next.lead_status !== 'lost')
    return next.lead_status !== was && before?.lost_reason && given === undefined ? { lost_reason: null } : {}
  const known = was === 'lost' && given === undefined && before?.lost_reason !== UNSPECIFIED
  const told = input.lead_status === undefined ? undefined : reasonIn(input)
  const reason = known ? (before!.lost_reason as string | null) : (given ?? told)
  return { lost_reason: (reason ?? UNSPECIFIED).slice(0, 500).toWellFormed() }
}

const UNSPECIFIED = 'unspecified'

/** A reason comes from reason, lost_reason or notes (`domain.md`). */
const reasonIn = ({ reason, lost_reason, notes }: Input): string | undefined =>
  (reason ?? lost_reason ?? noteList(notes)[0]?.content) as string | undefined

/** With the latest notes, as one lead is answered. */
const withNotes = async (ctx: Ctx, lead: Lead): Promise<Lead> => ({
  ...lead,
  notes: await notesOf(ctx, 'lead_id', 'lead', lead.id),
})

export async function findLead(ctx: Ctx, id: string): Promise<Lead> {
  const [lead, notes] = await Promise.all([leadQueries.find(ctx, id), notesOf(ctx, 'lead_id', 'lead', id)])
  return { ...lead, notes }
}

export const createLead = (ctx: Ctx, input: NewLead): Promise<Lead> =>
  transaction(ctx, async (ctx) => {
    const lead = await leads.create(ctx, input)
    // Only the notes that came with it can be there; they may have moved last_contact_date.
    return input.notes === undefined ? { ...lead, notes: [] } : findLead(ctx, lead.id)
  })

interface Circumstances {
  version?: number | undefined
}

export const updateLead = (
  ctx: Ctx,
  id: string,
  changes: LeadChanges,
  { version }: Circumstances = {},
): Promise<Lead> =>
  transaction(ctx, async (ctx) => {
    const note = changes.lead_status === undefined ? changes.reason : reasonIn(changes as Input)
    const lead = await leads.update(ctx, id, changes, { version, note })
    return changes.notes === undefined ? withNotes(ctx, lead) : findLead(ctx, id)
  })

/** Moves a lead to another status; reason and note are kept in its history, as a note where nothing moved. */
export const moveLead = (
  ctx: Ctx,
  id: string,
  move: {
    lead_status: Lead['lead_status']
    notes?: string | undefined
    reason?: string | undefined
    lost_reason?: string | undefined
  },
  { version }: Circumstances,
): Promise<Lead> =>
  transaction(ctx, async (ctx) => {
    const { lead_status, lost_reason, notes } = move
    const why = move.reason ?? lost_reason
    const note = [why, notes].filter(Boolean).join(' — ') || undefined
    const changes = { lead_status, reason: move.reason ?? notes?.slice(0, 500), ...(lost_reason && { lost_reason }) }
    const before = await leadQueries.lock(ctx, id, 'read')
    const lead = await leads.update(ctx, id, changes, { version, note })
    if (note && lead.version === before.version) await addNote(ctx, 'lead_id', id, { content: note })
    return withNotes(ctx, lead)
  })

const MOST_CALLS = 100_000

/** Counts one more attempt to call, however many count at once. */
export const logCallAttempt = (
  ctx: Ctx,
  id: string,
  { note, next_follow_up }: { note?: string | undefined; next_follow_up?: Date | undefined },
  { version }: Circumstances,
): Promise<Lead> =>
  transaction(ctx, async (ctx) => {
    const { call_attempts } = await leadQueries.lock(ctx, id, 'update')
    const changes = {
      call_attempts: Math.min((call_attempts as number) + 1, MOST_CALLS),
      ...(next_follow_up && { next_follow_up }),
    }
    return withNotes(ctx, await leads.update(ctx, id, changes, { version, note }))
  })

/** Hints, never a refusal: leads that share the e-mail or the phone. */
export async function duplicateLeads(
  ctx: Ctx,
  { email, phone }: { email?: string | undefined; phone?: string | undefined },
) {
  if (!email && !phone) return { items: [] }
  return { items: await findDuplicates(ctx, email ?? null, phone ? phoneDigits(phone) || null : null) }
}

export const leadStory = storyOf('lead_id', leads)
