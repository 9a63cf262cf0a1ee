import { MutationObserver, QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { writesDone } from './use-undo.ts'

test('undo waits for what is still being saved, so that it takes back that and nothing older', async () => {
  const client = new QueryClient()
  const order: string[] = []
  let save = () => {}
  const mutation = new MutationObserver(client, {
    mutationFn: () => new Promise<void>((resolve) => (save = resolve)),
    onSuccess: () => void order.push('kept for undo'),
  })
  const saving = mutation.mutate().then(() => order.push('known to who saved'))
  const undo = writesDone(client).then(() => order.push('undo'))
  await Promise.resolve()
  save()
  await Promise.all([saving, undo])
  expect(order).toEqual(['kept for undo', 'known to who saved', 'undo'])
  await writesDone(client)
})
