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
