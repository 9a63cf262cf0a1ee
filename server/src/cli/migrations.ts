import { openDatabase } from '#platform/database.ts'
import { migratePlatform, migrateTenants, type Report, rollbackPlatform, rollbackTenants } from '#platform/migrate.ts'
import type { Command } from './command.ts'

export const migrate: Command = {
  summary: 'Brings the platform and every tenant to the newest version. Safe to repeat, and while others serve.',
  usage: '',
  options: {},
  async run(config) {
    const database = await openDatabase(config)
    try {
      const landed = await migratePlatform(database)
      return `platform: ${landed.join(', ') || 'nothing new'}\n${tellReport(await migrateTenants(database), 'migrated')}`
    } finally {
      await database.close()
    }
  },
}

export const rollback: Command = {
  summary:
    'Takes back the newest migration of all tenants, or <name> and those after it; of the platform with --platform.',
  usage: '[<name> | --platform]',
  options: { platform: { type: 'boolean' } },
  async run(config, { platform }, [name]) {
    const database = await openDatabase(config)
    try {
      if (platform) return `platform: ${(await rollbackPlatform(database)).join(', ') || 'nothing to take back'}`
      const report = await rollbackTenants(database, name)
      return `${report.name ?? 'nothing to take back'}\n${tellReport(report, 'taken back')}`
    } finally {
      await database.close()
    }
  },
}

function tellReport({ migrated, failed, untouched }: Report, done: string): string {
  const lines = [`tenants: ${migrated.length} ${done}, ${failed.length} failed, ${untouched.length} untouched`]
  for (const { slug, error } of failed) lines.push(`  ${slug}: ${error.message}`)
  if (failed.length) process.exitCode = 1
  return lines.join('\n')
}
