import type { Browser, Page } from 'playwright-core'
import { percentile } from '../load.ts'
import { openPage, print } from './browsing.ts'
import type { Product } from './product.ts'

const WORDS = ['amina', 'youssef', 'claire', 'karim', 'sofia', 'omar', 'bennani', 'martin', 'tazi', 'garcia']

/** How soon the palette opens and finds, and a record stands that the pointer had rested on. */
export async function measureAnswering(browser: Browser, product: Product): Promise<void> {
  const page = await openPage(browser, product)
  await page.goto('/t/bench/leads')
  const links = page.locator('main a[href*="/leads/"]')
  await links.first().waitFor()
  await page.waitForTimeout(2000)

  const opens: number[] = []
  for (let round = 0; round < 6; round += 1) {
    opens.push(
      await timed(page, 'keydown', '[role=dialog] [role=combobox]', '', () => page.keyboard.press('Control+k')),
    )
    if (round < 5) {
      await page.keyboard.press('Escape')
      await page.getByRole('dialog').waitFor({ state: 'hidden' })
    }
    await page.waitForTimeout(300)
  }
  const finds: number[] = []
  for (const word of WORDS) {
    await page.keyboard.press('Control+a')
    await page.keyboard.type(word.slice(0, -1))
    await page.waitForTimeout(600)
    const answer = page.waitForResponse((response) => response.url().includes(`=${word}`)).then(() => performance.now())
    const typed = performance.now()
    await page.keyboard.type(word.slice(-1))
    finds.push((await answer) - typed)
    await page.waitForTimeout(200)
  }
  await page.keyboard.press('Escape')

  const goes: number[] = []
  for (let index = 0; index < 10; index += 1) {
    const link = links.nth(index)
    const name = (await link.innerText()).trim()
    await link.hover()
    await page.waitForTimeout(800)
    goes.push(await timed(page, 'pointerdown', 'main h1', name, () => link.click()))
    await page.goBack()
    await links.first().waitFor()
    await page.waitForTimeout(300)
  }

  console.log('\nAnswering:')
  print('palette: opens the first time', opens[0]!, 50)
  print('palette: opens, median', percentile(opens.slice(1), 0.5), 50)
  print('palette: last letter to what the server found, p95', percentile(finds, 0.95), 300)
  print('a record the pointer rested on: press to its name, p50', percentile(goes, 0.5), 100)
  print('  … p95', percentile(goes, 0.95), 100)
  await page.context().close()
}

/** A page that is asked to listen may be slower than the key: it is told to act when it listens. */
async function timed(page: Page, event: string, selector: string, text: string, act: () => Promise<void>) {
  const asked = [event, selector, text].map((one) => JSON.stringify(one)).join()
  await page.evaluate(`void (window.timing = probe.until(${asked}))`)
  await act()
  return page.evaluate<number>('window.timing')
}
