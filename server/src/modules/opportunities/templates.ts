import type { Stage } from './queries.ts'

type TemplateStage = Omit<Stage, 'pipeline_id' | 'position'>

const stage = (
  key: string,
  name: string,
  probability: number,
  kind: Stage['kind'] = 'open',
  aliases: string[] = [],
): TemplateStage => ({
  key,
  name,
  probability,
  kind,
  aliases,
})

/** The pipeline every travel business starts with (`domain.md`); each synonym is an alias. */
export const TRAVEL = {
  name: 'Travel',
  stages: [
    stage('prospecting', 'Prospecting', 10, 'open', ['lead']),
    stage('qualification', 'Qualification', 25, 'open', ['qualified']),
    stage('proposal', 'Proposal', 50),
    stage('negotiation', 'Negotiation', 75),
    stage('closed_won', 'Won', 100, 'won', ['won']),
    stage('closed_lost', 'Lost', 0, 'lost', ['lost']),
  ],
}
