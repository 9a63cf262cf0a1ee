import {
  type TravelDocument as ContractDocument,
  travelDocumentResource,
  travelDocuments,
} from '@rihla/contracts/travelDocuments.ts'
import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { Wire } from '#lib/wire.ts'
import type { Tone } from '#ui/badge.tsx'

export type TravelDocument = Wire<ContractDocument>
export const DOCUMENT_FIELDS = travelDocumentResource.fields

export const documentsQuery = (tenant: string, contact: string) =>
  queryOptions({
    queryKey: keyOf(tenant, 'travel_documents', 'of', contact),
    queryFn: ({ signal }) =>
      call(travelDocuments.list, { params: { tenant_id: tenant, id: contact }, signal }) as Promise<{
        items: TravelDocument[]
      }>,
  })

/** Reads them again, and what their contact tells of them. */
export function refreshDocuments(client: QueryClient, tenant: string): void {
  for (const resource of ['travel_documents', 'contacts'])
    void client.invalidateQueries({ queryKey: keyOf(tenant, resource) })
}

const DAY = 86_400_000
/** Many borders want a passport that is good for half a year. */
const SOON = 183

/** How a document stands by its last day, counted in whole days by the calendar of this browser. */
export function expiryOf(
  expires_on: string | null,
  now = new Date(),
): { state: 'good' | 'soon' | 'ended'; days: number; tone: Tone } | null {
  if (!expires_on) return null
  const today = Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())
  const days = Math.round((Date.parse(expires_on) - today) / DAY)
  if (days < 0) return { state: 'ended', days: -days, tone: 'danger' }
  return days <= SOON ? { state: 'soon', days, tone: 'warn' } : { state: 'good', days, tone: 'success' }
}
