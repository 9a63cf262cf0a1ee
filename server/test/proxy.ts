import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type NetConnectOpts, connect, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type pg from 'pg'

/** Stands between an app and its database, and can do to both what networks do. */
export interface Proxy {
  /** The same login, through here. */
  through<T extends pg.ClientConfig>(login: T): T
  /** Breaks every connection; new ones are let through. */
  cut(): void
  /** Breaks every connection and refuses new ones, as a server that is stopped. */
  close(): Promise<void>
  open(): Promise<void>
  /** Nothing passes any more, in either direction; new connections are taken and stay silent. */
  hang(): void
  goOn(): void
  remove(): Promise<void>
}

const PORT = 5432

/** A proxy before the server of `target`, on a socket in a folder of its own. */
export async function proxyOf(target: pg.ClientConfig): Promise<Proxy> {
  const folder = mkdtempSync(join(tmpdir(), 'rihla-proxy-'))
  const host = target.host ?? 'localhost'
  const port = target.port ?? PORT
  const there: NetConnectOpts = host.startsWith('/') ? { path: `${host}/.s.PGSQL.${port}` } : { host, port }
  const sockets = new Set<Socket>()
  let hanging = false

  const server = createServer((near) => {
    const far = connect(there)
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      sockets.add(socket)
      socket.on('data', (chunk) => other.write(chunk))
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        other.destroy()
      })
      if (hanging) socket.pause()
    }
  })
  const cut = () => sockets.forEach((socket) => socket.destroy())
  const open = () =>
    new Promise<void>((resolve, reject) => {
      server.once('error', reject).listen(join(folder, `.s.PGSQL.${PORT}`), resolve)
    })
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      cut()
    })
  await open()

  return {
    through: (login) => ({ ...login, host: folder, port: PORT }),
    cut,
    open,
    close,
    hang() {
      hanging = true
      sockets.forEach((socket) => socket.pause())
    },
    goOn() {
      hanging = false
      sockets.forEach((socket) => socket.resume())
    },
    async remove() {
      if (server.listening) await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
