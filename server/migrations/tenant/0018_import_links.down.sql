drop table import_links;
