import { sql } from 'kysely'
import type { Invitation } from '@rihla/contracts/members.ts'
import type { Ctx } from '#platform/context.ts'
import { notFound } from '#platform/errors.ts'

/** An invitation as stored. */
export type InvitationRow = Omit<Invitation, 'link' | 'mail' | 'tenant_id'> & {
  language: 'en' | 'fr' | 'ar'
  turn: number
  ended_at: Date | null
  version: number
}

const COLUMNS = [
  'id',
  'email',
  'role',
  'team_id',
  'language',
  'turn',
  'created_by',
  'created_at',
  'expires_at',
  'sent_at',
  'ended_at',
  'version',
] as const

/** Those that are open, newest first; also the ones whose link is past its week. */
export async function listInvitations({ db }: Ctx): Promise<InvitationRow[]> {
  const open = db.selectFrom('invitations').select(COLUMNS).where('ended_at', 'is', null)
  return open.orderBy('created_at', 'desc').orderBy('id', 'desc').limit(500).execute()
}

/** Ids of the open ones whose present link the mail server did not take, or not yet. */
export async function listUnmailed({ db, now }: Ctx): Promise<ReadonlySet<string>> {
  const { rows } = await sql<{ id: string }>`
    select i.id from jobs j join invitations i
      on i.id::text = j.input->>'invitation_id' and i.turn::text = j.input->>'turn' and i.ended_at is null
    where j.type = 'invitations.mail' and j.error is not null and j.created_at > ${daysBefore(now, 8)}`.execute(db)
  return new Set(rows.map(({ id }) => id))
}

const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * 86_400_000)

/** What a token stands for, ended or not. */
export async function findByToken({ db }: Ctx, token_hash: string): Promise<InvitationRow | undefined> {
  return db.selectFrom('invitations').select(COLUMNS).where('token_hash', '=', token_hash).executeTakeFirst()
}

/** Finds an open invitation, and holds it until the transaction ends. */
export async function lockInvitation({ db }: Ctx, id: string): Promise<InvitationRow> {
  const row = await db
    .selectFrom('invitations')
    .select(COLUMNS)
    .where('id', '=', id)
    .where('ended_at', 'is', null)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw notFound('invitation')
  return row
}

export async function lockByEmail({ db }: Ctx, email: string): Promise<InvitationRow | undefined> {
  const open = db.selectFrom('invitations').select(COLUMNS).where('email', '=', email).where('ended_at', 'is', null)
  return open.forUpdate().executeTakeFirst()
}

export async function insertInvitation({ db }: Ctx, row: InvitationRow & { token_hash: string }) {
  await db.insertInto('invitations').values(row).execute()
}

export async function changeInvitation(
  { db }: Ctx,
  id: string,
  values: Partial<Omit<InvitationRow, 'id'>> & { token_hash?: string },
) {
  await db.updateTable('invitations').set(values).where('id', '=', id).execute()
}

/** How many mails of invitations were asked for within a day. */
export async function countMailed({ db, now }: Ctx): Promise<number> {
  const { mails } = await db
    .selectFrom('jobs')
    .select((eb) => eb.fn.countAll<number>().as('mails'))
    .where('type', '=', 'invitations.mail')
    .where('created_at', '>', daysBefore(now, 1))
    .executeTakeFirstOrThrow()
  return mails
}
