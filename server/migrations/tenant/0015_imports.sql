-- Files that become records. What they hold stands here until some time after they ended, so that a run goes on after a
-- crash, rows with faults can be handed back, and an import can be read again in another way.
create table imports (
  id uuid primary key,
  created_at timestamptz not null,
  updated_at timestamptz not null,
  created_by uuid,
  version integer not null,
  record_type text not null check (record_type in ('lead', 'contact', 'account')),
  name text not null,
  format text not null check (format in ('csv', 'xlsx')),
  size integer not null,
  state text not null,
  encoding text,
  delimiter text,
  header boolean not null,
  sheet text,
  sheets text[] not null,
  source text,
  row_count integer not null,
  columns jsonb not null,
  rules jsonb not null,
  counts jsonb,
  error text,
  job_id uuid,
  operation_id uuid,
  undone jsonb,
  started_at timestamptz,
  finished_at timestamptz,
  constraint imports_state_check check (state in ('uploading', 'uploaded', 'checking', 'checked', 'running', 'done',
    'failed', 'cancelled', 'undoing', 'undone'))
);
create index imports_created_at_idx on imports (created_at, id);

-- The file as it came, in pieces.
create table import_files (
  import_id uuid not null,
  position integer not null,
  bytes bytea not null,
  constraint import_files_pkey primary key (import_id, position)
);

-- Its rows, by the number a spreadsheet gives them. `repeats` is the row before that says the same of the same record.
create table import_rows (
  import_id uuid not null,
  number integer not null,
  cells jsonb not null,
  repeats integer,
  constraint import_rows_pkey primary key (import_id, number)
);

create table import_faults (
  import_id uuid not null,
  number integer not null,
  position integer not null,
  field text,
  code text not null,
  message text not null,
  params jsonb,
  value text,
  constraint import_faults_pkey primary key (import_id, number, position)
);

-- What columns of these headings became the last time.
create table import_mappings (
  record_type text not null,
  signature text not null,
  columns jsonb not null,
  updated_at timestamptz not null,
  constraint import_mappings_pkey primary key (record_type, signature)
);
