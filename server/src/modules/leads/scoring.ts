import { isDeepStrictEqual } from 'node:util'
import { type LeadScore, SCORE_RULES, type ScorePreview, type ScoreRules } from '@rihla/contracts/leadScoring.ts'
import { type Ctx, type JobHandler, PATIENTLY, type Row, transaction } from '#platform/context.ts'
import { advanceJob, findJob } from '#platform/jobs.ts'
import { tenantRules } from '#platform/tenantRules.ts'
import { countUnlocked, latestOpenLeads, leadQueries, setScores, unlockedLeads } from './queries.ts'
import { DEFAULT_RULES, score, SCORE_INPUTS, type ScoreInput } from './score.ts'

/** The type of the jobs that score leads by new rules. */
export const RESCORE = 'leads.rescore'
export const scoreRules = tenantRules<ScoreRules>({
  key: 'lead_score',
  defaults: DEFAULT_RULES,
  logged: SCORE_RULES,
  permission: 'leads:configure',
  follower: { type: RESCORE, count: countUnlocked },
})

/** Columns of the score that a create or change leads to: a written score is kept and locked, else the rules decide. */
export async function scoreColumns(ctx: Ctx, next: Row, before: Row | undefined, input: Record<string, unknown>) {
  if (input.lead_score !== undefined) return { lead_score: input.lead_score, score_locked: input.score_locked ?? true }
  const locked = (input.score_locked ?? before?.score_locked ?? false) as boolean
  const due = !before || (before.score_locked && !locked) || SCORE_INPUTS.some((field) => input[field] !== undefined)
  if (locked || !due) return { score_locked: locked }
  return { lead_score: score(next as unknown as ScoreInput, await scoreRules.followed(ctx)).score, score_locked: false }
}

const DUE = [...SCORE_INPUTS, 'lead_score', 'score_locked'] as const

/** The score where what it is made of changes past a change of somebody's: a tag renamed everywhere, a merge, an undo. */
export async function followingScore(ctx: Ctx, next: Row, before: Row) {
  const due = DUE.some((field) => !isDeepStrictEqual(next[field], before[field]))
  if (next.score_locked || !due) return {}
  return { lead_score: score(next as unknown as ScoreInput, await scoreRules.followed(ctx)).score }
}

/** The score of a lead, and the points that make it. */
export async function explainScore(ctx: Ctx, id: string): Promise<LeadScore> {
  const lead = await leadQueries.find(ctx, id)
  const { score: computed_score, reasons } = score(lead, await scoreRules.shown(ctx))
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

const STEP = 500
const FIRST = '00000000-0000-0000-0000-000000000000'

export const rescoreJob: JobHandler = async (ctx, job_id) => {
  const { state, total: expected } = await findJob(ctx, job_id)
  if (state === 'done') return
  let after = FIRST
  for (let before = 0; ; before += STEP) {
    const work = async (ctx: Ctx) => {
      const leads = await unlockedLeads(ctx, after, STEP)
      // Read once they are held: of two changes of the rules the later one has the last word.
      const current = await scoreRules.followed(ctx)
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
    }
    const step = await transaction(ctx, work, PATIENTLY)
    if (step.length < STEP) return
    after = step.at(-1)!.id
  }
}
