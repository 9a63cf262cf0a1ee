import { ACTIVITY_TYPES } from '@rihla/contracts/activities.ts'
import { accountResource } from '@rihla/contracts/accounts.ts'
import { contactResource } from '@rihla/contracts/contacts.ts'
import type { Fields } from '@rihla/contracts/fields.ts'
import { leadResource } from '@rihla/contracts/leads.ts'
import { travelDocumentResource } from '@rihla/contracts/travelDocuments.ts'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import { IMPORTED, importedResources, importTargets } from '@rihla/contracts/importTargets.ts'
import { ROLES } from '@rihla/contracts/permissions.ts'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { listFields } from '#records/grid/columns.ts'
import { THEMES } from '#lib/theme-names.ts'

const folder = join(import.meta.dirname, '..')
const read = (locale: string): Record<string, string> =>
  JSON.parse(readFileSync(join(folder, 'locales', `${locale}.json`), 'utf8')) as Record<string, string>
const locales = { en: read('en'), fr: read('fr'), ar: read('ar') }
const ids = Object.keys(locales.en)

const paths = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => /\.tsx?$/.test(path) && !/\.test\./.test(path),
)
const textOf = (some: string[]) => some.map((path) => readFileSync(join(folder, path), 'utf8')).join('\n')
const code = textOf(paths)
const pages = textOf(paths.filter((path) => !path.startsWith('lib/')))

const resources = [leadResource, accountResource, contactResource, opportunityResource, travelDocumentResource]
/** Fields that a page names; forms of a text made for machines (E.164 of a phone) are not for people. */
const listed = new Set(
  [leadResource, accountResource, contactResource].flatMap(({ fields }) => [
    ...Object.keys(leadResource.fields),
    ...listFields(fields),
  ]),
)
/** Lists offer every field they can show, as a column and as a filter. */
const shown = (name: string) => pages.includes(`'${name}'`) || listed.has(name)
const fields = resources
  .flatMap((resource) => Object.entries(resource.fields as Fields))
  .filter(([name, field]) => !(field.derived && field.kind === 'text') && shown(name))

const targets = IMPORTED.flatMap((type) =>
  importTargets(type)
    .map((target) => target.split('.')[0]!)
    .filter((name) => name in importedResources[type].fields && name !== 'id' && name !== 'full_name'),
)

/** Ids that the code puts together from names and values of the contracts. */
const families: Record<string, readonly string[]> = {
  // Columns of a file may become fields that no form shows.
  'field.': [...new Set([...fields.map(([name]) => name), ...targets])],
  ...Object.fromEntries(fields.filter(([, { values }]) => values).map(([name, { values }]) => [`${name}.`, values!])),
  'activity.': ACTIVITY_TYPES,
  'activity_type.': ACTIVITY_TYPES,
  'role.': ROLES,
  'theme.': THEMES,
}

/** Beginnings of ids in template literals: t(`home.greeting.${…}`). The compiler checks the ends of those. */
const beginnings = [
  ...new Set([...code.matchAll(/`([a-z_]+(?:\.[a-z_]+)*\.)\$\{/g)].map(([, begin]) => begin!)),
].filter((begin) => !(begin in families))
const familyOf = (id: string) => Object.keys(families).find((begin) => id.startsWith(begin))

const inUse = (id: string) => code.includes(`'${id}'`)

describe('catalogues', () => {
  test.each(['fr', 'ar'] as const)('%s says what en says, nothing less and nothing more', (locale) => {
    expect(Object.keys(locales[locale]).toSorted()).toEqual(ids.toSorted())
    for (const id of ids) expect(locales[locale][id]?.trim(), id).toBeTruthy()
  })

  test('no message is unused', () => {
    const used = (id: string) => {
      const family = familyOf(id)
      if (inUse(id)) return true
      return family
        ? families[family]!.includes(id.slice(family.length))
        : beginnings.some((begin) => id.startsWith(begin))
    }
    expect(ids.filter((id) => !used(id))).toEqual([])
  })

  test('no message is missing', () => {
    const wanted = Object.entries(families).flatMap(([begin, ends]) => ends.map((end) => begin + end))
    const called = [...code.matchAll(/\bt\('([^']+)'/g)].map(([, id]) => id!)
    expect([...wanted, ...called].filter((id) => !ids.includes(id))).toEqual([])
  })

  test('each language fills in the same values', () => {
    const names = (message: string) =>
      [...new Set([...message.matchAll(/\{(\w+)[,}]/g)].map(([, name]) => name!))].toSorted((a, b) =>
        a.localeCompare(b),
      )
    for (const id of ids)
      for (const locale of ['fr', 'ar'] as const)
        expect(names(locales[locale][id]!), `${locale} ${id}`).toEqual(names(locales.en[id]!))
  })

  test.each(['en', 'fr', 'ar'] as const)('%s counts in all the ways its grammar has', (locale) => {
    const categories = new Intl.PluralRules(locale).resolvedOptions().pluralCategories
    for (const [id, message] of Object.entries(locales[locale]))
      if (message.includes(', plural,'))
        for (const category of categories) expect(message, id).toMatch(new RegExp(`\\b${category} \\{`))
  })
})
