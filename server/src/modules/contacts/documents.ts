import { Id } from '@rihla/contracts/fields.ts'
import {
  MOST_DOCUMENTS,
  type NewTravelDocument,
  type TravelDocument,
  type TravelDocumentChanges,
} from '@rihla/contracts/travelDocuments.ts'
import { demand } from '#platform/access.ts'
import { dayOf } from '#platform/calendar.ts'
import { type Ctx, type Row, transaction } from '#platform/context.ts'
import { invalid, notFound, Problem } from '#platform/errors.ts'
import { record } from '#platform/events.ts'
import { records } from '#platform/records.ts'
import { mask, seal, unseal } from '#platform/seal.ts'
import { contactQueries } from './queries/contacts.ts'
import { countDocuments, countRevealed, documentIdsOf, documentQueries, documentsOf } from './queries/documents.ts'
import { expiringDocuments } from './queries/expiring.ts'

/** Numbers that one member sees in an hour (`security.md` C11). */
const MOST_REVEALED = 20
const HOUR = 3_600_000

/** The number never leaves this room but through `revealNumber`: its column is sealed, and answers show the mask beside it. */
export const documents = records(documentQueries, {
  judge: async (ctx, next, before, { number }) => {
    const { issued_on, expires_on } = next as Record<string, unknown>
    if (issued_on && expires_on && (expires_on as string) < (issued_on as string))
      throw invalid('expires_on', 'ends_before_issue', 422)
    return number === undefined ? {} : numberColumns(ctx, next.id, before, number as string)
  },
})

export const placeOf = (id: string) => ({ table: 'travel_documents', column: 'number', id })

/** The mask sent back, and the same number once more, change nothing. */
function numberColumns(ctx: Ctx, id: string, before: Row | undefined, number: string) {
  const kept = { number: before?.number }
  if (before && number === before.number_masked) return kept
  if (number.startsWith('•')) throw invalid('number', 'bad_document_number')
  if (before && unseal(ctx, placeOf(id), before.number as string) === number) return kept
  return { number: seal(ctx, placeOf(id), number), number_masked: mask(number) }
}

/** Holds the contact that is changed through its documents. */
async function openContact(ctx: Ctx, contact_id: string) {
  const { archived_at } = await contactQueries.lock(ctx, contact_id, 'update')
  if (archived_at) throw new Problem(409, 'archived', { body: { archived_at } })
}

/** Holds the document; 404 where this contact has none of this id. */
async function lockDocument(ctx: Ctx, contact_id: string, id: string, action: string): Promise<Row> {
  if (!Id.safeParse(id).success) throw notFound('travel_document')
  const row = await documentQueries.lock(ctx, id, action)
  if (row.contact_id !== contact_id) throw notFound('travel_document')
  return row
}

export async function listDocuments(ctx: Ctx, contact_id: string, archived = false) {
  const readable = await contactQueries.readable(ctx, [contact_id])
  if (!readable.has(contact_id)) throw notFound('contact')
  return { items: await documentsOf(ctx, contact_id, archived) }
}

export const addDocument = (ctx: Ctx, contact_id: string, input: NewTravelDocument): Promise<TravelDocument> =>
  transaction(ctx, async (ctx) => {
    await openContact(ctx, contact_id)
    if ((await countDocuments(ctx, contact_id)) >= MOST_DOCUMENTS) throw invalid('number', 'too_many', 422)
    return documents.create(ctx, { ...input, contact_id } as NewTravelDocument)
  })

interface Circumstances {
  version?: number | undefined
}

export const changeDocument = (
  ctx: Ctx,
  contact_id: string,
  id: string,
  changes: TravelDocumentChanges,
  circumstances: Circumstances,
): Promise<TravelDocument> =>
  transaction(ctx, async (ctx) => {
    await openContact(ctx, contact_id)
    const row = await lockDocument(ctx, contact_id, id, 'update')
    return documents.update(ctx, row.id, changes, circumstances)
  })

export const archiveDocument = (ctx: Ctx, contact_id: string, id: string, circumstances: Circumstances) =>
  transaction(ctx, async (ctx) => {
    await openContact(ctx, contact_id)
    const row = await lockDocument(ctx, contact_id, id, 'delete')
    await documents.archive(ctx, row.id, circumstances)
  })

/** For good: the number with it. */
export const eraseDocument = (ctx: Ctx, contact_id: string, id: string, circumstances: Circumstances) =>
  transaction(ctx, async (ctx) => {
    demand(ctx, 'contacts:purge')
    await contactQueries.lock(ctx, contact_id, 'purge')
    const row = await lockDocument(ctx, contact_id, id, 'purge')
    await documents.erase(ctx, row.id, circumstances)
  })

/** Before a contact is removed for good. */
export async function dropDocuments(ctx: Ctx, contact_id: string) {
  for (const id of await documentIdsOf(ctx, contact_id)) await documents.erase(ctx, id)
}

/** The whole number. Who saw it, when and why is in the log before it is shown: the answer waits for the commit. */
export const revealNumber = (ctx: Ctx, contact_id: string, id: string, reason: string): Promise<{ number: string }> =>
  transaction(ctx, async (ctx) => {
    await contactQueries.lock(ctx, contact_id, 'reveal')
    const row = await lockDocument(ctx, contact_id, id, 'reveal')
    const hour = new Date(ctx.now.getTime() - HOUR)
    if ((await countRevealed(ctx, hour)) >= MOST_REVEALED) {
      ctx.platform.log.warn({ tenant: ctx.tenant.slug, member: ctx.actor.id }, 'too many document numbers revealed')
      throw new Problem(429, 'reveal_limit', { params: { most: MOST_REVEALED }, headers: { 'retry-after': '3600' } })
    }
    const number = unseal(ctx, placeOf(row.id), row.number as string)
    const { record_type } = documentQueries.resource
    await record(ctx, { type: `${record_type}.revealed`, record_type, record: row, changes: {}, note: reason })
    return { number }
  })

/** Days ahead when nobody says how many (s0). */
const AHEAD = 180

interface Expiring {
  days?: number | undefined
  kind?: readonly unknown[] | undefined
  country?: readonly unknown[] | undefined
  assigned_to?: readonly unknown[] | undefined
  expired?: boolean | undefined
}

/** Who must renew: today and the days ahead are those of where the tenant is. */
export async function expiringFor(ctx: Ctx, query: Expiring & Record<string, unknown>) {
  const { days = AHEAD, kind = ['passport'], country, assigned_to, expired } = query
  const today = dayOf(ctx.now, ctx.tenant.timezone)
  const until = new Date(Date.parse(today) + days * 24 * HOUR).toISOString().slice(0, 10)
  const owners = (assigned_to as string[] | undefined)?.map((id) => (id === 'me' ? ctx.actor.id! : id))
  const asked = {
    today,
    from: expired ? null : today,
    until,
    kinds: kind as string[],
    countries: country as string[] | undefined,
    owners,
  }
  return { ...(await expiringDocuments(ctx, asked, query)), days }
}
