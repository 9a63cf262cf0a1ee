// The command line: `npm run rihla -- help`.
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { Problem } from '#platform/errors.ts'
import { TenantTaken } from '#platform/tenants.ts'
import { type Command, UsageError } from './cli/command.ts'
import { demo } from './cli/demo.ts'
import { migrate, rollback } from './cli/migrations.ts'
import { createTenantCommand, listTenantsCommand, setStatusCommand } from './cli/tenants.ts'
import { createUserCommand, resetLinkCommand, tokenCommand } from './cli/users.ts'
import { explain, readConfig } from './environment.ts'

const commands: Record<string, Command> = {
  migrate,
  rollback,
  'tenants list': listTenantsCommand,
  'tenants create': createTenantCommand,
  'tenants suspend': setStatusCommand('suspended'),
  'tenants activate': setStatusCommand('active'),
  'users create': createUserCommand,
  'users reset-link': resetLinkCommand,
  token: tokenCommand,
  demo,
}

const usage = () =>
  ['Usage: npm run rihla -- <command> [options]', '']
    .concat(
      Object.entries(commands).map(([name, { usage, summary }]) => `  ${`${name} ${usage}`.trim()}\n      ${summary}`),
    )
    .join('\n')

async function run(args: string[]): Promise<string> {
  if (args.length === 0 || args.some((arg) => ['help', '--help', '-h'].includes(arg))) return usage()
  const words = [args.slice(0, 2).join(' '), args[0]!]
  const name = words.find((word) => Object.hasOwn(commands, word))
  if (!name) throw new UsageError(`There is no command ${words[0]}.`)
  const command = commands[name]!
  const { values, positionals } = parse(args.slice(name.split(' ').length), command.options)
  return command.run(readConfig(), values, positionals)
}

function parse(args: string[], options: Command['options']) {
  try {
    return parseArgs({ args, options, allowPositionals: true }) as {
      values: Record<string, string>
      positionals: string[]
    }
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

function tell(error: unknown): string {
  if (error instanceof UsageError) return `${error.message}\n\n${usage()}`
  if (error instanceof z.ZodError) return z.prettifyError(error)
  return explain(error, TenantTaken, Problem)
}

try {
  console.log(await run(process.argv.slice(2)))
} catch (error) {
  console.error(tell(error))
  process.exitCode = error instanceof UsageError ? 2 : 1
}
