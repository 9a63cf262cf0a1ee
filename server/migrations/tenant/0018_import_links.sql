-- Records of a run that are to come below others of the same file, once all of them are there.
create table import_links (
  import_id uuid not null,
  number integer not null,
  record_id uuid not null,
  parent_id uuid not null,
  constraint import_links_pkey primary key (import_id, number)
);
