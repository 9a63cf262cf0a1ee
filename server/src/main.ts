// The server: configuration, database, migrations, HTTP, and a decent end.
import type { Logger } from 'pino'
import type { Config } from '#platform/config.ts'
import { type Databases, startDatabase } from '#platform/database.ts'
import { createLog } from '#platform/log.ts'
import { buildApp } from './app.ts'
import { demoLogins, makeFirstDemo } from './demo/demo.ts'
import { explain, readConfig } from './environment.ts'
import { endDecently } from './shutdown.ts'

async function start(config: Config) {
  const log = createLog(config)
  const databases = await startDatabase(config)
  try {
    tellReport(databases, log)
    const rihla = await buildApp({ config, databases, log })
    const production = config.env === 'production'
    if (config.env === 'development') await makeFirstDemo({ ...rihla, databases })
    await rihla.start()
    const address = await rihla.app.listen({ port: config.port, host: config.host })
    endDecently({ rihla, databases, log, production })
    const reached = config.public_url ?? `http://localhost:${new URL(address).port || 80}`
    if (!production) process.stdout.write(welcome(reached, await demoLogins({ ...rihla, databases })))
  } catch (error) {
    await databases.close()
    throw error
  }
}

function tellReport({ report: { migrated, failed, untouched } }: Databases, log: Logger) {
  if (migrated.length) log.info({ tenants: migrated.length }, 'migrated')
  for (const { slug, error } of failed) log.error({ tenant: slug, err: error }, 'not migrated')
  if (untouched.length) log.error({ tenants: untouched }, 'not migrated, because the first ones failed')
}

const welcome = (address: string, logins: readonly string[]) => `
  Rihla    ${address}
  API      ${address}/docs
${logins.map((login) => `\n  ${login}`).join('')}

`

try {
  await start(readConfig())
} catch (error) {
  const taken = (error as NodeJS.ErrnoException).code === 'EADDRINUSE'
  process.stderr.write(`${taken ? 'The port is taken: set PORT to another one.' : explain(error)}\n`)
  process.exit(1)
}
