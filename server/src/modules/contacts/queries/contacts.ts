import { sql } from 'kysely'
import { contactResource } from '@rihla/contracts/contacts.ts'
import { recordQueries } from '#platform/recordQueries.ts'

const fullName = (alias: string) =>
  sql`nullif(trim(concat_ws(' ', ${sql.ref(`${alias}.first_name`)}, ${sql.ref(`${alias}.last_name`)})), '')`

export const contactQueries = recordQueries(contactResource, { computed: { full_name: fullName }, name: fullName })
