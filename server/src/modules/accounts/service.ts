import { dropActivities } from '#modules/activities/service.ts'
import { records } from '#platform/records.ts'
import { phoneColumns, searchText } from '#platform/search.ts'
import { accountQueries } from './queries.ts'

export const accounts = records(accountQueries, {
  beforeErase: (ctx, id) => dropActivities(ctx, 'account_id', id),
  derive: (row) => {
    const { name, first_name, last_name, email, phone, mobile, country } = row as Record<string, string | null>
    return { ...phoneColumns(row), search: searchText([name, first_name, last_name, email], [phone, mobile], country) }
  },
})
