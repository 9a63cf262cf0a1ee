import type { Lead } from './lead.ts'

/** Ten in the morning, so many days from now. */
export function inDays(days: number, now = new Date()): string {
  const at = new Date(now)
  at.setDate(at.getDate() + days)
  at.setHours(10, 0, 0, 0)
  return at.toISOString()
}

/** Tomorrow; from Friday and Saturday on, Monday. */
export function nextWorkday(now = new Date()): string {
  const wait = { 5: 3, 6: 2 }[now.getDay()] ?? 1
  return inDays(wait, now)
}

/** One working day after what was planned, at its hour; what is overdue or was never planned comes up on the next one. */
export function snoozed(planned: string | null, now = new Date()): string {
  const was = planned && new Date(planned) > now ? new Date(planned) : now
  const at = new Date(nextWorkday(was))
  if (planned) at.setHours(new Date(planned).getHours(), new Date(planned).getMinutes())
  return at.toISOString()
}

/** What another enquiry of the same people has in common with this one: not how far it came, nor what was agreed on. */
const COPIED = [
  'first_name',
  'last_name',
  'title',
  'job_title',
  'company_name',
  'email',
  'phone',
  'mobile',
  'website',
  'city',
  'country',
  'language',
  'lead_source',
  'campaign',
  'interest_level',
  'travel_interests',
  'destinations',
  'preferred_travel_date',
  'return_date',
  'number_of_travelers',
  'budget_level',
  'estimated_value',
  'currency',
  'tags',
  'description',
] as const satisfies readonly (keyof Lead)[]

export const copyOf = (lead: Lead) => ({
  id: lead.id,
  values: Object.fromEntries(COPIED.map((name) => [name, lead[name]])),
})
