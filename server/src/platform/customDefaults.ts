import type { CustomField, CustomOption } from '@rihla/contracts/customFields.ts'
import { fieldOf } from '@rihla/contracts/customKinds.ts'
import type { Resource } from '@rihla/contracts/resource.ts'
import type { Ctx } from './context.ts'

type Values = Readonly<Record<string, unknown>>
type Kind = Pick<Resource<any>, 'record_type'>

const NOTHING: Values = {}
// Of one reading of the definitions, once.
const known = new WeakMap<readonly CustomField[], Map<string, Values>>()

/** What a new record has in `custom` where nobody says anything of it, of what the caller sees. */
export const defaultsOf = ({ custom }: Ctx, resource: Kind): Values => defaultsIn(custom, resource)

/** The same of the fields that are not there for the caller: a new record has them all the same. */
export function unseenDefaults({ custom, defined }: Ctx, resource: Kind): Values {
  if (custom === defined) return NOTHING
  const seen = defaultsIn(custom, resource)
  return Object.fromEntries(Object.entries(defaultsIn(defined, resource)).filter(([key]) => !Object.hasOwn(seen, key)))
}

function defaultsIn(custom: readonly CustomField[] | undefined, { record_type }: Kind): Values {
  if (!custom?.length) return NOTHING
  let byType = known.get(custom)
  if (!byType) known.set(custom, (byType = new Map()))
  let values = byType.get(record_type)
  if (!values) {
    const given = custom.filter((field) => field.record_type === record_type && mayBegin(field))
    byType.set(record_type, (values = Object.fromEntries(given.map(({ key, default_value }) => [key, default_value]))))
  }
  return values
}

/** A default that an undone change left behind without its choice or type gives nothing, and stops nobody. */
function mayBegin(field: CustomField): boolean {
  const { archived, options, default_value } = field
  if (archived || default_value === null || namesClosed(options, default_value)) return false
  return fieldOf(field).schema.safeParse(default_value).success
}

/** Whether a value has a choice that is no longer offered. */
export const namesClosed = (options: readonly CustomOption[], value: unknown): boolean =>
  options.some((option) => option.archived && [value].flat().includes(option.value))
