import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import * as fs from 'node:fs'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import pg from 'pg'
import { ENVIRONMENT, serverBinaries } from './binaries.ts'
import type { Place } from './place.ts'
import { StartError } from '../startError.ts'

const MIB = 2 ** 20
/** An eighth of the memory there is, of a container its own: enough for the indexes that a search reads. */
const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity)
const buffers = Math.round(Math.min(1024, Math.max(128, memory / 8 / MIB)))

const SETTINGS = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '100',
  max_locks_per_transaction: '256',
  shared_buffers: `${buffers}MB`,
  max_wal_size: '2GB',
  synchronous_commit: 'on',
  random_page_cost: '1.1',
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of statements can carry people's data; what the server says of itself is enough.
  log_min_messages: 'log',
  log_error_verbosity: 'terse',
  log_checkpoints: 'off',
}

/** application_name of the connection by which a process says that it uses the server. */
export const HOLDER = 'rihla holder'

/** Milliseconds: for a start to be possible after a crash (the dead server's children go first), and to be done. */
const PATIENCE = { start: 10_000, ready: 300_000, stop: 30_000 }
const SOCKET = '.s.PGSQL.5432'

/** Starts, finds and stops the PostgreSQL process of one data folder. */
export class Cluster {
  readonly admin: pg.ClientConfig
  #place: Place
  #settings: Record<string, string>
  #sockets: string
  #log: string

  constructor(place: Place, settings: Record<string, string>) {
    this.#place = place
    this.#sockets = socketFolder(place)
    this.#log = join(place.home, 'postgres.log')
    this.#settings = { ...SETTINGS, ...settings, unix_socket_directories: this.#sockets }
    this.admin = { host: this.#sockets, port: 5432, user: 'postgres', database: 'postgres', password: '', ssl: false }
  }

  /** A connection to the living server, which is started if there is none. */
  async connect(): Promise<pg.Client> {
    const startedAt = Date.now()
    for (;;) {
      const living = await this.#reach()
      if (living) return living
      this.#removeDeadLocks()
      const outcome = await this.#start()
      if (typeof outcome !== 'string') return outcome
      // Children of a killed server may still hold its memory, or another process was quicker to start it.
      if (Date.now() - startedAt > PATIENCE.start) throw new StartError(`PostgreSQL did not start: ${outcome}`)
      await sleep(100)
    }
  }

  /** Answers a connection, or the last words of a server that ended. */
  async #start(): Promise<pg.Client | string> {
    const { cluster, home, user } = this.#place
    const settings = Object.entries(this.#settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
    if ((fs.statSync(this.#log, { throwIfNoEntry: false })?.size ?? 0) > 10_000_000)
      fs.renameSync(this.#log, `${this.#log}.1`)
    const log = fs.openSync(this.#log, 'a', 0o600)
    // In a session of its own: neither Ctrl-C in the terminal nor our death may reach it.
    const child = spawn(join(serverBinaries(home, user), 'bin/postgres'), ['-D', cluster, ...settings], {
      ...user,
      env: ENVIRONMENT,
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    })
    fs.closeSync(log)
    child.unref()
    let ended: string | undefined
    child.once('error', (error) => (ended = error.message))
    child.once('exit', () => (ended = this.#lastWords()))
    for (const startedAt = Date.now(); !ended; await sleep(20)) {
      const client = await this.#reach()
      if (client) return client
      if (Date.now() - startedAt > PATIENCE.ready)
        throw new StartError(`PostgreSQL is not ready after ${PATIENCE.ready / 1000} s, see ${this.#log}`)
    }
    return ended
  }

  /** Connects, if the server that answers is the one of this data. */
  async #reach(): Promise<pg.Client | undefined> {
    const client = new pg.Client({ ...this.admin, application_name: HOLDER, keepAlive: true })
    client.on('error', () => undefined)
    try {
      await client.connect()
      const { rows } = await client.query('select system_identifier::text as id from pg_control_system()')
      if (rows[0].id === this.#identifier()) return client
    } catch {
      // Not there, not yet ready, or its data was removed under it.
    }
    await client.end().catch(() => undefined)
    return undefined
  }

  #identifier(): string {
    return fs.readFileSync(join(this.#place.cluster, 'global/pg_control')).readBigUInt64LE(0).toString()
  }

  /** Fast shutdown: open transactions are rolled back and everything is flushed. */
  async stop() {
    const { cluster } = this.#place
    const pid = readPid(join(cluster, 'postmaster.pid'))
    // A server that was killed leaves its file, and perhaps a zombie where nobody reaps: neither works in the folder.
    const alive = () => readPid(join(cluster, 'postmaster.pid')) === pid && workingFolder(`${pid}`) === cluster
    if (!pid || !alive()) return
    process.kill(pid, 'SIGINT')
    // Its pid file goes last.
    for (const startedAt = Date.now(); alive(); await sleep(20))
      if (Date.now() - startedAt > PATIENCE.stop)
        throw new StartError(`PostgreSQL (process ${pid}) did not stop within ${PATIENCE.stop / 1000} s`)
  }

  /**
   * PostgreSQL refuses to start when the process numbered in a lock file lives, though after a restart of the machine
   * or container that may be anybody. When no process works in the data folder, the locks are certainly dead.
   */
  #removeDeadLocks() {
    const locks = [join(this.#place.cluster, 'postmaster.pid'), join(this.#sockets, `${SOCKET}.lock`)]
    const alive = locks.map(readPid).some((pid) => pid && fs.existsSync(`/proc/${pid}`))
    if (!alive) return
    const processes = fs.readdirSync('/proc').filter((name) => /^\d+$/.test(name))
    if (processes.some((pid) => workingFolder(pid) === this.#place.cluster)) return
    for (const lock of locks) {
      // A server whose data folder was removed ends by itself, but takes up to a minute to notice.
      const pid = readPid(lock)
      if (pid && workingFolder(`${pid}`) === `${this.#place.cluster} (deleted)`) process.kill(pid, 'SIGQUIT')
      fs.rmSync(lock, { force: true })
    }
  }

  #lastWords() {
    const lines = fs.readFileSync(this.#log, 'utf8').trimEnd().split('\n')
    return `${lines.slice(-3).join(' ')} (${this.#log})`
  }
}

function readPid(file: string): number | undefined {
  try {
    return Number(fs.readFileSync(file, 'utf8').split('\n')[0]) || undefined
  } catch {
    return undefined
  }
}

function workingFolder(pid: string): string | undefined {
  try {
    return fs.readlinkSync(`/proc/${pid}/cwd`)
  } catch {
    return undefined
  }
}

/** Beside the cluster, or in /tmp when that path does not fit into a socket address. Private in both places. */
function socketFolder({ cluster, home, user }: Place): string {
  const uid = user?.uid ?? process.getuid!()
  const runDirectory = join(home, 'run')
  const short = `/tmp/rihla-${uid}-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`
  const folder = Buffer.byteLength(join(runDirectory, SOCKET)) <= 100 ? runDirectory : short
  try {
    fs.mkdirSync(folder, { mode: 0o700 })
    if (user) fs.chownSync(folder, user.uid, user.gid)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  }
  const found = fs.lstatSync(folder)
  if (!found.isDirectory() || found.uid !== uid || found.mode & 0o077)
    throw new StartError(`${folder} must be a folder that only uid ${uid} may enter: remove it.`)
  return folder
}
