import type { Job } from '@rihla/contracts/operation.ts'
import { tags as operations, type TagAnswer } from '@rihla/contracts/tags.ts'
import type { Module } from '#platform/registry.ts'
import { Answer, route } from '#platform/routes.ts'
import { RETAG, retagJob } from './retag.ts'
import { createTag, listTags, mergeTags, recolorTag, removeTag, renameTag, tags } from './service.ts'

/** A job is an answer of its own: what it does is still to come. */
const answered = (answer: TagAnswer) => ('state' in answer ? new Answer(202, answer as Job) : answer)

export const tagsModule: Module = {
  name: 'tags',
  routes: [
    route(operations.list, async (ctx, { query }) => ({ items: await listTags(ctx, query) })),
    route(operations.create, (ctx, { body }) => createTag(ctx, body)),
    route(operations.recolor, (ctx, { params, body, version }) => recolorTag(ctx, params.tag, body.color, version)),
    route(operations.rename, async (ctx, { params, body }) => answered(await renameTag(ctx, params.tag, body.name))),
    route(operations.merge, async (ctx, { body }) => answered(await mergeTags(ctx, body.tags, body.into))),
    route(operations.remove, async (ctx, { params }) => answered(await removeTag(ctx, params.tag))),
  ],
  records: { tag: tags.type },
  jobs: { [RETAG]: retagJob },
}
