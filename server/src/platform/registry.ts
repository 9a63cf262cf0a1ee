import type { JobHandler, Reaction, RecordType } from './context.ts'
import type { Route } from './routes.ts'
import type { SearchSource } from './searchSource.ts'

/** A module as `app.ts` lists it. */
export interface Module {
  name: string
  routes: readonly Route[]
  /** By record type. */
  records?: Readonly<Record<string, RecordType>>
  reactions?: readonly Reaction[]
  jobs?: Readonly<Record<string, JobHandler>>
  /** Kinds of record that the one box finds. */
  search?: Readonly<Record<string, SearchSource>>
}
