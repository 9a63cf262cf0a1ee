drop table platform_migrations;
drop table tenant_migrations;
drop table tenants;
