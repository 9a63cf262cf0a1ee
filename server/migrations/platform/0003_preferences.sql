-- How users like the product, and the links with which they set a new password.
alter table users add column preferences jsonb not null default '{}';

-- A link is good once: its row goes with it. `tenant_id` names the tenant whose administrator made it; it then serves
-- only a user of that tenant alone.
create table password_resets (
  hash bytea not null constraint password_resets_hash_pkey primary key,
  user_id uuid not null constraint password_resets_user_id_fkey references users on delete cascade,
  tenant_id uuid constraint password_resets_tenant_id_fkey references tenants on delete cascade,
  created_at timestamptz not null,
  expires_at timestamptz not null
);
create index password_resets_user_id_idx on password_resets (user_id);
create index password_resets_tenant_id_idx on password_resets (tenant_id);
