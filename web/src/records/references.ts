import type { Fields } from '@rihla/contracts/fields.ts'
import { queryOptions, useQueries } from '@tanstack/react-query'
import { useTenant } from '#lib/access.ts'
import { call } from '#lib/client.ts'
import { keyOf } from '#lib/keys.ts'
import type { KindName } from './kind.ts'
import type { ListOperation } from './list.ts'

/** A record by its name. */
export interface Named {
  id: string
  name: string
  /** What tells two of one name apart. */
  about: string | null
}

interface Referred {
  resource: string
  /** Its contract comes when somebody asks. */
  list: () => Promise<ListOperation>
  /** The pages of its records; absent: they have none. */
  page?: KindName
}

/** What a field may point to, by the sort of record that its contract names. */
const REFERRED: Record<string, Referred> = {
  lead: {
    resource: 'leads',
    list: async () => (await import('@rihla/contracts/leads.ts')).leads.list,
    page: 'leads',
  },
  account: {
    resource: 'accounts',
    list: async () => (await import('@rihla/contracts/accounts.ts')).accounts.list,
    page: 'accounts',
  },
  contact: {
    resource: 'contacts',
    list: async () => (await import('@rihla/contracts/contacts.ts')).contacts.list,
    page: 'contacts',
  },
  industry: {
    resource: 'industries',
    list: async () => (await import('@rihla/contracts/industries.ts')).industries.list,
  },
}

/** What a field points to, when this app can name it. */
export const referredOf = (to: string | undefined): Referred | undefined =>
  to === undefined ? undefined : REFERRED[to]

type Row = Readonly<Record<string, string | null>> & { id: string }
const named = (row: Row): Named => {
  const name = row['full_name'] || row['name'] || row['email'] || row['phone'] || '…'
  const about = [row['city'], row['email'], row['phone'], row['code']].find((text) => text && text !== name)
  return { id: row.id, name, about: about ?? null }
}

const ask = async (to: string, tenant: string, query: Record<string, unknown>, signal: AbortSignal) => {
  const { items } = (await call(await REFERRED[to]!.list(), { params: { tenant_id: tenant }, query, signal })) as {
    items: Row[]
  }
  return items.map(named)
}

/** Records that answer to some words; without words those that changed last. */
export const referenceSearch = (tenant: string, to: string, words: string) =>
  queryOptions({
    queryKey: keyOf(tenant, REFERRED[to]?.resource ?? to, 'named', words),
    queryFn: ({ signal }) =>
      ask(
        to,
        tenant,
        words ? { search: words, page_size: 8 } : { sort_by: 'updated_at', sort_order: 'desc', page_size: 8 },
        signal,
      ),
    enabled: to in REFERRED,
  })

/** One record by its id, an archived one too; null where it is gone or not the reader's to see. */
export const referenceQuery = (tenant: string, to: string, id: string) =>
  queryOptions({
    queryKey: keyOf(tenant, REFERRED[to]?.resource ?? to, 'name', id),
    queryFn: async ({ signal }) => {
      const find = async (archived: boolean) => (await ask(to, tenant, { id, archived, page_size: 1 }, signal))[0]
      return (await find(false)) ?? (await find(true)) ?? null
    },
    enabled: to in REFERRED,
  })

/** The names of records that filters point to. */
export function useReferenceNames(fields: Fields, filters: ReadonlyMap<string, object>): (id: string) => string | null {
  const tenant = useTenant()
  const wanted = [...filters].flatMap(([name, parts]) => {
    const to = fields[name]?.kind === 'reference' ? fields[name].to : undefined
    const { is = '', not = '' } = parts as { is?: string; not?: string }
    return referredOf(to) ? [...is.split(','), ...not.split(',')].filter(Boolean).map((id) => ({ to: to!, id })) : []
  })
  const answers = useQueries({ queries: wanted.map(({ to, id }) => referenceQuery(tenant, to, id)) })
  return (id) => {
    const at = wanted.findIndex((one) => one.id === id)
    return at < 0 ? null : (answers[at]?.data?.name ?? '…')
  }
}
