import { dayOf, readDay, readInstant } from './calendar.ts'
import type { Ctx } from './context.ts'
import { invalid } from './errors.ts'

/** The day that the filter `name` names; of a timestamp, its day where the tenant is. */
export function dayIn({ tenant }: Ctx, name: string, text: string): string {
  const day = readDay(text, tenant.timezone)
  if (day !== null) return day
  const at = readInstant(text)
  if (at === null) throw invalid(name, 'out_of_range')
  return dayOf(at, tenant.timezone)
}
