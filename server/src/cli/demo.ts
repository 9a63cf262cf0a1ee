import { pino } from 'pino'
import type { Config } from '#platform/config.ts'
import type { Tenant } from '#platform/context.ts'
import { buildApp } from '../app.ts'
import { addContacts, addLeads } from '../demo/bulk.ts'
import { demoLogins, type Made, makeDemo, type Parts, systemContext } from '../demo/demo.ts'
import { type Command, UsageError } from './command.ts'
import { tenantOf, withDatabase } from './tenants.ts'

const MOST = 10_000_000

export const demo: Command = {
  summary:
    'Makes the tenants atlas and sahara with people and leads, unless they are there. With a number, adds that many ' +
    'contacts (and accounts) or leads to a tenant, to try it with much data. Never in production.',
  usage: '[--contacts 100000] [--leads 10000] [--tenant atlas]',
  options: { contacts: { type: 'string' }, leads: { type: 'string' }, tenant: { type: 'string' } },
  async run(config, options) {
    if (config.env === 'production') throw new UsageError('There is no demo data in production.')
    const contacts = countOf(options, 'contacts')
    const leads = countOf(options, 'leads')
    if (options.tenant && !contacts && !leads) throw new UsageError('--tenant goes with --contacts or --leads.')
    return withRihla(config, async (parts) => {
      const told = options.tenant ? [] : tellMade(await makeDemo(parts))
      if (contacts + leads === 0) return [...told, '', ...(await demoLogins(parts))].join('\n')
      const tenant = await tenantOf(parts.databases, options.tenant ?? 'atlas')
      if (contacts) told.push(await adding(parts, tenant, 'contacts', contacts))
      if (leads) told.push(await adding(parts, tenant, 'leads', leads))
      return told.join('\n')
    })
  },
}

function countOf(options: Record<string, string | undefined>, name: string): number {
  const text = options[name] ?? '0'
  const count = Number(text.replaceAll(/[,_]/g, ''))
  if (!Number.isInteger(count) || count < 0 || count > MOST)
    throw new UsageError(`--${name} is a number up to ${MOST}.`)
  return count
}

const tellMade = (made: readonly Made[]) =>
  made.map(({ slug, leads, milliseconds }) =>
    leads ? `${slug}: made, with ${leads} leads, in ${(milliseconds / 1000).toFixed(1)} s` : `${slug}: is there`,
  )

async function adding(parts: Parts, tenant: Tenant, noun: 'contacts' | 'leads', count: number): Promise<string> {
  const startedAt = Date.now()
  const add = noun === 'contacts' ? addContacts : addLeads
  // One line that counts, on a terminal; elsewhere a line for each step.
  const [start, end] = process.stderr.isTTY ? ['\r', ''] : ['', '\n']
  await add(systemContext(parts, tenant), count, (done) =>
    process.stderr.write(`${start}${noun}: ${done} of ${count}${done === count ? '\n' : end}`),
  )
  return `${tenant.slug}: ${count} ${noun} added in ${((Date.now() - startedAt) / 1000).toFixed(1)} s`
}

/** The modules on a database, without listening. Events are published by the server, or at its next start. */
const withRihla = (config: Config, work: (parts: Parts) => Promise<string>) =>
  withDatabase(config, async (databases) => {
    const rihla = await buildApp({ config, databases, log: pino({ level: 'error' }, pino.destination(2)) })
    try {
      return await work({ ...rihla, databases })
    } finally {
      await rihla.app.close()
      await rihla.stop()
    }
  })
