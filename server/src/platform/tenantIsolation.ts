/** Sends one statement, as pg's `query` does. */
export type Ask = (text: string, values: unknown[]) => Promise<{ rows: any[] }>

/**
 * Functions by which SQL that runs as a tenant could leave it: change role or search_path, run a text as SQL, keep
 * things outside its schema. `pg_proc` alias `f`; matched by name because versions differ in what they have.
 */
export const ESCAPE_FUNCTIONS = `(
  f.pronamespace = 'pg_catalog'::regnamespace
    and f.proname ~ '^(set_config|(query|table|cursor|schema|database)_to_xml.*|ts_stat|lo_.*|loread|lowrite)$'
  or f.pronamespace = 'pg_catalog'::regnamespace and f.proname = 'ts_rewrite' and f.pronargs = 2
  or f.proname ~ '^dblink' or f.proname = 'set_limit')`

const TENANT_ROLE = `'^t_[0-9a-f]{32}$'`

// Names of what lets SQL of one tenant reach beyond it. $1 is the role that serves.
const ISOLATION_GAPS = `
with app as (select * from pg_roles where rolname = $1),
     tenant as (select * from pg_roles where rolname ~ ${TENANT_ROLE}),
     membership as (select m.*, to_jsonb(m) ->> 'inherit_option' = 'true' as inherits from pg_auth_members m),
     gap (name, open) as (
  select 'function ' || f.oid::regprocedure,
         f.proacl is null or exists (
           select from aclexplode(f.proacl) g where g.grantee = 0 or g.grantee in (select oid from tenant))
    from pg_proc f where ${ESCAPE_FUNCTIONS}
  union all select 'update of pg_settings', has_any_column_privilege('public', 'pg_catalog.pg_settings', 'update')
  union all select 'temporary tables', has_database_privilege('public', current_database(), 'temp')
  union all select 'schemas made by anybody', has_database_privilege('public', current_database(), 'create')
  union all select 'tables made by anybody in ' || s.nspname, has_schema_privilege('public', s.oid, 'create')
    from pg_namespace s where s.nspname in ('public', 'shared', 'platform')
  union all select 'platform seen by anybody', has_schema_privilege('public', to_regnamespace('platform'), 'usage')
  union all select 'no role ' || $1, not exists (select from app)
  union all select 'attributes of ' || $1,
         rolsuper or rolinherit or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from app
  union all select 'settings of ' || $1,
         not coalesce(rolconfig @> '{search_path=nowhere,plan_cache_mode=force_custom_plan}', false) from app
  union all select 'schemas made by ' || $1, has_database_privilege(app.oid, current_database(), 'create') from app
  union all select 'tables made by ' || $1, has_schema_privilege(app.oid, to_regnamespace('platform'), 'create') from app
  union all select $1 || ' owns something', exists (
         select from pg_shdepend where refclassid = 'pg_authid'::regclass and refobjid = app.oid and deptype = 'o') from app
  union all select $1 || ' is more than a member of tenants', exists (
         select from membership m where m.member = app.oid
            and (m.inherits or m.admin_option or m.roleid not in (select oid from tenant))) from app
  union all select 'attributes of ' || rolname,
         rolcanlogin or rolsuper or rolcreaterole or rolcreatedb or rolreplication or rolbypassrls from tenant
  union all select 'a tenant is member of ' || m.roleid::regrole, true
    from membership m where m.member in (select oid from tenant)
  union all select 'owner or grants of schema ' || s.nspname,
         s.nspowner::regrole::text <> s.nspname or s.nspacl is not null and exists (
           select from aclexplode(s.nspacl) g where g.grantee <> s.nspowner)
    from pg_namespace s where s.nspname ~ ${TENANT_ROLE})
select name from gap where open order by name`

/** What in this database would let one tenant reach another: nothing, or it must not serve. One quick query. */
export async function isolationGaps(ask: Ask, app: string): Promise<string[]> {
  const { rows } = await ask(ISOLATION_GAPS, [app])
  return rows.map((row) => row.name as string)
}
