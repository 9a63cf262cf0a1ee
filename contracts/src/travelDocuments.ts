import * as z from 'zod'
import { country, day, Day, Id, oneOf, readOnly, reference, required, text, wordOf } from './fields.ts'
import { operation, RecordParams, TenantParams, tenantPath } from './operation.ts'
import { PageQuery } from './page.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'
import { anyOf } from './filters.ts'

export const DOCUMENT_KINDS = ['passport', 'visa', 'id_card', 'residence_permit'] as const

/** Most documents of one contact. */
export const MOST_DOCUMENTS = 100

/** What a traveller shows at a border. Its number is kept encrypted, answered masked, and revealed to who gives a reason. */
export const travelDocumentResource = resource({
  name: 'travel_documents',
  record_type: 'travel_document',
  fields: {
    ...recordFields,
    contact_id: readOnly(required(reference('contact'))),
    kind: required(
      oneOf(DOCUMENT_KINDS, {
        aliases: ['document_type'],
        synonyms: { id: 'id_card', cin: 'id_card', identity_card: 'id_card', residence: 'residence_permit' },
        initial: 'passport',
      }),
    ),
    /** Masked in answers; to send the mask back changes nothing. */
    number: required(
      wordOf(/^(?:(?=(?:[ \-/.]*[\p{L}\p{N}]){4})[\p{L}\p{N} \-/.]{4,40}|•{4}[\p{L}\p{N}]{2,4})$/u, 'AB1234567', {
        error: 'bad_document_number',
        sensitive: true,
      }),
    ),
    country: country(),
    issued_on: day(),
    expires_on: day({ aliases: ['expiry_date', 'expiration_date'] }),
    holder_name: text(200),
  },
})
export type TravelDocument = z.output<typeof travelDocumentResource.item>
export type NewTravelDocument = z.output<typeof travelDocumentResource.create>
export type TravelDocumentChanges = z.output<typeof travelDocumentResource.update>

/** A document that ends soon, whose it is, and when its holder travels next. */
export const ExpiringDocument = z
  .object({
    contact: z.object({
      id: Id,
      full_name: z.string(),
      email: z.string().nullable(),
      phone: z.string().nullable(),
      nationality: z.string().nullable(),
      account_id: Id.nullable(),
      assigned_to: Id.nullable(),
    }),
    document: z.object({
      id: Id,
      kind: z.enum(DOCUMENT_KINDS),
      country: z.string().nullable(),
      holder_name: z.string().nullable(),
      issued_on: Day.nullable(),
      expires_on: Day,
    }),
    /** Until the last day of the document, where the tenant is; negative once it has ended. */
    days_left: z.int(),
    /** The next departure of an opportunity about this contact; null where none is known or the caller's to read. */
    next_trip: z
      .object({
        opportunity_id: Id,
        name: z.string(),
        destinations: z.array(z.string()),
        departure_date: Day,
        return_date: Day.nullable(),
        /** From the end of the trip to the last day of the document: many borders ask for 180. */
        days_valid_after: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'ExpiringDocument' })
export type ExpiringDocument = z.output<typeof ExpiringDocument>

const path = `${tenantPath('contacts')}/{id}/travel-documents`
const one = { path: `${path}/{document_id}`, params: RecordParams.extend({ document_id: z.string() }) } as const
const base = { resource: travelDocumentResource } as const
const { item } = travelDocumentResource

/** Documents belong to a contact: who may read or change it may read or change them. */
export const travelDocuments = {
  list: operation({
    ...base,
    id: 'travelDocuments.list',
    method: 'GET',
    path,
    summary: 'Travel documents of a contact, those that end first at the top',
    permission: 'contacts:read',
    params: RecordParams,
    query: z.strictObject({ archived: z.stringbool().optional() }),
    answer: z.object({ items: z.array(item) }),
  }),
  add: operation({
    ...base,
    id: 'travelDocuments.add',
    method: 'POST',
    path,
    summary: 'Add a travel document to a contact',
    permission: 'contacts:update',
    params: RecordParams,
    body: travelDocumentResource.create,
    answer: item,
    status: 201,
  }),
  update: operation({
    ...base,
    ...one,
    id: 'travelDocuments.update',
    method: 'PATCH',
    summary: 'Change a travel document',
    permission: 'contacts:update',
    body: travelDocumentResource.update,
    answer: item,
  }),
  archive: operation({
    ...base,
    ...one,
    id: 'travelDocuments.archive',
    method: 'DELETE',
    summary: 'Take a travel document away; undo brings it back, hard=true removes it for good',
    permission: 'contacts:update',
    query: z.strictObject({ hard: z.stringbool().optional() }),
    aliases: { hard_delete: 'hard' },
  }),
  reveal: operation({
    ...base,
    ...one,
    id: 'travelDocuments.reveal',
    method: 'POST',
    path: `${one.path}/reveal`,
    summary: 'The whole number of a travel document; the log tells who saw it and why, before it is shown',
    permission: 'contacts:reveal',
    body: z.strictObject({ reason: text(500).schema }),
    answer: z.object({ number: z.string() }),
    secret: true,
  }),
  expiring: operation({
    ...base,
    id: 'contacts.passportExpiring',
    method: 'GET',
    path: `${tenantPath('contacts')}/passport-expiring`,
    summary: 'Whose passport ends soon, when, and their next trip; documents that a newer one follows are left out',
    permission: 'contacts:read',
    params: TenantParams,
    query: z.strictObject({
      days: z.coerce.number().int().min(0).max(3650).optional().meta({ description: '180 unless said' }),
      kind: anyOf(z.enum(DOCUMENT_KINDS)).optional().meta({ description: 'passport unless said' }),
      country: anyOf(z.string().regex(/^[A-Z]{2}$/)).optional(),
      assigned_to: anyOf(z.union([Id, z.literal('me')])).optional(),
      /** With those that have ended already. */
      expired: z.stringbool().optional(),
      ...PageQuery,
      limit: PageQuery.take,
    }),
    answer: z.object({
      items: z.array(ExpiringDocument),
      total: z.int(),
      days: z.int(),
      page: z.int().optional(),
      page_size: z.int(),
      next_cursor: z.string().nullable(),
    }),
  }),
}
