import assert from 'node:assert/strict'
import { randomUUID } from 'node:crypto'
import { type Served, specimen } from './document.ts'
import type { FilledTenant } from './twoTenants.ts'

/** One place of a body that names what is another tenant's. */
interface ForeignId {
  place: string
  from: FilledTenant
}

/** Values of texts that are not free, though their schema says no more. */
export const KNOWN = {
  custom: {},
  lead_status: 'contacted',
  stage: 'proposal',
  allow_duplicate: true,
  industry: undefined,
  default_value: null,
  pinned_views: [],
}

/** Names that no two records of a resource share. */
export const unshared = (resource: string, canary: string) => {
  const name = `${canary} ${randomUUID()}`
  switch (resource) {
    case 'teams':
    case 'tags':
      return { name }
    case 'industries':
      return { name, code: name }
    case 'custom-fields':
      // Of a text, which has no options.
      return { key: `f_${randomUUID().slice(0, 8)}`, options: [], required: false }
    default:
      return {}
  }
}

/** Table whose ids belong at a place of a body, a query or a path. */
export function tableAt(place: readonly string[], resource: string): string {
  const name = place.at(-1)!.replace(/_not$/, '')
  if (name === 'assigned_to' || name === 'created_by') return 'members'
  if (name === 'operation_id' || name === 'record_id') return name
  if (name === 'merged_into_id') return resource
  // Into the last one made goes the first.
  if (name === 'merge') return `first ${resource}`
  const noun =
    /^(?:converted_|primary_)?(\w+)_id$/.exec(name)?.[1] ?? (place.length > 1 && name === 'id' ? place.at(-2)! : '')
  if (name === 'reports_to_id') return 'contacts'
  // What is above or below a record is of its own kind.
  if (noun === 'parent' && place.length > 1 && place.at(-2) !== 'values') return `${place.at(-2)}s`
  if (!noun || noun === 'parent' || name === 'move_to') return resource
  return noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`
}

/** Bodies that the operations of a document accept, for records of a tenant. */
export function bodiesOf(document: any) {
  /** A body that an operation accepts, linked to records of `tenant`. */
  const bodyOf = (operation: Served, tenant: FilledTenant, values: object = {}, branch = 0, foreign?: ForeignId): any =>
    operation.body &&
    specimen(document, operation.body, {
      text: tenant.canary,
      branch,
      values: {
        ...KNOWN,
        version: undefined,
        filter: undefined,
        items: undefined,
        changes: {},
        ...unshared(operation.resource, tenant.canary),
        ...(operation.id === 'imports.update' && { columns: [], sheet: undefined }),
        ...(operation.id === 'layouts.replace' && {
          sections: [{ id: 'own-a', name: tenant.canary, fields: ['title'] }],
          aside: [],
        }),
        ...(operation.id === 'duplicates.dismiss' && { ids: [tenant.ids.contacts, tenant.ids['first contacts']] }),
        ...values,
      },
      id: (place) => {
        if (place.join() === 'id') return undefined
        const owner = place.join('.') === foreign?.place ? foreign.from : tenant
        const table = tableAt(place, operation.resource)
        // No record is above itself.
        const above = /^(?:reports_to|parent)_id$/.test(place.at(-1)!)
        const id = owner.ids[above ? `first ${table}` : table]
        assert.ok(id, `${operation.id}: what belongs at ${place.join('.')}?`)
        return id
      },
    })

  /** The body of a bulk action on one record. */
  const bulkOf = (operation: Served, tenant: FilledTenant, action: string, id: string) =>
    action === 'set' ? { action, items: [{ id, changes: {} }] } : bodyOf(operation, tenant, { action, ids: [id] })

  /** The values that choose among the actions of a bulk operation. */
  function actionsOf({ body }: Served): string[] {
    const schema = body!.$ref ? document.components.schemas[body!.$ref.split('/').at(-1)] : body
    return schema.properties.action?.enum ?? []
  }

  /** Every place of an operation's body that holds an id. */
  function idPlaces(operation: Served, branch: number): string[] {
    const places = new Set<string>()
    const note = (place: readonly string[]) => void (place.join() !== 'id' && places.add(place.join('.')))
    specimen(document, operation.body!, {
      text: '',
      branch,
      values: { ids: undefined, filter: undefined, items: undefined },
      id: note,
    })
    return [...places]
  }

  return { bodyOf, bulkOf, actionsOf, idPlaces }
}
