import { dropActivities } from '#modules/activities/service.ts'
import { type Ctx, newId, type Row, transaction } from '#platform/context.ts'
import { invalid } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { searchText } from '#platform/search.ts'
import {
  hasPipelines,
  insertPipeline,
  listStages,
  opportunitiesOfLead,
  opportunityQueries,
  type Stage,
} from './queries.ts'
import { TRAVEL } from './templates.ts'

export const opportunities = records(opportunityQueries, {
  beforeErase: (ctx, id) => dropActivities(ctx, 'opportunity_id', id),
  derive: (row) => ({ search: searchText([row.name as string, ...(row.destinations as string[])]) }),
  judge: placeInPipeline,
  eventType: (changed) => (changed.has('stage') ? 'stage_changed' : undefined),
})

/** Before a lead is removed for good: what came of it forgets it, and says so in the log. */
export async function unlinkLead(ctx: Ctx, lead_id: string) {
  for (const id of await opportunitiesOfLead(ctx, lead_id))
    await opportunities.write(ctx, await opportunityQueries.lock(ctx, id, 'read'), { lead_id: null })
}

/** Pipeline, stage, status and probability agree: a stage names its kind, and its probability unless one is given. */
async function placeInPipeline(ctx: Ctx, next: Row, before: Row | undefined, input: Record<string, unknown>) {
  if (before && input.stage === undefined && input.pipeline_id === undefined) return {}
  const stages = await stagesOf(ctx, next.pipeline_id as string | null)
  const stage = findStage(stages, next.stage as string | null)
  if (!stage) throw invalid('stage', 'unknown_reference', 422)
  const closed = stage.kind !== 'open'
  return {
    pipeline_id: stage.pipeline_id,
    stage: stage.key,
    status: stage.kind,
    probability: input.probability ?? stage.probability,
    actual_close_date: closed ? (before?.actual_close_date ?? ctx.now.toISOString().slice(0, 10)) : null,
  }
}

async function stagesOf(ctx: Ctx, pipeline_id: string | null): Promise<Stage[]> {
  const stages = await listStages(ctx, pipeline_id)
  if (stages.length || pipeline_id) return stages
  await makeDefaultPipeline(ctx)
  return listStages(ctx)
}

/** By key or alias; the first open one when none is named. Without a pipeline the default is tried first. */
function findStage(stages: readonly Stage[], key: string | null): Stage | undefined {
  if (key === null) return stages.find(({ kind }) => kind === 'open')
  const folded = key.toLowerCase().replace(/[-\s]+/g, '_')
  return stages.find((stage) => stage.key === folded) ?? stages.find(({ aliases }) => aliases.includes(folded))
}

/** Gives a tenant its first pipeline; nothing happens when it has one. */
export async function makeDefaultPipeline(ctx: Ctx) {
  await transaction(ctx, async (ctx) => {
    if (await hasPipelines(ctx)) return
    const pipeline_id = newId()
    const stages = TRAVEL.stages.map((stage, position) => ({ ...stage, id: newId(), pipeline_id, position }))
    await insertPipeline(
      ctx,
      { id: pipeline_id, name: TRAVEL.name, is_default: true, position: 0, created_at: ctx.now },
      stages,
    )
  })
}
