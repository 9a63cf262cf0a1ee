import {
  type APIRequest,
  test as base,
  type Browser,
  type BrowserContext,
  type BrowserContextOptions,
  expect,
  type Page,
} from '@playwright/test'
import { Api } from './api.ts'
import { PEOPLE, type Person } from './people.ts'
import { type Language, LOCALES, type Texts, textsIn } from './texts.ts'

/** What a browser complained about: nothing, or the test fails. */
export class Complaints {
  readonly #heard: string[] = []
  readonly #expected: RegExp[] = []

  listen(context: BrowserContext) {
    context.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') this.#heard.push(message.text())
    })
    context.on('weberror', (error) => this.#heard.push(String(error.error())))
  }
  /** The browser itself writes an error for each answer that is none; a test that makes one says so. */
  expect(...patterns: RegExp[]) {
    this.#expected.push(...patterns)
  }
  get unexpected(): string[] {
    return this.#heard.filter((text) => !this.#expected.some((pattern) => pattern.test(text)))
  }
}

interface Options {
  language: Language
  /** Who is signed in; null: nobody. */
  as: Person | null
}
interface Fixtures {
  t: Texts
  complaints: Complaints
  /** A word that no other test uses, to name and to find what this one makes. */
  mark: string
  /** Another browser, in which somebody is signed in. */
  another: (person: Person, options?: BrowserContextOptions) => Promise<Page>
}
interface WorkerFixtures {
  /** The API as an administrator of atlas. */
  api: Api
}

/** Said wherever a context is made: the runner would hand it the state of the test's own page. */
const CLEAN = { cookies: [], origins: [] }

/** The state of a browser in which somebody has signed in and reads this language. */
async function signedIn(request: APIRequest, person: Person | null, baseURL: string, language: string) {
  if (!person) return CLEAN
  const context = await request.newContext({ baseURL, storageState: CLEAN })
  await Api.signIn(context, person)
  const { cookies } = await context.storageState()
  await context.dispose()
  const localStorage = [
    { name: 'rihla.signed-in', value: 'yes' },
    { name: 'rihla.locale', value: language },
  ]
  return { cookies, origins: [{ origin: baseURL, localStorage }] }
}

const letters = 'bcdfghjklmnpqrstvwxz'
const letter = () => letters[Math.floor(Math.random() * letters.length)]!

export const test = base.extend<Options & Fixtures, WorkerFixtures>({
  language: ['en', { option: true }],
  as: ['admin', { option: true }],
  locale: async ({ language }, use) => use(LOCALES[language]),
  t: async ({ language }, use) => use(textsIn(language)),
  // Letters only: a word with digits could be taken for a phone number.
  // oxlint-disable-next-line no-empty-pattern -- the runner reads from the pattern what a fixture needs
  mark: async ({}, use) => use(Array.from({ length: 10 }, letter).join('')),
  storageState: async ({ as, playwright, baseURL, language }, use) =>
    use(await signedIn(playwright.request, as, baseURL!, language)),
  // oxlint-disable-next-line no-empty-pattern
  complaints: async ({}, use) => {
    const complaints = new Complaints()
    await use(complaints)
    expect(complaints.unexpected, 'the browser complained').toEqual([])
  },
  context: async ({ context, complaints }, use) => {
    complaints.listen(context)
    await use(context)
  },
  another: async ({ browser, playwright, baseURL, complaints, language }, use) => {
    const contexts: BrowserContext[] = []
    await use(async (person, options) => {
      const context = await (browser as Browser).newContext({
        ...options,
        storageState: await signedIn(playwright.request, person, baseURL!, options?.locale?.slice(0, 2) ?? language),
      })
      contexts.push(context)
      complaints.listen(context)
      return context.newPage()
    })
    for (const context of contexts) await context.close()
  },
  api: [
    async ({ playwright }, use, { project }) => {
      const baseURL = project.use.baseURL!
      const context = await playwright.request.newContext({ baseURL, storageState: CLEAN })
      await use(await Api.signIn(context, 'admin'))
      await context.dispose()
    },
    { scope: 'worker' },
  ],
})

export { expect, PEOPLE }
