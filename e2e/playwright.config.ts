import { createServer } from 'node:net'
import { defineConfig } from '@playwright/test'
import { findChromium } from './chromium.ts'

// The config is read once more in every worker: what the first reading decides travels in the environment.
const PORT = (process.env['E2E_PORT'] ??= String(await freePort()))
const CHROMIUM = (process.env['CHROMIUM_PATH'] ??= (await findChromium()).path ?? '')

export default defineConfig({
  testDir: '.',
  globalSetup: './start.ts',
  outputDir: '../test-results',
  fullyParallel: true,
  // The other core belongs to the product.
  workers: 1,
  forbidOnly: !!process.env['CI'],
  // A browser on a busy machine may miss a moment once; what fails twice is broken.
  retries: process.env['CI'] || process.env['REQUIRE_SERVICES'] === '1' ? 1 : 0,
  timeout: 60_000,
  // Sooner than the deadline of scripts/test.ts, so that what has passed is reported.
  globalTimeout: 28 * 60_000,
  expect: { timeout: 10_000 },
  use: {
    baseURL: `http://localhost:${PORT}`,
    locale: 'en-GB',
    timezoneId: 'Africa/Casablanca',
    // A click that finds nothing says so before the test has no time left.
    actionTimeout: 15_000,
    trace: 'retain-on-failure',
    screenshot: 'only-on-failure',
    launchOptions: {
      executablePath: CHROMIUM,
      args: [
        // Root, and users on systems without user namespaces, have no sandbox; the pages are our own.
        '--no-sandbox',
        '--disable-gpu',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        '--no-first-run',
      ],
    },
  },
})

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.on('error', reject)
    probe.listen(0, 'localhost', () => {
      const { port } = probe.address() as { port: number }
      probe.close(() => resolve(port))
    })
  })
}
