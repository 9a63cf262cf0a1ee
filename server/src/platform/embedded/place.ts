import { spawnSync } from 'node:child_process'
import * as fs from 'node:fs'
import { dirname, join } from 'node:path'
import { canEnter, ENVIRONMENT, giveTo, serverBinaries, type ServerUser, userForRoot } from './binaries.ts'
import { StartError } from '../startError.ts'

/** Where PostgreSQL's files are, and whose. */
export interface Place {
  /** What PostgreSQL calls its data directory. */
  cluster: string
  /** Holds the cluster, its log, its sockets, and binaries that had to be copied. */
  home: string
  /** Set when we are root. */
  user: ServerUser | undefined
}

/** Where the cluster goes when root's `data_dir` is closed to the user that PostgreSQL runs as. */
const OUTSIDE = '/var/lib/rihla'

/**
 * The cluster is `data_dir/postgres`, made by initdb when there is none. As root it belongs to another user; when that
 * one cannot enter `data_dir` (a checkout under /root) it is put outside and `data_dir/postgres` points there.
 */
export function findPlace(data_dir: string): Place {
  try {
    fs.mkdirSync(data_dir, { recursive: true })
    fs.accessSync(data_dir, fs.constants.W_OK)
  } catch (error) {
    throw new StartError(`DATA_DIR cannot be used (${(error as NodeJS.ErrnoException).code}).`, { cause: error })
  }
  const link = join(data_dir, 'postgres')
  const root = process.getuid?.() === 0
  if (isCluster(link)) {
    const cluster = fs.realpathSync(link)
    const { uid, gid } = fs.statSync(cluster)
    const user = root ? (uid === 0 ? userForRoot() : { uid, gid }) : undefined
    if (user && uid === 0) giveTo(cluster, user)
    if (canEnter(cluster, user)) return { cluster, home: dirname(cluster), user }
    throw new StartError(
      `${cluster} is closed to the user that PostgreSQL runs as (uid ${user?.uid}): open its parent folders, or choose another DATA_DIR.`,
    )
  }

  const user = root ? userForRoot() : undefined
  let home = fs.realpathSync(data_dir)
  // Passing through this one folder is ours to allow: what lies in it is private by itself.
  if (!canEnter(home, user)) fs.chmodSync(home, fs.statSync(home).mode | 0o011)
  if (!canEnter(home, user)) {
    fs.mkdirSync(OUTSIDE, { recursive: true, mode: 0o755 })
    home = fs.mkdtempSync(`${OUTSIDE}/`)
    fs.chmodSync(home, 0o755)
    fs.rmSync(link, { force: true })
    fs.symlinkSync(join(home, 'postgres'), link)
  }
  const cluster = join(home, 'postgres')
  initialize(cluster, home, user)
  return { cluster, home, user }
}

function isCluster(folder: string): boolean {
  try {
    return fs.statSync(join(folder, 'PG_VERSION')).isFile()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false
    throw new StartError(`${folder} belongs to another user: start as that user, or choose another DATA_DIR.`, {
      cause: error,
    })
  }
}

/** initdb beside the final name, which it gets when whole: a start that was killed leaves nothing half-made in it. */
function initialize(cluster: string, home: string, user: ServerUser | undefined) {
  removeAbandoned(cluster, home)
  const made = fs.mkdtempSync(`${cluster}.`)
  if (user) fs.chownSync(made, user.uid, user.gid)
  try {
    const initdb = join(serverBinaries(home, user), 'bin/initdb')
    const options = ['--no-instructions', '--username=postgres', '--auth=trust', '--encoding=UTF8']
    const locale = ['--locale-provider=builtin', '--locale=C.UTF-8']
    const run = spawnSync(initdb, [`--pgdata=${made}`, ...options, ...locale], {
      ...user,
      env: ENVIRONMENT,
      cwd: '/',
      encoding: 'utf8',
    })
    if (run.status !== 0)
      throw new StartError(`PostgreSQL could not make its data folder: ${run.error?.message ?? run.stderr.trim()}`)
    fs.renameSync(made, cluster)
  } catch (error) {
    // Another first start may have been quicker.
    if (!isCluster(cluster)) throw error
  } finally {
    fs.rmSync(made, { recursive: true, force: true })
  }
}

function removeAbandoned(cluster: string, home: string) {
  for (const name of fs.readdirSync(home)) {
    const path = join(home, name)
    if (
      path.startsWith(`${cluster}.`) &&
      fs.statSync(path).isDirectory() &&
      Date.now() - fs.statSync(path).mtimeMs > 600_000
    )
      fs.rmSync(path, { recursive: true, force: true })
  }
}
