import { keepDraft, readDraft } from './draft.ts'

const KEPT = 8

/** The records opened last in this tab, newest first: only their ids, which say nothing without the right to read them. */
export const recentIds = (tenant: string, resource: string): string[] =>
  readDraft<string[]>(`recent.${tenant}.${resource}`) ?? []

export function rememberRecent(tenant: string, resource: string, id: string): void {
  const others = recentIds(tenant, resource).filter((other) => other !== id)
  keepDraft(`recent.${tenant}.${resource}`, [id, ...others].slice(0, KEPT))
}
