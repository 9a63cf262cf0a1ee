import { setTimeout as sleep } from 'node:timers/promises'
import type pg from 'pg'
import { Cluster, HOLDER } from './embedded/cluster.ts'
import { findPlace } from './embedded/place.ts'

/** A PostgreSQL of our own, reachable only through a socket in a private folder. */
export interface EmbeddedServer {
  /** The superuser, in database `postgres`. */
  admin: pg.ClientConfig
  /** Stops PostgreSQL, unless another process still uses it. */
  close: () => Promise<void>
}

/** Milliseconds between two looks for a server that went away. */
const PAUSE = 250

/**
 * Starts the PostgreSQL that npm installed on the data in `data_dir`, or joins it where it still runs: it outlives a
 * killed server on purpose. Should it die, it is started again. `settings` add to ours (tests need no fsync).
 */
export async function startEmbedded(data_dir: string, settings: Record<string, string> = {}): Promise<EmbeddedServer> {
  const cluster = new Cluster(findPlace(data_dir), settings)
  let closing = false

  // One idle connection says that this process uses the server, and tells at once when the server is gone.
  let holder = hold(await cluster.connect())
  function hold(client: pg.Client) {
    client.on('error', () => undefined)
    client.once('end', () => void recover())
    return client
  }
  async function recover() {
    for (let told = false; !closing; told = true) {
      await sleep(PAUSE)
      if (closing) return
      try {
        holder = hold(await cluster.connect())
        if (closing) await holder.end()
        return
      } catch (error) {
        if (!told) process.emitWarning(`PostgreSQL is away: ${(error as Error).message}`)
      }
    }
  }

  return {
    admin: cluster.admin,
    async close() {
      closing = true
      const others = `select from pg_stat_activity where application_name = $1 and pid <> pg_backend_pid()`
      const { rowCount } = await holder.query(others, [HOLDER]).catch(() => ({ rowCount: 0 }))
      await holder.end().catch(() => undefined)
      if (!rowCount) await cluster.stop()
    },
  }
}
