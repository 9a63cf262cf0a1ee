import assert from 'node:assert/strict'
import { sql } from 'kysely'
import type { Ctx } from '#platform/context.ts'
import { type SnapshotRow, snapshotOf } from './snapshot.ts'
import type { Answer, Api } from './tenant.ts'

const TABLES = ['leads', 'accounts', 'contacts', 'opportunities', 'activities']
const living = (rows: SnapshotRow[]) => rows.filter(({ archived_at }) => archived_at === null)

export const operationOf = ({ headers }: Answer) => String(headers['x-operation-id'])
export const ok = (answer: Answer) => {
  assert.ok(answer.status < 300, JSON.stringify(answer.body))
  return answer
}

/** Leads, and what takes back what was done to them; by `api` unless another caller is named. */
export function undoing({ api, db }: { api: Api; db: Ctx['db'] }) {
  const snapshot = () => snapshotOf(db, TABLES)
  const undo = (id: string, as: Api = api) => as.post(`/events/${id}/undo`, {})
  const made = async (fields: object = {}, as: Api = api) => {
    const { status, body } = await as.post('/leads', { last_name: 'Benali', ...fields })
    assert.equal(status, 201, JSON.stringify(body))
    return body
  }

  return {
    snapshot,
    undo,
    made,
    /** Ids of copies of one lead; they share its `campaign`. */
    async manyLeads(count: number, fields: object): Promise<string[]> {
      const model = await made(fields)
      await sql`insert into leads select (jsonb_populate_record(l, jsonb_build_object('id', gen_random_uuid()))).*
        from leads l, generate_series(2, ${count}) where l.id = ${model.id}`.execute(db)
      const { rows } = await sql<{ id: string }>`select id from leads where campaign = ${model.campaign}`.execute(db)
      return rows.map(({ id }) => id)
    },
    /** Does it, takes it back, does it again by taking that back, and takes it back once more. */
    async thereAndBack(work: () => Promise<Answer>, changes: number) {
      const before = await snapshot()
      const done = ok(await work())
      const after = await snapshot()
      assert.notDeepEqual(after, before)
      const undone = ok(await undo(operationOf(done)))
      assert.equal(undone.body.undone, changes)
      assert.equal(undone.body.operation_id, operationOf(undone))
      assert.deepEqual(living(await snapshot()), living(before))
      const redone = ok(await undo(undone.body.operation_id))
      assert.deepEqual(living(await snapshot()), living(after))
      ok(await undo(redone.body.operation_id))
      assert.deepEqual(living(await snapshot()), living(before))
      // Taking back what is taken back is refused, and says which fields are in the way.
      const again = await undo(operationOf(done))
      assert.deepEqual([again.status, again.body.code], [409, 'undo_conflict'])
      assert.ok(again.body.fields.length)
      return done
    },
  }
}
