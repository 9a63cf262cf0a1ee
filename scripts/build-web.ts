// Builds the web app when there is no build, or when one of its sources is younger than the build.
import { globSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'

const root = `${import.meta.dirname}/..`
// Written last, so a build that was cut off counts as none.
const stamp = `${root}/web/dist/.built`
// Folders are in the list because deleting a file touches nothing else.
const sources = [
  'web/*.{html,ts,json}',
  'web/{build,public,src}',
  'web/{build,public,src}/**',
  'contracts/src/**',
  'package-lock.json',
]

function builtAt(): number {
  try {
    return Number(readFileSync(stamp, 'utf8'))
  } catch {
    return 0
  }
}

const changedAt = Math.max(...globSync(sources, { cwd: root }).map((path) => statSync(`${root}/${path}`).mtimeMs))
if (changedAt >= builtAt()) {
  const startedAt = Date.now()
  console.log('Building the web app …')
  rmSync(stamp, { force: true })
  process.env['NODE_ENV'] = 'production' // whatever the server is about to run as
  const { build } = await import('vite')
  await build({ root: `${root}/web`, logLevel: 'warn', build: { emptyOutDir: true } }).catch((error: Error) => {
    console.error(error.message)
    process.exit(1)
  })
  writeFileSync(stamp, String(startedAt))
}
