import assert from 'node:assert/strict'
import type { Ctx } from '#platform/context.ts'
import { snapshotOf } from './snapshot.ts'
import type { Answer, Api } from './tenant.ts'

const TABLES = [
  'accounts',
  'contacts',
  'leads',
  'opportunities',
  'activities',
  'travel_documents',
  'duplicate_dismissals',
]

export const ok = ({ status, body }: Answer, expected = 201) => {
  assert.equal(status, expected, JSON.stringify(body))
  return body
}
export const idsOf = (items: { id: string }[]) => items.map(({ id }) => id)
export const operationOf = ({ headers }: Answer) => String(headers['x-operation-id'])

/** Makes records that are alike, and takes merges of them back; by `api` unless another caller is named. */
export function merging({ api, admin }: { api: Api; admin: { ctx: () => Promise<Ctx> } }) {
  const make = async (what: string, fields: object, as: Api = api) =>
    ok(await as.post(`/${what}${what === 'contacts' || what === 'accounts' ? '?allow_duplicate=true' : ''}`, fields))
  return {
    make,
    contact: (fields: object = {}, as: Api = api) =>
      make('contacts', { first_name: 'Amina', last_name: 'Benali', ...fields }, as),
    undo: async (answer: Answer, as: Api = api) => ok(await as.post(`/events/${operationOf(answer)}/undo`, {}), 200),
    /** All that a merge may touch. With `alive`, without what an undo archives because it was not there before. */
    async snapshot(of = admin, alive = false) {
      const rows = await snapshotOf((await of.ctx()).db, TABLES)
      return alive ? rows.filter(({ table, archived_at }) => table !== 'duplicate_dismissals' || !archived_at) : rows
    },
  }
}
