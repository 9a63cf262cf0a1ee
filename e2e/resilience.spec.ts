import { expect, test } from './support/test.ts'
import { expectNoBlank, fail, NO_ANSWER } from './support/trouble.ts'

const READS = {
  path: /\/(leads|members|scoring|loyalty|sessions|invitations|custom-fields|layouts|tags|industries)(\/|$)(?!.*\/changes)/,
  method: 'GET',
}
const PAGES = [
  'home',
  'leads',
  'leads?layout=board',
  'record',
  'trash',
  'settings/members',
  'settings/fields',
  'settings/layouts',
  'settings/tags',
  'settings/industries',
  'settings/loyalty',
  'settings/scoring',
] as const
const ANSWERS = [
  { status: 403, title: 'Not allowed' },
  { status: 404, title: 'Not here' },
  { status: 409, title: 'Somebody was faster' },
  { status: 429, title: 'Too many requests' },
  { status: 503, title: 'The server rests' },
]

for (const path of PAGES)
  test(`${path} says what is wrong, whatever the server refuses with`, async ({ page, api, mark, complaints }) => {
    complaints.expect(NO_ANSWER)
    const { id } = await api.createLead({ first_name: 'Rania', last_name: mark })
    const main = page.getByRole('main')
    for (const answer of ANSWERS) {
      const mend = await fail(page, READS, answer)
      await page.goto(`/t/atlas/${path === 'record' ? `leads/${id}` : path}`)
      await expect(main.locator('[aria-busy=true]'), `${answer.status}: it waits for ever`).toHaveCount(0)
      await expectNoBlank(page)
      const said = main
        .getByRole('alert')
        .or(main.getByRole('heading', { level: 2 }))
        .first()
      await expect(said, `${answer.status}: it says nothing`).toBeVisible()
      await mend()
    }
  })

test('only the page’s own scripts may run', async ({ request }) => {
  const policy = (await request.get('/')).headers()['content-security-policy']!
  const scripts = policy.split('; ').find((part) => part.startsWith('script-src'))!
  expect(scripts).toMatch(/^script-src 'self'( 'sha256-[\w+/=]+'){2}$/)
})
