import * as z from 'zod'
import { integer, readOnly, reference, required, text } from './fields.ts'
import { operation, RecordParams, tenantPath } from './operation.ts'
import { recordFields } from './recordFields.ts'
import { resource } from './resource.ts'

/** Kinds of record that files hang on: their names in paths. */
export const FILED = {
  lead: 'leads',
  contact: 'contacts',
  account: 'accounts',
  opportunity: 'opportunities',
} as const
export type FiledType = keyof typeof FILED

/** Most files of one record (`security.md`, limits). */
export const MOST_FILES = 100

/** No file is larger, whatever FILE_MAX_MB says. */
const MOST_FILE_BYTES = 2_147_483_647

/** A file on records. Its content lies in a store; it is readable when one record it hangs on is. */
export const fileResource = resource({
  name: 'files',
  record_type: 'file',
  fields: {
    ...recordFields,
    name: required(text(255)),
    /** Read from the content itself, never from the name. */
    content_type: readOnly(required(text(255))),
    size: readOnly(required(integer(0, 2_147_483_647))),
    sha256: readOnly(required(text(64))),
    lead_id: readOnly(reference('lead')),
    contact_id: readOnly(reference('contact')),
    account_id: readOnly(reference('account')),
    opportunity_id: readOnly(reference('opportunity')),
  },
})
export type StoredFile = z.output<typeof fileResource.item>

const path = tenantPath('files')
const one = { path: `${path}/{id}`, params: RecordParams, resource: fileResource } as const

/** The files of one kind of record. */
const on = (record_type: FiledType) => {
  const name = FILED[record_type]
  const base = { path: tenantPath(`${name}/{id}/files`), params: RecordParams } as const
  return {
    list: operation({
      ...base,
      id: `${name}.files`,
      method: 'GET',
      summary: `Files on a ${record_type}, newest first`,
      permission: `${name}:read`,
      answer: z.object({ items: z.array(fileResource.item) }),
    }),
    upload: operation({
      ...base,
      id: `${name}.upload`,
      method: 'POST',
      summary: `Put a file on a ${record_type}: the content itself as the body, or the first file of a form`,
      permission: `${name}:comment`,
      query: z.strictObject({ name: z.string().max(1000).optional() }),
      upload: MOST_FILE_BYTES,
      answer: fileResource.item,
      status: 201,
    }),
  }
}

export const leadFiles = on('lead')
export const contactFiles = on('contact')
export const accountFiles = on('account')
export const opportunityFiles = on('opportunity')
/** By kind of record. */
export const filesOn: Record<FiledType, ReturnType<typeof on>> = {
  lead: leadFiles,
  contact: contactFiles,
  account: accountFiles,
  opportunity: opportunityFiles,
}

export const files = {
  find: operation({
    ...one,
    id: 'files.find',
    method: 'GET',
    summary: 'What is known of a file',
    permission: 'files:read',
    answer: fileResource.item,
  }),
  content: operation({
    ...one,
    id: 'files.content',
    method: 'GET',
    path: `${path}/{id}/content`,
    summary: 'Download a file; it is never shown as a page',
    permission: 'files:read',
    answer: 'file',
  }),
  update: operation({
    ...one,
    id: 'files.update',
    method: 'PATCH',
    summary: 'Rename a file',
    permission: 'files:update',
    body: fileResource.update,
    answer: fileResource.item,
  }),
  archive: operation({
    ...one,
    id: 'files.archive',
    method: 'DELETE',
    summary: 'Take a file off its records; undo brings it back, hard=true removes it for good',
    permission: 'files:delete',
    query: z.strictObject({ hard: z.stringbool().optional() }),
    aliases: { hard_delete: 'hard' },
  }),
}
