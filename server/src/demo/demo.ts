import { makeDefaultPipeline } from '#modules/opportunities/service.ts'
import { type Actor, contextOf, type Ctx, newId, type Tenant, transaction } from '#platform/context.ts'
import type { Databases } from '#platform/database.ts'
import { createTenant, listTenants, TenantTaken } from '#platform/tenants.ts'
import type { Rihla } from '../app.ts'
import { DEMO_TENANTS, type DemoTenant } from './data/tenants.ts'
import { arrangeOffice } from './office.ts'
import { addPapers } from './papers.ts'
import { actingAs, type Cast, perform } from './perform.ts'
import { addProfiles } from './profiles.ts'
import { ensureTeam, hasRows, holdDemo, readMark, writeMark } from './queries.ts'
import { storiesOf } from './stories.ts'
import { addTwins } from './twins.ts'

export type Parts = Pick<Rihla, 'platform' | 'auth'> & { databases: Databases }

/** What became of one tenant of the demo. */
export interface Made {
  slug: string
  /** Leads made now; 0 when they were there. */
  leads: number
  milliseconds: number
}

/** The product itself, for what no person does. */
const SYSTEM: Actor = {
  type: 'system',
  id: null,
  name: 'Rihla',
  email: '',
  role: 'admin',
  team_id: null,
  teammates: [],
  language: 'en',
}

export const systemContext = ({ platform }: Pick<Parts, 'platform'>, tenant: Tenant): Ctx =>
  contextOf({ platform, tenant, actor: SYSTEM })

/**
 * The tenants of the demo with people, pipeline and leads whose histories happened, relative to `now`. What is there
 * stays as it is, so it can be repeated, also after a start that was cut off.
 */
export async function makeDemo(
  parts: Parts,
  tenants: readonly DemoTenant[] = DEMO_TENANTS,
  now = new Date(),
): Promise<Made[]> {
  const grounds: { demo: DemoTenant; tenant: Tenant }[] = []
  for (const demo of tenants) grounds.push({ demo, tenant: await ensureTenant(parts, demo) })
  const made: Made[] = []
  for (const { demo, tenant } of grounds) {
    const begun = Date.now()
    const leads = await fillTenant(parts, demo, tenant, now)
    made.push({ slug: demo.slug, leads, milliseconds: Date.now() - begun })
  }
  for (const [i, { demo, tenant }] of grounds.entries()) {
    const system = systemContext(parts, tenant)
    const mark = await readMark(system)
    // Not what another process is still making, and not a tenant of this name that is somebody's own.
    const ours = made[i]!.leads > 0 || (mark && (await hasRows(system, 'leads')))
    if (!ours || mark?.finished) continue
    await addPapers(system, `admin@${demo.domain}`, now)
    await transaction(system, (ctx) => writeMark(ctx, true))
  }
  return made
}

/** At a start for development: the demo, when it is due. What goes wrong with it stops nobody. */
export async function makeFirstDemo(parts: Parts) {
  const { log } = parts.platform
  try {
    if (!(await demoIsDue(parts))) return
    log.info('making demo data')
    for (const { slug, leads, milliseconds } of await makeDemo(parts))
      log.info({ tenant: slug, leads, milliseconds }, 'demo data made')
  } catch (error) {
    log.error({ err: error }, 'demo data could not be made: npm run rihla -- demo')
  }
}

/** True when a first start has the demo before it: nobody is here yet, or it was cut off. */
export async function demoIsDue(parts: Parts, tenants: readonly DemoTenant[] = DEMO_TENANTS): Promise<boolean> {
  const all = await listTenants((text, values) => parts.platform.lanes.read({ text, values }, null))
  if (all.length === 0) return true
  const marks = await marksOf(parts, tenants)
  return marks.some((mark) => mark?.finished === false)
}

/** Who can sign in to the demo, a line for each tenant that is the demo's. */
export async function demoLogins(parts: Parts, tenants: readonly DemoTenant[] = DEMO_TENANTS): Promise<string[]> {
  const marks = await marksOf(parts, tenants)
  return tenants.flatMap(({ domain, password, name }, i) =>
    marks[i] ? [`${name}: admin@, manager@, agent@ or viewer@${domain}, password ${password}`] : [],
  )
}

async function marksOf(parts: Parts, tenants: readonly DemoTenant[]) {
  const found = await Promise.all(tenants.map(({ slug }) => parts.platform.findTenant(slug)))
  return Promise.all(found.map(async (tenant) => (tenant ? readMark(systemContext(parts, tenant)) : undefined)))
}

async function ensureTenant(parts: Parts, { slug, name }: DemoTenant): Promise<Tenant> {
  const known = await parts.platform.findTenant(slug)
  if (known) return known
  try {
    const tenant = await createTenant(parts.databases, {
      slug,
      name,
      country: 'MA',
      base_currency: 'MAD',
      timezone: 'Africa/Casablanca',
    })
    await transaction(systemContext(parts, tenant), (ctx) => writeMark(ctx, false))
    return tenant
  } catch (error) {
    // Another process starts at the same time, and was first.
    const tenant = error instanceof TenantTaken ? await parts.platform.findTenant(slug) : null
    if (!tenant) throw error
    return tenant
  }
}

async function fillTenant(parts: Parts, demo: DemoTenant, tenant: Tenant, now: Date): Promise<number> {
  const system = systemContext(parts, tenant)
  if (await hasRows(system, 'leads')) return 0
  await makeDefaultPipeline(system)
  const cast = await ensurePeople(parts, demo, system)
  const stories = storiesOf(demo, now)
  // One transaction: a start that is cut off leaves no lead, and the next one begins again.
  return transaction(system, async (ctx) => {
    if (!(await holdDemo(ctx)) || (await hasRows(ctx, 'leads'))) return 0
    await perform(ctx, stories, cast)
    const admin = await actingAs(ctx, cast.get('admin')!, now)
    await addProfiles(admin, demo)
    await arrangeOffice(admin, cast)
    return stories.length + (await addTwins(admin, cast, demo))
  })
}

async function ensurePeople({ auth }: Parts, demo: DemoTenant, system: Ctx): Promise<Cast> {
  const { tenant } = system
  const teams = await transaction(system, async (ctx) => [
    await ensureTeam(ctx, newId(), demo.teams[0]),
    await ensureTeam(ctx, newId(), demo.teams[1]),
  ])
  const ids = await Promise.all(
    demo.people.map(({ login, name, role, team, language }) =>
      auth.users.createUser({
        email: `${login}@${demo.domain}`,
        name,
        password: demo.password,
        memberships: [{ tenant, role, language, team_id: team === undefined ? null : teams[team]! }],
      }),
    ),
  )
  const actors = await Promise.all(ids.map((id) => auth.findActor(tenant, id)))
  return new Map(demo.people.map(({ login }, i) => [login, actors[i]!]))
}
