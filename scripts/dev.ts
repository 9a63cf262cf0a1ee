// The server, restarted when its files change, and Vite in front of it: http://localhost:5173.
import { spawn } from 'node:child_process'

const root = `${import.meta.dirname}/..`
const start = (args: string[], cwd: string) => spawn(process.execPath, args, { cwd, stdio: 'inherit' })

const parts = [
  start(['--watch-path=server/src', '--watch-path=contracts/src', 'server/src/main.ts'], root),
  start([`${root}/node_modules/vite/bin/vite.js`], `${root}/web`),
]
const stop = () => parts.forEach((part) => part.kill('SIGTERM'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, stop)
for (const part of parts)
  part.on('exit', (code) => {
    process.exitCode ??= code ?? 1
    stop()
  })
