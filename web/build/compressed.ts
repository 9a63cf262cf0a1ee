import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import type { Plugin } from 'vite'

const gzipped = promisify(gzip)
const brotlied = promisify(brotliCompress)
/** Below this a file travels in one packet anyway. */
const WORTH = 1000

/** Puts scripts and styles beside themselves in compressed form, so that the server never does it while one waits. */
export const compressed = (): Plugin => ({
  name: 'rihla-compressed',
  apply: 'build',
  async writeBundle({ dir }, bundle) {
    const files = Object.values(bundle)
      .map((file) => ({ name: file.fileName, content: Buffer.from(file.type === 'chunk' ? file.code : file.source) }))
      .filter(({ name, content }) => /\.(js|css)$/.test(name) && content.length > WORTH)
    await Promise.all(
      files.map(async ({ name, content }) => {
        const params = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length }
        await writeFile(join(dir!, `${name}.br`), await brotlied(content, { params }))
        await writeFile(join(dir!, `${name}.gz`), await gzipped(content, { level: 9 }))
      }),
    )
  },
})
