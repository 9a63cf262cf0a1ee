-- The tenants of this installation, and which migrations have landed where.
create table tenants (
  id uuid not null constraint tenants_id_pkey primary key,
  slug text not null constraint tenants_slug_key unique,
  name text not null,
  country text not null,
  base_currency text not null,
  timezone text not null,
  placement text not null default 'default',
  status text not null default 'active' constraint tenants_status_check check (status in ('active', 'suspended')),
  created_at timestamptz not null default now(),
  constraint tenants_slug_check check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) between 2 and 40)
);

create table tenant_migrations (
  tenant_id uuid not null constraint tenant_migrations_tenant_id_fkey references tenants,
  name text not null,
  applied_at timestamptz not null default now(),
  constraint tenant_migrations_tenant_id_name_pkey primary key (tenant_id, name)
);

create table platform_migrations (
  name text not null constraint platform_migrations_name_pkey primary key,
  applied_at timestamptz not null default now()
);

-- `:app` is the role that serves: it reads these. Only the owner, who makes tenants and migrates, writes them.
revoke insert, update, delete on tenants, tenant_migrations, platform_migrations from :app;
