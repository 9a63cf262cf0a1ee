import * as z from 'zod'
import { operation } from './operation.ts'

const State = z.enum(['ok', 'failed'])
export const Health = z
  .object({ status: State, service: z.literal('rihla'), database: State, migrations: State, version: z.string() })
  .meta({ id: 'Health' })
export const ModulesStatus = z
  .object({ modules: z.array(z.object({ name: z.string(), state: z.literal('loaded'), operations: z.int() })) })
  .meta({ id: 'ModulesStatus' })

/** What operators ask. */
export const platform = {
  modules: operation({
    id: 'platform.modules',
    method: 'GET',
    path: '/api/v1/modules/status',
    summary: 'The modules of this server',
    permission: 'public',
    answer: ModulesStatus,
  }),
}
