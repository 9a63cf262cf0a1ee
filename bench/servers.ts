import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

export interface Server {
  origin: string
  pid: number
  stop: () => Promise<void>
}

/** Starts a program that listens on PORT, and waits until `path` answers. */
export async function startServer(file: string, env: Record<string, string>, path: string): Promise<Server> {
  const port = await freePort()
  const child = spawn(process.execPath, [file], {
    cwd: `${import.meta.dirname}/..`,
    env: { ...process.env, ...env, PORT: String(port) },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const server = { origin: `http://127.0.0.1:${port}`, pid: child.pid!, stop: () => stop(child) }
  for (let tries = 0; tries < 240 && child.exitCode === null; tries += 1) {
    const answer = await fetch(server.origin + path).catch(() => undefined)
    if (answer) return server
    await sleep(250)
  }
  await server.stop()
  throw new Error(`${file} did not answer at ${path}`)
}

async function stop(child: ChildProcess) {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  const slow = setTimeout(() => child.kill('SIGKILL'), 15_000)
  await ended
  clearTimeout(slow)
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as { port: number }
  probe.close()
  return port
}
