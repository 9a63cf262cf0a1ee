import { expect, test, vi } from 'vitest'
import { ProblemError } from '#lib/http.ts'
import { ConflictError, inTurn, saveChanges } from './save.ts'

interface Lead {
  id: string
  version: number
  city: string | null
  phone: string | null
}
const base: Lead = { id: 'a', version: 1, city: 'Fès', phone: null }
const stale = (current: Lead) =>
  new ProblemError({ type: 'x', title: 'Stale', status: 412, code: 'version_conflict', current })
const written = (version: number) => Promise.resolve({ data: { ...base, version }, operation_id: 'op' })

test('a change of another field by somebody else is nobody’s loss', async () => {
  const send = vi.fn((version: number) =>
    version === 1 ? Promise.reject(stale({ ...base, version: 2, phone: '+212 6' })) : written(version + 1),
  )
  await saveChanges<Lead>(send, base, { city: 'Rabat' })
  expect(send.mock.calls).toEqual([[1], [2]])
})

test('a change of the same field is for the reader to decide', async () => {
  const send = () => Promise.reject(stale({ ...base, version: 2, city: 'Agadir' }))
  const error = await saveChanges<Lead>(send, base, { city: 'Rabat' }).catch((error: unknown) => error)
  expect(error).toBeInstanceOf(ConflictError)
  expect((error as ConflictError<Lead>).current.city).toBe('Agadir')
})

test('two who wrote the same agree', async () => {
  const send = vi.fn((version: number) =>
    version === 1 ? Promise.reject(stale({ ...base, version: 2, city: 'Rabat' })) : written(version),
  )
  await saveChanges<Lead>(send, base, { city: 'Rabat' })
  expect(send).toHaveBeenCalledTimes(2)
})

test('any other refusal is passed on', async () => {
  const refusal = new ProblemError({ type: 'x', title: 'No', status: 403, code: 'permission_denied' })
  await expect(saveChanges<Lead>(() => Promise.reject(refusal), base, { city: 'Rabat' })).rejects.toBe(refusal)
})

test('two fields that are changed in one breath go one after the other, each onto what the one before it left', async () => {
  const sent: number[] = []
  const send = async (onto: Lead) => {
    sent.push(onto.version)
    await new Promise((resolve) => setTimeout(resolve, 5))
    return { data: { ...onto, version: onto.version + 1 }, operation_id: 'op' }
  }
  await Promise.all([
    inTurn<Lead>(base, { city: 'Rabat' }, send),
    inTurn<Lead>({ ...base, city: 'Rabat' }, { phone: '+212 6' }, send),
  ])
  expect(sent).toEqual([1, 2])
  await inTurn<Lead>(base, { city: 'Fès' }, send)
  expect(sent).toEqual([1, 2, 1])
})

test('what somebody else wrote between two changes is not written over', async () => {
  const sent: number[] = []
  const send = (onto: Lead) => {
    sent.push(onto.version)
    return Promise.resolve({ data: { ...onto, version: 3, phone: '+33 1' }, operation_id: 'op' })
  }
  await Promise.all([inTurn<Lead>(base, { city: 'Rabat' }, send), inTurn<Lead>(base, { phone: '+212 6' }, send)])
  expect(sent).toEqual([1, 1])
})

test('a change whose forerunner was refused goes its own way', async () => {
  const refused = inTurn<Lead>(base, { city: 'Rabat' }, () => Promise.reject(new Error('no')))
  const sent = inTurn<Lead>(base, { phone: '+212 6' }, ({ version }) => written(version))
  await expect(refused).rejects.toThrow('no')
  expect((await sent).data.version).toBe(1)
})
