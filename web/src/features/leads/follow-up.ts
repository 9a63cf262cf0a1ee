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
