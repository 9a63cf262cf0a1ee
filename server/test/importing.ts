import { setTimeout as sleep } from 'node:timers/promises'
import type { Import, ImportChanges, ImportRules } from '@rihla/contracts/importShapes.ts'
import type { Answer, Api } from './tenant.ts'

/** Uploads a file as its body. */
export const upload = (api: Api, type: string, file: string | Buffer, name = 'file.csv'): Promise<Answer> =>
  api.post(`/imports?record_type=${type}&name=${encodeURIComponent(name)}`, Buffer.from(file), {
    'content-type': 'application/octet-stream',
  })

/** Waits until nothing works on an import. */
export async function settled(api: Api, id: string, seconds = 30): Promise<Import> {
  for (let tries = 0; tries < seconds * 20; tries += 1) {
    const { body, status } = await api.get(`/imports/${id}`)
    if (status !== 200) throw new Error(`The import answers ${status}: ${JSON.stringify(body)}`)
    if (!['checking', 'running', 'undoing'].includes(body.state)) return body
    await sleep(50)
  }
  throw new Error('The import does not end.')
}

const done = (answer: Answer): any => {
  if (answer.status >= 300) throw new Error(`${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

interface How {
  rules?: Partial<ImportRules>
  columns?: ImportChanges['columns']
  name?: string
}

/** Uploads and checks a file. */
export async function check(api: Api, type: string, file: string | Buffer, { rules, columns, name }: How = {}) {
  const { id } = done(await upload(api, type, file, name)) as Import
  if (rules || columns)
    done(await api.patch(`/imports/${id}`, { ...(rules && { rules }), ...(columns && { columns }) }))
  done(await api.post(`/imports/${id}/check`, {}))
  return settled(api, id)
}

/** Uploads, checks and runs a file. */
export async function run(api: Api, type: string, file: string | Buffer, how: How = {}) {
  const { id } = await check(api, type, file, how)
  done(await api.post(`/imports/${id}/run`, {}))
  return settled(api, id)
}

export async function undo(api: Api, id: string) {
  done(await api.post(`/imports/${id}/undo`, {}))
  return settled(api, id)
}
