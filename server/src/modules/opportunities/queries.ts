import { sql } from 'kysely'
import { opportunityResource } from '@rihla/contracts/opportunities.ts'
import type { Ctx } from '#platform/context.ts'
import { recordQueries } from '#platform/recordQueries.ts'

export const opportunityQueries = recordQueries(opportunityResource)

export interface Stage {
  pipeline_id: string
  key: string
  name: string
  position: number
  probability: number
  kind: 'open' | 'won' | 'lost'
  aliases: string[]
}

/** The stages of a pipeline in order; without one, of all pipelines, the default first. */
export async function listStages({ db }: Ctx, pipeline_id?: string | null): Promise<Stage[]> {
  const { rows } = await sql<Stage>`
    select s.pipeline_id, s.key, s.name, s.position, s.probability, s.kind, s.aliases
    from stages s join pipelines p on p.id = s.pipeline_id
    where ${pipeline_id ? sql`p.id = ${pipeline_id}` : sql`true`}
    order by p.is_default desc, p.position, s.position`.execute(db)
  return rows
}

export interface NewPipeline {
  id: string
  name: string
  is_default: boolean
  position: number
  created_at: Date
}

/** Adds a pipeline with its stages, unless one of its name is there or just being made. */
export async function insertPipeline({ db }: Ctx, pipeline: NewPipeline, stages: (Stage & { id: string })[]) {
  const made = await db
    .insertInto('pipelines')
    .values(pipeline)
    .onConflict((conflict) => conflict.column('name').doNothing())
    .returning('id')
    .executeTakeFirst()
  if (made) await db.insertInto('stages').values(stages).execute()
}

export async function hasPipelines({ db }: Ctx): Promise<boolean> {
  const row = await db.selectFrom('pipelines').select('id').limit(1).executeTakeFirst()
  return row !== undefined
}

export async function opportunitiesOfLead({ db }: Ctx, lead_id: string): Promise<string[]> {
  const rows = await db.selectFrom('opportunities').select('id').where('lead_id', '=', lead_id).orderBy('id').execute()
  return rows.map(({ id }) => id)
}
