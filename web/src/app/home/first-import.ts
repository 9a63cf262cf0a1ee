import { imports } from '@rihla/contracts/imports.ts'
import { call } from '#lib/client.ts'

/** Whether a file was brought in already. */
export async function hasImported(tenant: string, signal: AbortSignal): Promise<boolean> {
  const query = { state: 'done', take: 1 } as const
  const { items } = await call(imports.list, { params: { tenant_id: tenant }, query, signal })
  return items.length > 0
}
