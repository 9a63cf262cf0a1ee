import { customName } from '@rihla/contracts/customFields.ts'
import { type Layout, type NewLayout, OWN_SECTION } from '@rihla/contracts/layouts.ts'
import { type Arrangement, arrange, homesOf, isPart, type LayoutKind } from '@rihla/contracts/layoutShape.ts'
import { LAYOUTS } from '@rihla/contracts/usualLayouts.ts'
import { type Ctx, transaction } from '#platform/context.ts'
import { withCustom } from '#platform/custom.ts'
import { type FieldError, Problem } from '#platform/errors.ts'
import { change } from './log.ts'
import { keepPlaces } from './places.ts'
import { type Kept, lockLayout, readLayout } from './queries.ts'

/** The tenant's own fields of a kind of record, in their order: those the caller sees, those there are, and archived ones. */
async function ownFields(ctx: Ctx, kind: LayoutKind) {
  const { custom = [], defined = [] } = await withCustom(ctx)
  const namesOf = (fields: typeof custom, closed: boolean) =>
    fields
      .filter(({ record_type, archived }) => record_type === kind && archived === closed)
      .map(({ key }) => customName(key))
  return { seen: namesOf(custom, false), present: namesOf(defined, false), archived: namesOf(custom, true) }
}

async function present(ctx: Ctx, kind: LayoutKind, { version, arrangement }: Kept): Promise<Layout> {
  const own = await ownFields(ctx, kind)
  const { sections, aside } = arrange(kind, arrangement, own.seen)
  // What a section is called may say what is in it.
  const filled = new Set(
    arrange(kind, arrangement, own.present).sections.flatMap(({ id, fields }) => (fields.length ? [id] : [])),
  )
  const told = sections.flatMap(({ id, name, fields }) => {
    const hidden = !fields.length && filled.has(id)
    return hidden && OWN_SECTION.test(id) ? [] : [{ id, name: hidden ? null : name, fields: [...fields] }]
  })
  return { record_type: kind, sections: told, aside: [...aside], arranged: arrangement !== null, version }
}

export const findLayout = async (ctx: Ctx, kind: LayoutKind) => present(ctx, kind, await readLayout(ctx, kind))

/** Arranges a page, or gives it its usual arrangement back where there is none. */
export async function keepLayout(
  ctx: Ctx,
  kind: LayoutKind,
  input: Pick<NewLayout, 'sections' | 'aside'> | null,
  version: number | undefined,
): Promise<Layout> {
  const arrangement = input && (await judge(ctx, kind, input))
  const kept = await transaction(ctx, async (ctx) => {
    const before = await lockLayout(ctx, kind)
    if (version !== undefined && version !== before.version)
      throw new Problem(412, 'version_conflict', { body: { current: await present(ctx, kind, before) } })
    return change(ctx, kind, before, arrangement && (await withArchived(ctx, kind, arrangement, before)))
  })
  return present(ctx, kind, kept)
}

/** An archived field, which nobody sees while arranging, keeps its place. */
const withArchived = async (ctx: Ctx, kind: LayoutKind, next: Arrangement, before: Kept) =>
  keepPlaces(next, before.arrangement, new Set((await ownFields(ctx, kind)).archived))

/** Sections that exist or have a name, and fields of this kind of record, each once. */
async function judge(
  ctx: Ctx,
  kind: LayoutKind,
  { sections, aside = [] }: Pick<NewLayout, 'sections' | 'aside'>,
): Promise<Arrangement> {
  const own = await ownFields(ctx, kind)
  const known = homesOf(kind, [...own.seen, ...own.archived])
  const errors: FieldError[] = []
  const complain = (field: string, code: string) => errors.push({ field, code, message: code })
  const named = new Set<string>()
  const judgeFields = (names: readonly string[], path: string) =>
    names.forEach((name, index) => {
      if (!known.has(name)) complain(`${path}[${index}]`, 'unknown_field')
      else if (named.has(name)) complain(`${path}[${index}]`, 'twice')
      named.add(name)
    })
  const ours = new Set<string>(LAYOUTS[kind].map(({ id }) => id))
  const ids = new Set<string>()
  for (const [index, { id, name, fields }] of sections.entries()) {
    const path = `sections[${index}]`
    if (ids.has(id)) complain(`${path}.id`, 'twice')
    else if (!ours.has(id) && !OWN_SECTION.test(id)) complain(`${path}.id`, 'unknown_section')
    else if (!ours.has(id) && !name) complain(`${path}.name`, 'required')
    ids.add(id)
    if (isPart(kind, id) && (name || fields.length)) complain(path, 'fixed_section')
    judgeFields(fields, `${path}.fields`)
  }
  judgeFields(aside, 'aside')
  if (errors.length) throw new Problem(400, 'validation_failed', { errors: errors.slice(0, 100) })
  return { sections: sections.map(({ id, name = null, fields }) => ({ id, name, fields })), aside }
}
