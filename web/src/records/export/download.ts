import type { Operation } from '@rihla/contracts/operation.ts'
import { authorized } from '#lib/client.ts'

export type ExportOperation = Operation<{ tenant_id: string }, Record<string, any>, any, any>

/** The name that the server gave a file. */
export const nameOf = (response: Response, fallback: string): string =>
  /filename="([^"]+)"/.exec(response.headers.get('content-disposition') ?? '')?.[1] ?? fallback

/** Fetches a file that the server writes as it reads, and tells how much of it has come. */
export async function fetchFile(
  operation: ExportOperation,
  tenant: string,
  query: Record<string, string>,
  { signal, onBytes }: { signal: AbortSignal; onBytes: (bytes: number) => void },
): Promise<{ name: string; file: Blob }> {
  const response = await authorized(operation, { params: { tenant_id: tenant }, query, signal }, { endless: true })
  const parts: BlobPart[] = []
  let bytes = 0
  const reader = response.body!.getReader()
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    parts.push(piece.value as BlobPart)
    bytes += piece.value.byteLength
    onBytes(bytes)
  }
  const file = new Blob(parts, { type: response.headers.get('content-type') ?? '' })
  return { name: nameOf(response, `${tenant}.${query['format'] ?? 'csv'}`), file }
}

/** Hands a file to the browser, as if a link to it had been pressed. */
export function saveFile({ name, file }: { name: string; file: Blob }): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The browser takes it after the press.
  setTimeout(() => URL.revokeObjectURL(url), 60_000)
}
