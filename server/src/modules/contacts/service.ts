import { dropActivities } from '#modules/activities/service.ts'
import { records } from '#platform/records.ts'
import { phoneColumns, searchText } from '#platform/search.ts'
import { contactQueries } from './queries.ts'

export const contacts = records(contactQueries, {
  beforeErase: (ctx, id) => dropActivities(ctx, 'contact_id', id),
  derive: (row) => {
    const { first_name, last_name, email, phone, mobile, country } = row as Record<string, string | null>
    return { ...phoneColumns(row), search: searchText([first_name, last_name, email], [phone, mobile], country) }
  },
})
