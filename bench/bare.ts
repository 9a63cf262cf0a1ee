// What our server is measured against: Fastify and pg with the same SQL on the same rows, and nothing else. No sign-in,
// no validation, no tenant role, no access, no event; tables named with their schema.
import fastify from 'fastify'
import pg from 'pg'
import { leadResource } from '@rihla/contracts/leads.ts'

const schema = process.env['BARE_SCHEMA']!
const types = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === pg.types.builtins.INT8 || oid === pg.types.builtins.NUMERIC) return Number
    if (oid === pg.types.builtins.DATE) return (text: string) => text
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig
const pool = new pg.Pool({ ...(JSON.parse(process.env['BARE_DATABASE']!) as pg.PoolConfig), max: 10, types })

const COMPUTED: Record<string, string> = {
  full_name: `coalesce(nullif(trim(concat_ws(' ', r.first_name, r.last_name)), ''), r.company_name, r.title)`,
  days_since_created: 'greatest(0, floor(extract(epoch from (now() - r.created_at)) / 86400))::int',
  days_since_last_contact: `case when r.last_contact_date is not null then
    greatest(0, floor(extract(epoch from (now() - r.last_contact_date)) / 86400))::int end`,
  is_hot_lead: '(r.lead_score > 70)',
}
const fields = Object.entries(leadResource.fields)
const stored = fields.filter(([, field]) => !field.computed).map(([name]) => name)
const select = [
  ...stored.map((name) => `r.${name}`),
  ...Object.entries(COMPUTED).map(([name, text]) => `${text} as ${name}`),
].join(', ')
const statement = (name: string, text: string) => (values: unknown[]) => pool.query({ name, text, values })

const find = statement('find', `select ${select} from ${schema}.leads r where r.id = $1`)
const notes = statement(
  'notes',
  `(select id, type, coalesce(description, subject) as content, null::jsonb as changes, created_by, created_at
    from ${schema}.activities where lead_id = $1 and archived_at is null order by created_at desc, id desc limit 20)
   union all
   (select id, 'change', note, changes, actor_id, at from ${schema}.events
    where record_id = $1 and record_type = 'lead' and type <> 'lead.created' order by at desc, id desc limit 20)
   order by created_at desc, id desc limit 20`,
)
const matched = `from ${schema}.leads r where r.archived_at is null and r.lead_status = any($1::text[])`
const list = statement(
  'list',
  `select ${select}, r.created_at as sort_value ${matched} order by r.created_at desc, r.id desc limit 21`,
)
const count = statement('count', `select count(*) as total from (select 1 ${matched} limit 10001) counted`)
const inserted = [...new Set([...stored, 'phone_e164', 'mobile_e164', 'search'])]
const insert = statement(
  'insert',
  `insert into ${schema}.leads as r (${inserted.join(', ')})
   values (${inserted.map((_, index) => `$${index + 1}`).join(', ')}) returning ${select}`,
)

const app = fastify({ forceCloseConnections: true })

app.get<{ Params: { id: string } }>('/leads/:id', async ({ params: { id } }) => {
  const [lead, latest] = await Promise.all([find([id]), notes([id])])
  return { ...lead.rows[0], notes: latest.rows }
})

app.get<{ Querystring: { lead_status: string } }>('/leads', async ({ query: { lead_status } }) => {
  const filter = [lead_status.split(',')]
  const [rows, counted] = await Promise.all([list(filter), count(filter)])
  return { items: rows.rows.slice(0, 20), total: counted.rows[0].total, page: 1, page_size: 20 }
})

app.post<{ Body: Record<string, unknown> }>('/leads', async ({ body }, reply) => {
  const now = new Date()
  const row: Record<string, unknown> = {
    id: crypto.randomUUID(),
    created_at: now,
    updated_at: now,
    version: 1,
    lead_status: 'new',
    lead_score: 80,
    score_locked: false,
    call_attempts: 0,
    travel_interests: [],
    destinations: [],
    tags: [],
    custom: '{}',
    ...body,
    phone_e164: body['phone'],
    search: Object.values(body).join(' ').toLowerCase(),
  }
  const { rows } = await insert(inserted.map((name) => row[name] ?? null))
  return reply.code(201).send(rows[0])
})

await app.listen({ port: Number(process.env['PORT']), host: '127.0.0.1' })
process.on('SIGTERM', () => void app.close().then(() => pool.end()))
