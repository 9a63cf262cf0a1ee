import { LRUCache } from 'lru-cache'
import type { LeadScore, ScorePreview, ScoreRules } from '@rihla/contracts/leads.ts'
import { type Ctx, type JobHandler, type Row, transaction } from '#platform/context.ts'
import { advanceJob, findJob, startJob } from '#platform/jobs.ts'
import {
  countUnlocked,
  latestOpenLeads,
  leadQueries,
  readScoreRules,
  setScores,
  unlockedLeads,
  writeScoreRules,
} from './queries.ts'
import { score, SCORE_INPUTS, type ScoreInput } from './score.ts'

/** Milliseconds a tenant's rules are remembered: other processes follow a change within a second. */
const rules = new LRUCache<string, ScoreRules>({ max: 1000, ttl: 1000 })

export async function scoreRules(ctx: Ctx): Promise<ScoreRules> {
  const known = rules.get(ctx.tenant.id)
  if (known) return known
  const read = await readScoreRules(ctx)
  rules.set(ctx.tenant.id, read)
  return read
}

/** Columns of the score that a create or change leads to: a written score is kept and locked, else the rules decide. */
export async function scoreColumns(ctx: Ctx, next: Row, before: Row | undefined, input: Record<string, unknown>) {
  if (input.lead_score !== undefined) return { lead_score: input.lead_score, score_locked: input.score_locked ?? true }
  const locked = (input.score_locked ?? before?.score_locked ?? false) as boolean
  const due = !before || (before.score_locked && !locked) || SCORE_INPUTS.some((field) => input[field] !== undefined)
  if (locked || !due) return { score_locked: locked }
  return { lead_score: score(next as unknown as ScoreInput, await scoreRules(ctx)).score, score_locked: false }
}

/** The score of a lead, and the points that make it. */
export async function explainScore(ctx: Ctx, id: string): Promise<LeadScore> {
  const lead = await leadQueries.find(ctx, id)
  const { score: computed_score, reasons } = score(lead, await scoreRules(ctx))
  return { lead_id: lead.id, lead_score: lead.lead_score, computed_score, score_locked: lead.score_locked, reasons }
}

/** Leads of a preview. */
const SAMPLE = 200

/** What rules would make of the latest open leads. A locked score stays, as it would. */
export async function previewScoreRules(ctx: Ctx, asked: ScoreRules): Promise<ScorePreview> {
  const leads = await latestOpenLeads(ctx, SAMPLE)
  const before = leads.map(({ lead_score }) => lead_score)
  const after = leads.map((lead) => (lead.score_locked ? lead.lead_score : score(lead, asked).score))
  const changed = after.filter((points, i) => points !== before[i]).length
  return { sample: leads.length, changed, before: tenthsOf(before), after: tenthsOf(after) }
}

function tenthsOf(scores: readonly number[]): number[] {
  const tenths = Array.from({ length: 10 }, () => 0)
  for (const points of scores) tenths[Math.min(9, Math.floor(points / 10))]! += 1
  return tenths
}

export const RESCORE = 'leads.rescore'

/** Changes the rules; the leads that follow them are scored again behind the answer. */
export async function changeScoreRules(ctx: Ctx, changed: ScoreRules): Promise<ScoreRules> {
  await transaction(ctx, async (ctx) => {
    await writeScoreRules(ctx, changed)
    await startJob(ctx, RESCORE, {}, await countUnlocked(ctx))
  })
  rules.set(ctx.tenant.id, changed)
  return changed
}

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

export const rescoreJob: JobHandler = async (ctx, job_id) => {
  const { state, total: expected } = await findJob(ctx, job_id)
  if (state === 'done') return
  const current = await readScoreRules(ctx)
  let after = FIRST
  for (let before = 0; ; before += STEP) {
    const step = await transaction(ctx, async (ctx) => {
      const leads = await unlockedLeads(ctx, after, STEP)
      const scores = leads.map((lead) => ({ id: lead.id, old: lead.lead_score, score: score(lead, current).score }))
      await setScores(
        ctx,
        scores.filter(({ old, score }) => old !== score),
      )
      const [done, last] = [before + leads.length, leads.length < STEP]
      // Leads came and went since they were counted.
      const total = last ? done : Math.max(done, expected)
      await advanceJob(ctx, job_id, { state: last ? 'done' : 'running', done, total })
      return leads
    })
    if (step.length < STEP) return
    after = step.at(-1)!.id
  }
}
