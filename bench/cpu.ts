import { readdirSync, readFileSync } from 'node:fs'

/** Milliseconds of processor that a process and, if asked, all processes it started have used. Linux only. */
export function cpuOf(pid: number, withChildren = false): number {
  const own = times(pid)
  if (!own) return NaN
  if (!withChildren) return own.live
  const children = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map((name) => times(Number(name)))
    .filter((process) => process?.parent === pid)
  return own.live + own.ended + children.reduce((sum, child) => sum + child!.live, 0)
}

/** A tick is 10 ms on every Linux that Node runs on. */
const TICK = 10

function times(pid: number) {
  try {
    // The name in parentheses may hold blanks; what follows it does not.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    const [, parent, , , , , , , , , , user, system, endedUser, endedSystem] = fields.map(Number)
    return { parent, live: (user! + system!) * TICK, ended: (endedUser! + endedSystem!) * TICK }
  } catch {
    return undefined
  }
}
