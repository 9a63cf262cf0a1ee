import { type FiledType, files as operations, filesOn } from '@rihla/contracts/files.ts'
import { demand } from '#platform/access.ts'
import type { Ctx } from '#platform/context.ts'
import type { Module } from '#platform/registry.ts'
import { type Http, route, type Route } from '#platform/routes.ts'
import { readUpload } from '#platform/upload.ts'
import { disposition } from './content.ts'
import { fileQueries } from './queries.ts'
import { addFile, fileReactions, files, listFiles, openContent, sweepFiles } from './service.ts'

const on = (record_type: FiledType): Route[] => {
  const { list, upload } = filesOn[record_type]
  return [
    route(list, async (ctx, { params }) => ({ items: await listFiles(ctx, record_type, params.id) })),
    route(upload, (ctx, { params, query }, http) =>
      addFile(ctx, record_type, params.id, async () => {
        const { name, bytes } = await readUpload(http)
        return { name: query.name ?? name ?? 'file', bytes }
      }),
    ),
  ]
}

/** Always a download, of a type that nothing runs, in a page that may do nothing. */
async function sendContent(ctx: Ctx, id: string, { reply }: Http) {
  const { file, content } = await openContent(ctx, id)
  return reply
    .headers({
      'content-type': file.content_type === 'text/plain' ? 'text/plain; charset=utf-8' : file.content_type,
      'content-length': String(file.size),
      'content-disposition': disposition(file.name),
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
      'x-content-type-options': 'nosniff',
    })
    .send(content)
}

export const filesModule: Module = {
  name: 'files',
  routes: [
    ...(Object.keys(filesOn) as FiledType[]).flatMap(on),
    route(operations.find, (ctx, { params }) => fileQueries.find(ctx, params.id)),
    route(operations.content, (ctx, { params }, http) => sendContent(ctx, params.id, http) as never),
    route(operations.update, (ctx, { params, body, version }) => files.update(ctx, params.id, body, { version })),
    route(operations.archive, async (ctx, { params, query, version }) => {
      if (!query.hard) return void (await files.archive(ctx, params.id, { version }))
      demand(ctx, 'files:purge')
      return files.erase(ctx, params.id, { version })
    }),
  ],
  records: { file: files.type },
  reactions: fileReactions,
  sweep: sweepFiles,
}
