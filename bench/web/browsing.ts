import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { findChromium } from '../../e2e/chromium.ts'
import type { Product } from './product.ts'

export async function openBrowser(): Promise<Browser> {
  const { path, why } = await findChromium()
  if (!path) throw new Error(why)
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking', '--enable-precise-memory-info'],
  })
}

/** A browser that has nothing of the app yet but a session; optionally the slow machine and line of the bars. */
export async function openPage(browser: Browser, { origin, person }: Product, { slow = false } = {}): Promise<Page> {
  const context: BrowserContext = await browser.newContext({
    baseURL: origin,
    locale: 'en-GB',
    timezoneId: 'Africa/Casablanca',
    viewport: { width: 1440, height: 900 },
  })
  const answer = await context.request.post('/api/v1/auth/login', { data: person })
  if (!answer.ok()) throw new Error(`sign-in: ${answer.status()} ${await answer.text()}`)
  await context.addInitScript("if (location.protocol !== 'about:') localStorage.setItem('rihla.signed-in', 'yes')")
  await context.addInitScript({ path: `${import.meta.dirname}/probe.js` })
  const page = await context.newPage()
  page.on('pageerror', (error) => {
    console.error(`  the page threw: ${error.message}`)
    process.exitCode = 1
  })
  if (slow) {
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 4 })
    const bytes = 10_000_000 / 8
    const line = { offline: false, latency: 40, downloadThroughput: bytes, uploadThroughput: bytes }
    await devtools.send('Network.enable')
    await devtools.send('Network.emulateNetworkConditions', line)
  }
  return page
}

/** One figure beside its bar. Machines differ and are busy, so a figure over its bar is marked and fails nothing. */
export function print(what: string, value: number, most: number, unit = 'ms', digits = 0): void {
  const mark = value <= most ? '✓' : '✗'
  console.log(`  ${mark} ${what.padEnd(52)} ${value.toFixed(digits).padStart(7)} ${unit} (bar ${most})`)
}
