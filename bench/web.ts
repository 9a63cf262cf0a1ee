// `npm run bench -- web`: the bars of the web app that are times, in Chromium, on the product in production mode with a
// hundred thousand leads, contacts and accounts. Prints figures beside their bars; fails only on errors, because machines differ.
import { execFileSync } from 'node:child_process'
import { cpus } from 'node:os'
import { measureAnswering } from './web/answering.ts'
import { openBrowser } from './web/browsing.ts'
import { startProduct } from './web/product.ts'
import { measureScrolling } from './web/scrolling.ts'
import { measureVitals } from './web/vitals.ts'

const RECORDS = Number(process.env['BENCH_RECORDS'] ?? 100_000)

execFileSync(process.execPath, ['scripts/build-web.ts'], { cwd: `${import.meta.dirname}/..`, stdio: 'inherit' })
const product = await startProduct(RECORDS)
try {
  const browser = await openBrowser()
  try {
    const machine = `${cpus().length} processors, headless Chromium ${browser.version()}, Node ${process.version}`
    console.log(`${RECORDS.toLocaleString('en')} leads, contacts and accounts; ${machine}`)
    for (const measure of [measureVitals, measureScrolling, measureAnswering])
      await measure(browser, product).catch((error: unknown) => {
        console.error(error)
        process.exitCode = 1
      })
  } finally {
    await browser.close()
  }
} finally {
  await product.stop()
}
