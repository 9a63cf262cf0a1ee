import type { Random } from './random.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
export const days = (count: number) => count * 24 * HOUR
/** The date in so many days. */
export const dayAfter = (now: Date, count: number) => new Date(now.getTime() + days(count)).toISOString().slice(0, 10)

/** Morocco is an hour ahead of UTC for all but a month of the year: near enough for office hours. */
const AHEAD = HOUR

/** Into office hours, Monday to Saturday from nine to six: the next ones, or with -1 the last ones before. */
function atWork(at: Date, random: Random, direction: 1 | -1 = 1): Date {
  const local = new Date(at.getTime() + AHEAD)
  const hour = local.getUTCHours()
  if (hour < 9 || hour >= 18) {
    if (hour < 9 && direction === -1) local.setUTCDate(local.getUTCDate() - 1)
    if (hour >= 18 && direction === 1) local.setUTCDate(local.getUTCDate() + 1)
    local.setUTCHours(direction === 1 ? random.int(9, 12) : random.int(14, 17), random.int(0, 59))
  }
  if (local.getUTCDay() === 0) local.setUTCDate(local.getUTCDate() + direction)
  return new Date(local.getTime() - AHEAD)
}

/** When to come back to a lead: some are due, most will be, a few have no next step. Full half hours. */
export function dueAt(random: Random, now: Date, age: number): Date | undefined {
  const kind = random.next()
  if (kind > 0.82) return undefined
  const overdue = kind < 0.3 && age > 1
  const away = overdue ? -Math.min(random.between(0.2, 9), age * 0.4) : random.between(0.1, 16)
  const at = atWork(new Date(now.getTime() + days(away)), random, overdue ? -1 : 1)
  at.setUTCMinutes(at.getUTCMinutes() < 30 ? 0 : 30, 0, 0)
  return !overdue && at <= now ? new Date(at.getTime() + HOUR) : at
}

interface Span {
  now: Date
  /** Days since the enquiry came. */
  age: number
  /** What each act weighs of the time that went by before it; 0 is minutes. The first is the enquiry. */
  pauses: readonly number[]
  due: Date | undefined
  closed: boolean
  /** Forms are filled in at any hour; people call when somebody is there. */
  atNight: boolean
}

function beginning(random: Random, now: Date, age: number, atNight: boolean): number {
  const asked = new Date(now.getTime() - days(age))
  return (atNight ? asked : atWork(asked, random, -1)).getTime()
}

/** A moment for each act: in order, in office hours where there is room, never after `now`. */
export function momentsOf(random: Random, { now, age, pauses, due, closed, atNight }: Span): Date[] {
  const begin = beginning(random, now, age, atNight)
  const room = now.getTime() - begin
  const lasted = closed ? days(random.between(2, 34)) : room - days(Math.min(random.between(0, 8), age * 0.5))
  const before = due && due < now ? due.getTime() - begin - HOUR * 12 : room
  const span = Math.max(Math.min(lasted, before, room * 0.96), room * 0.2)

  const weights = pauses.map((pause, i) => (i === 0 ? 0 : pause * random.between(0.5, 1.5)))
  const whole = weights.reduce((sum, weight) => sum + weight, 0) || 1
  const moments: Date[] = []
  let gone = 0
  weights.forEach((weight, i) => {
    gone += weight
    const planned = new Date(begin + (span * gone) / whole)
    if (i === 0) return moments.push(planned)
    const last = moments.at(-1)!.getTime()
    const soon = last + random.between(2, 9) * MINUTE
    const at = Math.max(soon, weight === 0 ? soon : atWork(planned, random).getTime())
    // What does not fit before now shares the time that is left.
    return moments.push(new Date(at < now.getTime() ? at : last + (now.getTime() - last) / 2))
  })
  return moments.map((at) => new Date(Math.floor(at.getTime() / 1000) * 1000))
}
