import { type RawBuilder, sql, type SqlBool } from 'kysely'
import type { Fields } from '@rihla/contracts/fields.ts'
import type { SearchHit } from '@rihla/contracts/search.ts'
import { can } from './access.ts'
import { type Ctx, slowly } from './context.ts'
import type { RecordQueries } from './recordQueries.ts'
import { fold, likePattern, phoneDigits } from './search.ts'
import {
  type Asked,
  atWordStart,
  gatherLatest,
  gatherNearly,
  gatherShort,
  gatherWritten,
  MOST_NEARLY,
} from './searchSql.ts'

/** Matches that are ranked; where there are more, the latest are among them. */
const MOST_RANKED = 2000
const LATEST = 5000
const MOST_MORE = 200

/** What the one box asks of a kind of record. */
export interface Search {
  text: string
  words: Asked
  /** Nothing is written like that: what nearly is. */
  fuzzy: boolean
  limit: number
  /** Archived ones too. */
  archived: boolean
}

/** A hit with what it is ranked by, among the hits of other kinds. */
export interface Ranked {
  hit: SearchHit
  /** 0: its name starts so. 1: a word starts with each term. 2: they occur. */
  rank: number
  likeness: number
  at: Date
}

export interface Found {
  hits: Ranked[]
  /** How many there are; of very many, how many were ranked. */
  count: number
  more: boolean
}

/** How the one box finds a kind of record: a module lists it, and its records are found. */
export interface SearchSource {
  /** Whether the caller may read any. */
  open(ctx: Ctx): boolean
  find(ctx: Ctx, search: Search): Promise<Found>
}

/** Fields that an answer shows or tells why by, where a kind of record has them. */
const SHOWN = ['email', 'phone', 'mobile', 'company_name', 'account_id', 'city'] as const
type Shown = Partial<Record<(typeof SHOWN)[number], string | null>>
type Row = Shown & {
  id: string
  name: string | null
  archived_at: Date | null
  created_at: Date
  search: string
  rank: number
  likeness: number
  gathered: number
}

/** The source of records that have a `search` column, over their module's queries. */
export function searchSource(queries: RecordQueries): SearchSource {
  const { resource, table, may, named, told } = queries
  const shown = SHOWN.filter((field) => field in (resource.fields as Fields))
  const source = sql.table(table)
  const columns = sql.join(shown.map((field) => sql`r.${sql.ref(field)}`))

  /** Where the matches come from; of very many, the latest are added. */
  function candidates({ words, fuzzy }: Search, seen: readonly RawBuilder<SqlBool>[]): RawBuilder<unknown> {
    const text = words.told?.('r') ?? sql`r.search`
    const all = { table, columns: sql`r.id, r.created_at, ${text} as search`, conditions: seen, most: MOST_RANKED + 1 }
    if (fuzzy) {
      const none = sql`select ${all.columns} from ${source} r where false`
      const nearly = gatherNearly(words, all) ?? none
      return sql`found as materialized (${nearly}), candidates as (table found)`
    }
    if (words.short) return sql`found as materialized (${gatherShort(words, all)}), candidates as (table found)`
    const many = sql<SqlBool>`(select count(*) from found) > ${sql.lit(MOST_RANKED)}`
    const more = { ...all, conditions: [...seen, many], most: MOST_MORE }
    return sql`
      found as materialized (${gatherWritten(words, all)}),
      latest as materialized (${gatherLatest(words, more, LATEST)}),
      candidates as (table found union table latest)`
  }

  async function find(asked: Ctx, search: Search): Promise<Found> {
    const ctx = slowly(asked)
    const { text, limit, fuzzy } = search
    const words = { ...search.words, told: told(ctx) }
    const whole = fold(text)
    const seen = [
      may(ctx, `${resource.name}:read`, 'r') as RawBuilder<SqlBool>,
      ...(search.archived ? [] : [sql<SqlBool>`r.archived_at is null`]),
    ]
    const likeness = fuzzy ? sql`word_similarity(${whole}, c.search)` : sql`0::real`
    const { rows } = await sql<Row>`
      with ${candidates({ ...search, words }, seen)},
      best as (
        select c.id, ${likeness} as likeness,
          case when c.search like ${likePattern(whole, '')} then 0
            when ${atWordStart('c', words.readings[0]!)} then 1 else 2 end as rank
        from candidates c order by rank, likeness desc, c.created_at desc, c.id desc limit ${limit})
      select r.id, r.created_at, r.archived_at, r.search, ${named('r')} as name, ${columns}, b.rank, b.likeness,
        (select count(*) from found) as gathered
      from best b join ${source} r on r.id = b.id
      where ${sql.join(seen, sql` and `)}
      order by b.rank, b.likeness desc, r.created_at desc, r.id desc`.execute(ctx.db)
    const most = fuzzy ? MOST_NEARLY : MOST_RANKED
    const gathered = rows[0]?.gathered ?? 0
    const companies = await companiesOf(asked, rows)
    return {
      count: Math.max(rows.length, Math.min(gathered, most)),
      more: gathered > most,
      hits: rows.map((row) => {
        const company = row.company_name ?? companies.get(row.account_id ?? '') ?? null
        const detail = [row.email ?? row.phone ?? row.mobile, company, row.city].filter(Boolean).join(' · ')
        const why = fuzzy ? 'fuzzy' : whyOf({ ...row, company_name: company }, words)
        return {
          rank: row.rank,
          likeness: row.likeness,
          at: row.created_at,
          hit: {
            record_type: resource.record_type,
            id: row.id,
            name: row.name,
            detail: detail || null,
            why,
            archived: row.archived_at !== null,
          },
        }
      }),
    }
  }

  /** Names of the accounts of the rows, as far as the caller may read them. */
  async function companiesOf(ctx: Ctx, rows: readonly Row[]): Promise<ReadonlyMap<string, string | null>> {
    const ids = [...new Set(rows.flatMap(({ account_id }) => (account_id ? [account_id] : [])))]
    const accounts = ids.length ? await ctx.platform.records.get('account')?.summaries(ctx, ids) : undefined
    return new Map([...(accounts ?? [])].map(([id, { name }]) => [id, name]))
  }

  return { open: (ctx) => can(ctx, `${resource.name}:read`), find }
}

/** The part of a record that holds all the terms, else the first of them. */
function whyOf(row: Row, { readings }: Asked): SearchHit['why'] {
  const parts: [SearchHit['why'], string | null | undefined][] = [
    ['name', row.name],
    ['email', row.email],
    ['company', row.company_name],
    ['city', row.city],
  ]
  const phones = [row.phone, row.mobile].filter((phone) => typeof phone === 'string')
  const digits = phones.flatMap((phone) => [phone, phoneDigits(phone)]).map((phone) => fold(phone).replace(/\D/g, ''))
  for (const asked of [(terms: readonly string[]) => terms, (terms: readonly string[]) => terms.slice(0, 1)])
    for (const reading of readings) {
      const terms = asked(reading)
      const holds = (text: string) => terms.every((term) => text.includes(term))
      const part = parts.find(([, text]) => text && holds(fold(text)))
      if (part) return part[0]
      if (digits.some(holds)) return 'phone'
    }
  return 'text'
}
