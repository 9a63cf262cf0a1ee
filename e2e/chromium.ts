import { spawnSync } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome']

/** A Chromium to test with: CHROMIUM_PATH, one on PATH, Playwright's own, or one installed now. */
export async function findChromium(): Promise<{ path?: string; why: string }> {
  const given = process.env['CHROMIUM_PATH']
  if (given) return runnable(given) ? { path: given, why: '' } : { why: `CHROMIUM_PATH (${given}) cannot be run` }
  const path = installed() ?? install()
  return path ? { path, why: '' } : { why: HOW }
}

const HOW =
  'no Chromium was found. Install one (Debian: apt-get install chromium; elsewhere: npx playwright install chromium), ' +
  'or set CHROMIUM_PATH to one'

function installed(): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter)
  const onPath = NAMES.flatMap((name) => folders.map((folder) => join(folder, name)))
  return [...onPath, chromium.executablePath()].find(runnable)
}

/** As root through the system's packages, else into the user's folder. */
function install(): string | undefined {
  const asRoot = process.getuid?.() === 0 && runnable('/usr/bin/apt-get')
  const commands = asRoot
    ? [
        ['apt-get', 'update'],
        ['apt-get', 'install', '-y', '--no-install-recommends', 'chromium'],
      ]
    : [['npx', 'playwright', 'install', 'chromium']]
  for (const [command, ...args] of commands) {
    console.log(`No Chromium found: running ${[command, ...args].join(' ')}`)
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    if (spawnSync(command!, args, { stdio: 'inherit', env, timeout: 5 * 60_000 }).status !== 0) return undefined
  }
  return installed()
}

function runnable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
