import type { ScoreRules } from '@rihla/contracts/leads.ts'

export const Preview = (_: { rules: ScoreRules }) => null
