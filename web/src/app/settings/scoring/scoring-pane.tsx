export const ScoringPane = () => null
