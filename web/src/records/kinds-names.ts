/** The kinds of record a lead becomes. */
export const KINDS = ['account', 'contact', 'opportunity'] as const
export type Kind = (typeof KINDS)[number]
