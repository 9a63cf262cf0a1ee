import type { Note, NoteInput, Operation } from '@rihla/contracts/operation.ts'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useEffectEvent, useRef } from 'react'
import { useHere } from '#lib/access.ts'
import { write } from '#lib/client.ts'
import { problemOf } from '#lib/http.ts'
import { useT } from '#lib/i18n.ts'
import { keyOf } from '#lib/keys.ts'
import { problemText } from '#lib/problem-text.ts'
import { useOnline } from '#lib/use-media.ts'
import { outboxOf, type Unsent, useUnsent } from './outbox.ts'
import { useUndo } from './use-undo.ts'

export type AddNote = Operation<{ tenant_id: string; id: string }, any, NoteInput, Note>

const AGAIN = 20_000

/** Whether it may be sent later: no answer, no session, too much at once, or a server in trouble. */
export const isPassing = (status: number): boolean => status === 0 || status === 401 || status === 429 || status >= 500

/** Sends the notes that wait, one after the other, as soon as there is a connection. */
export function useOutbox(operations: Readonly<Record<string, () => Promise<AddNote>>>): void {
  const t = useT()
  const { tenant, me } = useHere()
  const client = useQueryClient()
  const { did } = useUndo()
  const online = useOnline()
  const outbox = outboxOf(tenant.slug, me.id)
  const unsent = useUnsent(outbox)
  const waiting = unsent.some((note) => !note.refused)
  const sending = useRef(false)

  const send = useEffectEvent(async (note: Unsent): Promise<boolean> => {
    const { key, resource, id, content, type } = note
    const load = operations[resource]
    if (!load) return true
    const operation = await load().catch(() => null)
    if (!operation) return false
    try {
      const { operation_id } = await write(operation, {
        params: { tenant_id: tenant.slug, id },
        body: { content, type },
        headers: { 'idempotency-key': key },
      } as never)
      outbox.remove(key)
      did(operation_id, t('composer.added'))
      void client.invalidateQueries({ queryKey: keyOf(tenant.slug, resource) })
      return true
    } catch (error) {
      const problem = problemOf(error)
      if (isPassing(problem.status)) return false
      outbox.refuse(key, problemText(problem))
      return true
    }
  })
  const sendAll = useEffectEvent(async () => {
    if (sending.current) return
    sending.current = true
    try {
      for (const note of outbox.items()) if (!note.refused && !(await send(note))) break
    } finally {
      sending.current = false
    }
  })
  useEffect(() => outbox.reread(), [outbox])
  useEffect(() => {
    if (!online || !waiting) return
    void sendAll()
    const timer = setInterval(() => void sendAll(), AGAIN)
    return () => clearInterval(timer)
  }, [online, waiting])
}
