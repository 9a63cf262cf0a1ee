import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import { EMPTY_TENANT, PEOPLE } from './support/people.ts'

const ROOT = join(import.meta.dirname, '..')

/** Starts the product as a newcomer would, on data of its own, and returns what ends it. */
export default async function start(): Promise<() => Promise<void>> {
  const data_dir = mkdtempSync(join(tmpdir(), 'rihla-e2e-'))
  const port = process.env['E2E_PORT']!
  const output: string[] = []
  // A URL or a secret of the machine is not the test's.
  const { DATABASE_URL: _, DATABASE_ADMIN_URL: __, JWT_SECRET_KEY: ___, SECRET_KEY: ____, ...given } = process.env
  const env = {
    ...given,
    NODE_ENV: 'development',
    HOST: 'localhost',
    PORT: port,
    DATA_DIR: data_dir,
    LOG_LEVEL: 'warn',
  }
  const server = spawn(process.execPath, ['server/src/main.ts'], { cwd: ROOT, env, stdio: ['ignore', 'pipe', 'pipe'] })
  for (const stream of [server.stdout, server.stderr]) stream.on('data', (text) => output.push(String(text)))
  const ended = once(server, 'exit')

  async function stop() {
    server.kill('SIGTERM')
    // A clean stop ends its PostgreSQL too.
    const slow = setTimeout(() => server.kill('SIGKILL'), 20_000)
    await ended
    clearTimeout(slow)
    rmSync(data_dir, { recursive: true, force: true })
  }

  for (let tries = 0; tries < 240; tries += 1) {
    if (server.exitCode !== null) break
    const answer = await fetch(`http://localhost:${port}/ready`).catch(() => undefined)
    if (answer?.ok) {
      await addPeople(env).catch(async (error: unknown) => {
        await stop()
        throw error
      })
      return stop
    }
    await sleep(250)
  }
  await stop()
  throw new Error(`The product did not become ready:\n${output.join('')}`)
}

/** Besides the demo: a tenant without anything in it, and somebody who works in two. */
async function addPeople(env: NodeJS.ProcessEnv) {
  const rihla = (command: string, name: string) =>
    promisify(execFile)(process.execPath, ['server/src/cli.ts', ...command.split(' '), '--name', name], {
      cwd: ROOT,
      env,
    })
  const { email, password, tenant, name } = PEOPLE.both
  const user = `users create --email ${email} --password ${password} --role admin --tenant`
  await Promise.all([
    rihla(`tenants create --slug ${EMPTY_TENANT.slug}`, EMPTY_TENANT.name),
    rihla(`${user} ${tenant}`, name),
  ])
  await rihla(`${user} ${EMPTY_TENANT.slug}`, name)
}
