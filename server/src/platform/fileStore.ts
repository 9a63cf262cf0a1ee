import { createReadStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import type { Readable } from 'node:stream'
import type { Config } from './config.ts'
import { newId } from './context.ts'
import { s3Store } from './s3.ts'

/** Whose content: both ids are ours, so no name that somebody chose ever reaches a path. */
export interface Key {
  tenant_id: string
  id: string
}

/** Content that came in and lies in a file of this server: its name there, and what is known of it. */
export interface Incoming {
  path: string
  size: number
  sha256: string
}

/** Where the content of files lies. */
export interface FileStore {
  /** Takes over a file that came in; afterwards it is there whole, or not at all. */
  put(key: Key, incoming: Incoming): Promise<void>
  /** Throws where it cannot be read; undefined where it is not there. */
  get(key: Key): Promise<Readable | undefined>
  /** Also of what is not there. */
  remove(key: Key): Promise<void>
}

/** The store of a process, and where it gathers what comes in. */
export interface Files {
  store: FileStore
  /** Bytes of a file, at most. */
  most: number
  /** A name for a file to come in. */
  incoming(): Promise<string>
}

/** Milliseconds after which what came in and was not taken is nobody's: its process was killed. */
const ABANDONED = 3_600_000

export function openFiles({ data_dir, files }: Pick<Config, 'data_dir' | 'files'>): Files {
  const folder = join(data_dir, 'files')
  const incoming = join(folder, 'incoming')
  return {
    store: files.s3 ? s3Store(files.s3) : folderStore(folder),
    most: files.most,
    async incoming() {
      await mkdir(incoming, { recursive: true, mode: 0o700 })
      await sweepFolder(incoming)
      return join(incoming, newId())
    },
  }
}

async function sweepFolder(folder: string) {
  for (const name of await readdir(folder)) {
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Infinity }))
    if (mtimeMs < Date.now() - ABANDONED) await rm(path, { force: true })
  }
}

/** A folder of this server: `<tenant>/<end of the id>/<id>`, so that none grows too long. */
function folderStore(folder: string): FileStore {
  const placeOf = ({ tenant_id, id }: Key) => {
    const within = join(folder, tenant_id, id.slice(-2))
    return { within, path: join(within, id) }
  }
  return {
    async put(key, { path: from }) {
      const { within, path } = placeOf(key)
      await mkdir(within, { recursive: true, mode: 0o700 })
      await rename(from, path)
    },
    async get(key) {
      const stream = createReadStream(placeOf(key).path)
      const { promise, resolve, reject } = Promise.withResolvers<Readable | undefined>()
      stream.once('open', () => resolve(stream))
      stream.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'ENOENT' ? resolve(undefined) : reject(error),
      )
      return promise
    },
    async remove(key) {
      await rm(placeOf(key).path, { force: true })
    },
  }
}
