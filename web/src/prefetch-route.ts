/** What the pages of one route need first, fetched before the app itself runs. */
export interface PrefetchRoute {
  /** Of the path; its groups are the tenant and the id of the record. */
  path: string
  search?: string
  /** The scripts they are drawn by, besides what every page has. */
  files: readonly string[]
  /** What they ask first; `own`: with what the address asks of the list. */
  asks: readonly { path: string; query?: string; own?: boolean }[]
}
