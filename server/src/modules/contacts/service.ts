import type { Consent } from '@rihla/contracts/contacts.ts'
import type { Reports } from '@rihla/contracts/contacts.ts'
import { dropActivities, storyOf } from '#modules/activities/service.ts'
import { nameKey, refuseDuplicates } from '#modules/duplicates/service.ts'
import { dayOf } from '#platform/calendar.ts'
import type { Ctx, Row } from '#platform/context.ts'
import { invalid, notFound } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { phoneColumns, searchText } from '#platform/search.ts'
import { agreed } from './consent.ts'
import { dropDocuments } from './documents.ts'
import { accountWords } from './queries/companies.ts'
import { contactQueries, reportsOf } from './queries/contacts.ts'

export const contacts = records(contactQueries, {
  parent: 'reports_to_id',
  relatedWords: { field: 'account_id', words: accountWords },
  judge: async (ctx, next, before, input) => {
    judgeBirth(ctx, next, before)
    return { ...airportColumn(input), ...consentColumn(ctx, before, input) }
  },
  beforeErase: async (ctx, id) => {
    await dropDocuments(ctx, id)
    await dropActivities(ctx, 'contact_id', id)
  },
  derive: (row) => {
    const { first_name, last_name, email, phone, mobile, country } = row as Record<string, string | null>
    const search = searchText([first_name, last_name, email], [phone, mobile], country)
    return { ...phoneColumns(row), name_key: nameKey('contact', row), search }
  },
  refuse: refuseDuplicates('contact'),
})

/** Nobody is born tomorrow, where the tenant is. */
function judgeBirth(ctx: Ctx, { birth_date }: Row, before: Row | undefined) {
  if (typeof birth_date !== 'string' || birth_date === before?.birth_date) return
  if (birth_date > dayOf(ctx.now, ctx.tenant.timezone)) throw invalid('birth_date', 'future', 422)
}

const airportColumn = ({ home_airport }: Record<string, unknown>) =>
  typeof home_airport === 'string' ? { home_airport: home_airport.toUpperCase() } : {}

function consentColumn(ctx: Ctx, before: Row | undefined, { consent }: Record<string, unknown>) {
  if (consent === undefined) return {}
  return { consent: agreed((before?.consent ?? {}) as Consent, consent as Consent, ctx.now) }
}

/** With the story of the documents: they are the contact's. */
export const contactStory = storyOf('contact_id', contacts, [
  { record_type: 'travel_document', table: 'travel_documents' },
])

export async function contactReports(ctx: Ctx, id: string): Promise<Reports> {
  const readable = await contactQueries.readable(ctx, [id])
  if (!readable.has(id)) throw notFound('contact')
  return reportsOf(ctx, id)
}
