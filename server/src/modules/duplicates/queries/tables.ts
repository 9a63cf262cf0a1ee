import { type RawBuilder, sql } from 'kysely'
import type { Mergeable } from '@rihla/contracts/duplicates.ts'

interface Table {
  name: 'contacts' | 'accounts' | 'leads'
  /** What a reader calls the record `alias`. */
  full_name(alias: string): RawBuilder<string | null>
}

const person = (alias: string) =>
  sql<
    string | null
  >`nullif(trim(concat_ws(' ', ${sql.ref(`${alias}.first_name`)}, ${sql.ref(`${alias}.last_name`)})), '')`

/** Where the records that are compared lie. */
export const TABLES: Record<Mergeable, Table> = {
  contact: { name: 'contacts', full_name: person },
  account: { name: 'accounts', full_name: (alias) => sql`${sql.ref(`${alias}.name`)}` },
  lead: {
    name: 'leads',
    full_name: (alias) =>
      sql`coalesce(${person(alias)}, ${sql.ref(`${alias}.company_name`)}, ${sql.ref(`${alias}.title`)})`,
  },
}

/** What the index of tax numbers holds: letters and digits alone. */
export const taxKeyOf = (alias: string) =>
  sql<string>`upper(regexp_replace(${sql.ref(`${alias}.tax_id`)}, '[^0-9A-Za-z]', '', 'g'))`
export const taxKey = taxKeyOf('r')
/** What the index of websites holds: the host without `www.`. */
export const websiteKeyOf = (alias: string) =>
  sql<string>`lower(substring(${sql.ref(`${alias}.website`)} from '^(?:[A-Za-z]+://)?(?:www\\.)?([^/:?#]+)'))`
export const websiteKey = websiteKeyOf('r')
