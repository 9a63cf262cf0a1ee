import type { ParseArgsConfig } from 'node:util'
import type { Config } from '#platform/config.ts'

/** One command. What `run` answers is printed. */
export interface Command {
  summary: string
  /** What follows the name. */
  usage: string
  options: NonNullable<ParseArgsConfig['options']>
  run(config: Config, options: Record<string, string | undefined>, words: string[]): Promise<string>
}

/** The command was not written as it must be. */
export class UsageError extends Error {}

/** A required option. */
export function needed(options: Record<string, string | undefined>, name: string): string {
  const value = options[name]?.trim()
  if (!value) throw new UsageError(`--${name} is missing.`)
  return value
}
