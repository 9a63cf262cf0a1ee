import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'

const MAIN = join(import.meta.dirname, '../src/main.ts')

/** The server as a process of its own. */
export interface Server {
  child: ChildProcess
  /** Its exit code; null when a signal ended it. */
  ended: Promise<number | null>
  /** Where it listens, once it does. */
  address: Promise<string>
  /** Milliseconds from the start until it listened. */
  took: () => number
}

/** Starts it on the data in `data_dir` and a free port. */
export function startServer(data_dir: string, env: NodeJS.ProcessEnv = {}): Server {
  const begun = performance.now()
  let listening = begun
  const { PATH } = process.env
  const child = spawn(process.execPath, [MAIN], {
    env: { PATH, DATA_DIR: data_dir, PORT: '0', LOG_LEVEL: 'warn', NODE_ENV: 'development', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const errors = text(child.stderr)
  const ended = once(child, 'exit').then(([code]) => code as number | null)
  const told = new Promise<string>((resolve) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-10_000)
      const [, address] = /Rihla +(http:\S+)/.exec(output) ?? []
      if (!address) return
      listening = performance.now()
      resolve(address)
    })
  })
  const failed = ended.then(async (code) => {
    throw new Error(`The server ended with ${code} before it listened: ${await errors}`)
  })
  const address = Promise.race([told, failed])
  address.catch(() => undefined)
  return { child, ended, address, took: () => listening - begun }
}

/** Ends a process that `startServer` made, as a power cut would. */
export async function kill({ child, ended }: Server) {
  child.kill('SIGKILL')
  await ended
}

/** The PostgreSQL of a data folder; undefined when there is none. */
export function postmasterOf(data_dir: string): number | undefined {
  try {
    return Number(readFileSync(join(data_dir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}
