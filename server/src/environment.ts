import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Config, loadConfig } from '#platform/config.ts'
import { StartError } from '#platform/startError.ts'

const FILE = fileURLToPath(new URL('../../.env', import.meta.url))

/** The configuration of this process: its environment, and `.env` for what that leaves open. */
export function readConfig(): Config {
  if (existsSync(FILE)) process.loadEnvFile(FILE)
  return loadConfig()
}

/** For the person who started this: the message of an error they can mend, of any other also where it came from. */
export function explain(error: unknown, ...mendable: (new (...args: never[]) => Error)[]): string {
  if (!(error instanceof Error)) return String(error)
  return [StartError, ...mendable].some((kind) => error instanceof kind)
    ? error.message
    : (error.stack ?? error.message)
}
