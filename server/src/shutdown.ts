import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Databases } from '#platform/database.ts'
import type { Rihla } from './app.ts'

/** Milliseconds. */
const PATIENCE = {
  /** For a load balancer to see that we are not ready. */
  notice: 5000,
  /** For requests in flight. */
  drain: 20_000,
  /** Ctrl-C under npm arrives twice, from the terminal and from npm: so soon it is one wish. */
  echo: 500,
}

interface Running {
  rihla: Rihla
  databases: Databases
  log: Logger
  /** Whether a load balancer is given the time to look elsewhere. */
  production: boolean
}

/**
 * Ends the process decently on SIGTERM and SIGINT: not ready, no new connections, what is in flight, background work,
 * the embedded database. A second signal ends it at once. An error that nobody caught takes the same way, with status 1.
 */
export function endDecently(running: Running) {
  const { log } = running
  let since: number | undefined
  function stop(status: number) {
    since = Date.now()
    shutDown(running).then(
      () => process.exit(status),
      (error: unknown) => {
        log.fatal({ err: error }, 'the end failed')
        process.exit(1)
      },
    )
  }
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.on(signal, () => {
      if (since !== undefined && Date.now() - since > PATIENCE.echo) process.exit(1)
      if (since !== undefined) return
      log.info({ signal }, 'stopping')
      stop(0)
    })
  process.on('uncaughtException', (error) => {
    log.fatal({ err: error }, 'nobody caught this')
    if (since === undefined) stop(1)
  })
}

async function shutDown({ rihla, databases, log, production }: Running) {
  rihla.app.startDraining()
  if (production) await sleep(PATIENCE.notice)
  const cut = setTimeout(() => {
    log.warn(`requests were still in flight after ${PATIENCE.drain / 1000} s`)
    rihla.app.server.closeAllConnections()
  }, PATIENCE.drain)
  // A connection whose last answer came after the close began would stay open for the next request.
  const idle = setInterval(() => rihla.app.server.closeIdleConnections(), 100)
  await rihla.app.close()
  clearInterval(idle)
  clearTimeout(cut)
  await rihla.stop()
  await databases.close()
}
