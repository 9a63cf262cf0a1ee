import { MOST_TAGS, type Tag, type TagAnswer, TAGGED } from '@rihla/contracts/tags.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { invalid, notFound, Problem } from '#platform/errors.ts'
import { records } from '#platform/records.ts'
import { fold } from '#platform/search.ts'
import { declared, tagQueries, used, usedLately } from './queries.ts'
import { retagAll } from './retag.ts'

export const tags = records(tagQueries)

const keyOf = (name: string) => name.trim().toLowerCase()

interface Asked {
  search?: string | undefined
  record_type?: (typeof TAGGED)[number] | undefined
  declared?: boolean | undefined
}

/** Every tag that is declared or in use, most used first. */
export const listTags = (ctx: Ctx, asked: Asked): Promise<Tag[]> => tagsOf(ctx, asked, usedLately)

async function tagsOf(ctx: Ctx, { search, record_type, declared: only }: Asked, counting: typeof used): Promise<Tag[]> {
  const counted = only ? [] : counting(ctx, record_type ? [record_type] : TAGGED)
  const [known, inUse] = await Promise.all([declared(ctx), counted])
  const uses = new Map(inUse.map((use) => [use.key, use]))
  const keys = record_type && !only ? [...uses.keys()] : [...new Set([...uses.keys(), ...known.keys()])]
  const all = keys.map((key): Tag => {
    const { id = null, name, color = null, created_at = null, version = null } = known.get(key) ?? {}
    const { counts = {}, total = 0, name: spelled = key } = uses.get(key) ?? {}
    return { id, name: name ?? spelled, color, counts, total, created_at, version, tenant_id: ctx.tenant.id }
  })
  const words = search ? fold(search) : ''
  return all.filter(({ name }) => fold(name).includes(words)).toSorted((a, b) => b.total - a.total || compare(a, b))
}

const compare = (a: Tag, b: Tag) => a.name.localeCompare(b.name, 'und')

async function findTag(ctx: Ctx, name: string): Promise<Tag> {
  const tag = (await tagsOf(ctx, {}, used)).find((one) => keyOf(one.name) === keyOf(name))
  if (!tag) throw notFound('tag')
  return tag
}

export const createTag = (ctx: Ctx, { name, color = null }: { name: string; color?: Tag['color'] | undefined }) =>
  transaction(ctx, async (ctx) => {
    const known = await declared(ctx)
    if (known.has(keyOf(name))) throw new Problem(409, 'duplicate', { errors: [TAKEN] })
    if (known.size >= MOST_TAGS) throw invalid('name', 'too_many', 422)
    await tags.create(ctx, { name, color })
    return findTag(ctx, name)
  })

const TAKEN = { field: 'name', code: 'taken', message: 'taken' }

/** Another colour; it declares a tag that was only in use. */
export const recolorTag = (ctx: Ctx, name: string, color: Tag['color'], version: number | undefined) =>
  transaction(ctx, async (ctx) => {
    const tag = await findTag(ctx, name)
    if (tag.id) await tags.update(ctx, tag.id, { color }, { version })
    else await tags.create(ctx, { name: tag.name, color })
    return findTag(ctx, name)
  })

/** Renames on every record. What is called so already is not renamed into: that is a merge, and asked for as one. */
export async function renameTag(ctx: Ctx, from: string, name: string): Promise<TagAnswer> {
  const tag = await findTag(ctx, from)
  if (keyOf(name) !== keyOf(from) && (await tagsOf(ctx, {}, used)).some((one) => keyOf(one.name) === keyOf(name)))
    throw new Problem(409, 'tag.exists', { params: { name }, errors: [TAKEN] })
  return retagAll(ctx, { keys: [keyOf(from)], into: name }, async (ctx) => {
    if (tag.id) await tags.update(ctx, tag.id, { name })
  })
}

/** Makes several tags one. Its colour is its own, else that of the first merged tag that has one. */
export async function mergeTags(ctx: Ctx, names: readonly string[], into: string): Promise<TagAnswer> {
  const known = await declared(ctx)
  const keys = [...new Set(names.map(keyOf))]
  const gone = keys.filter((key) => key !== keyOf(into)).flatMap((key) => known.get(key) ?? [])
  return retagAll(ctx, { keys, into }, async (ctx) => {
    for (const { id } of gone) await tags.archive(ctx, id)
    const color = gone.find((tag) => tag.color)?.color
    if (!known.has(keyOf(into)) && color) await tags.create(ctx, { name: into, color })
  })
}

/** Takes a tag off every record and forgets its colour. */
export async function removeTag(ctx: Ctx, name: string): Promise<TagAnswer> {
  const tag = await findTag(ctx, name)
  return retagAll(ctx, { keys: [keyOf(name)], into: null }, async (ctx) => {
    if (tag.id) await tags.archive(ctx, tag.id)
  })
}
