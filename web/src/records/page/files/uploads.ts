import { useRef, useState } from 'react'
import { useTenant } from '#lib/access.ts'
import { type Problem, problemOf } from '#lib/http.ts'
import { t } from '#lib/i18n.ts'
import type { RecordKind } from '../../kind.ts'
import { useUndo } from '../../use-undo.ts'
import { operationsOf, useFilesChanged } from './files.ts'
import { sendFile } from './send-file.ts'

/** A file on its way, or one that did not arrive. */
export interface Upload {
  key: number
  file: File
  share: number
  problem: Problem | null
  cancel: () => void
}

let made = 0

/** Files on their way to a record, one after the other, each to be cancelled or tried again. */
export function useUploads(kind: RecordKind, id: string) {
  const tenant = useTenant()
  const { did } = useUndo()
  const changed = useFilesChanged(kind)
  const [uploads, setUploads] = useState<readonly Upload[]>([])
  const last = useRef<Promise<unknown>>(Promise.resolve())

  const change = (key: number, changes: Partial<Upload>) =>
    setUploads((all) => all.map((one) => (one.key === key ? { ...one, ...changes } : one)))
  const drop = (key: number) => setUploads((all) => all.filter((one) => one.key !== key))

  function add(file: File) {
    const key = (made += 1)
    const stop = new AbortController()
    const cancel = () => {
      stop.abort()
      drop(key)
    }
    setUploads((all) => [...all, { key, file, share: 0, problem: null, cancel }])
    last.current = last.current.then(async () => {
      if (stop.signal.aborted) return
      try {
        const { operation_id } = await sendFile(
          operationsOf(kind).upload,
          file,
          { params: { tenant_id: tenant, id }, query: { name: file.name } },
          { signal: stop.signal, onProgress: (share) => change(key, { share }) },
        )
        drop(key)
        did(operation_id, t('files.added', { name: file.name }))
        changed()
      } catch (error) {
        if (!stop.signal.aborted) change(key, { problem: problemOf(error) })
      }
    })
  }

  function again({ key, file }: Upload) {
    drop(key)
    add(file)
  }

  return { uploads, add, again, drop }
}
