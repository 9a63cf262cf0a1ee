import type { JobHandler, Reaction, Sweep } from './context.ts'
import type { RecordType } from './recordType.ts'
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
  /** Called twice a minute for each tenant, in every process. */
  sweep?: Sweep
  /** Kinds of record that the one box finds. */
  search?: Readonly<Record<string, SearchSource>>
}
