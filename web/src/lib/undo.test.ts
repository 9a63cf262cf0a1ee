import { expect, test, vi } from 'vitest'
import { type Done, UNDOABLE_FOR, UndoStore } from './undo.ts'

const done = (operation_id: string, at = Date.now()): Done => ({
  tenant: 'atlas',
  operation_id,
  label: operation_id,
  at,
})
const takeBack = (answer = 'undo') => vi.fn((one: Done) => Promise.resolve(`${answer}-${one.operation_id}`))

test('the last thing done is taken back first, and redone by undoing the undo', async () => {
  const store = new UndoStore()
  store.add(done('a'))
  store.add(done('b'))
  const back = takeBack()
  expect((await store.undo(back))?.operation_id).toBe('b')
  expect((await store.undo(back))?.operation_id).toBe('a')
  expect(await store.undo(back)).toBeNull()
  expect((await store.redo(back))?.operation_id).toBe('undo-a')
  expect(back.mock.calls.map(([one]) => one.operation_id)).toEqual(['b', 'a', 'undo-a'])
  expect(store.last?.operation_id).toBe('undo-undo-a')
})

test('a new thing done ends what could be redone', async () => {
  const store = new UndoStore()
  store.add(done('a'))
  await store.undo(takeBack())
  store.add(done('b'))
  expect(await store.redo(takeBack())).toBeNull()
})

test('the list keeps the last fifty', () => {
  const store = new UndoStore()
  for (let i = 0; i < 60; i++) store.add(done(String(i).padStart(2, '0')))
  expect(store.size).toBe(50)
  expect(store.last?.operation_id).toBe('59')
})

test('what is too old, or gone from the list, is not taken back', async () => {
  const store = new UndoStore()
  const old = done('a', Date.now() - UNDOABLE_FOR - 1)
  store.add(old)
  const back = takeBack()
  expect(await store.undo(back)).toBeNull()
  expect(await store.undo(back, done('never added'))).toBeNull()
  expect(back).not.toHaveBeenCalled()
})

test('a refused undo stays on the list, and says why', async () => {
  const store = new UndoStore()
  store.add(done('a'))
  await expect(store.undo(() => Promise.reject(new Error('409')))).rejects.toThrow('409')
  expect(store.last?.operation_id).toBe('a')
})

test('two presses take back two things, not one twice', async () => {
  const store = new UndoStore()
  store.add(done('a'))
  store.add(done('b'))
  const back = takeBack()
  await Promise.all([store.undo(back), store.undo(back)])
  expect(back.mock.calls.map(([one]) => one.operation_id)).toEqual(['b', 'a'])
})

test('what was begun later is taken back first, even if it was answered sooner', async () => {
  const store = new UndoStore()
  store.add(done('b'))
  store.add(done('a'))
  expect((await store.undo(takeBack()))?.operation_id).toBe('b')
})

test('a refused undo goes back to its place, not before what was done after it', async () => {
  const store = new UndoStore()
  const first = done('a')
  store.add(first)
  store.add(done('b'))
  await expect(store.undo(() => Promise.reject(new Error('412')), first)).rejects.toThrow('412')
  expect(store.last?.operation_id).toBe('b')
})

test('what follows here follows each time it is taken back or done again', async () => {
  const store = new UndoStore()
  const after = vi.fn(() => Promise.resolve())
  store.add({ ...done('a'), after })
  const back = vi.fn(async (one: Done) => {
    await one.after?.()
    return `undo-${one.operation_id}`
  })
  await store.undo(back)
  await store.redo(back)
  await store.undo(back)
  expect(after).toHaveBeenCalledTimes(3)
})
