import { spawn } from 'node:child_process'
import { resolve } from 'node:path'

export const root = resolve(import.meta.dirname, '..')
export const bin = (name: string) => `${root}/node_modules/.bin/${name}`

export interface Outcome {
  ok: boolean
  /** How it ended. */
  why: string
}

export interface Limits {
  minutes: number
  cwd?: string
  env?: Record<string, string>
}

let running: number | undefined
let interrupted = false
for (const signal of ['SIGINT', 'SIGTERM'] as const)
  process.on(signal, () => {
    interrupted = true
    if (running) signalGroup(running, signal)
  })

/** Runs a command in a process group of its own, its output on ours, and ends that group at the deadline. */
export function run([command, ...args]: [string, ...string[]], { minutes, cwd = root, env }: Limits): Promise<Outcome> {
  if (interrupted) return Promise.resolve({ ok: false, why: 'interrupted' })
  const child = spawn(command, args, {
    cwd,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'inherit', 'inherit'],
    detached: true,
  })
  return new Promise((settle) => {
    if (!child.pid) {
      child.on('error', ({ message }) => settle({ ok: false, why: message }))
      return
    }
    const pid = (running = child.pid)
    let overdue = false
    const deadline = setTimeout(() => {
      overdue = true
      signalGroup(pid, 'SIGTERM')
      setTimeout(() => signalGroup(pid, 'SIGKILL'), 15_000).unref()
    }, minutes * 60_000)

    child.on('exit', (code, signal) => {
      clearTimeout(deadline)
      running = undefined
      const why = overdue ? `took more than ${minutes} minutes` : `ended with ${code ?? signal}`
      settle({ ok: code === 0 && !overdue, why })
    })
  })
}

function signalGroup(pid: number, signal: NodeJS.Signals) {
  try {
    process.kill(-pid, signal)
  } catch {
    // it has just ended by itself
  }
}
