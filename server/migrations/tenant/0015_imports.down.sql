drop table import_mappings;
drop table import_faults;
drop table import_rows;
drop table import_files;
drop table imports;
