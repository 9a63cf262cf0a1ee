import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'

/** Rules of a tenant (`tenantRules.ts`) written by another process: this one does not know that it should forget. */
export const writeRules = ({ db }: Ctx, key: string, rules: object) =>
  sql`insert into settings (key, value, updated_at) values (${key}, ${JSON.stringify(rules)}, now())
    on conflict (key) do update set value = excluded.value`.execute(db)
