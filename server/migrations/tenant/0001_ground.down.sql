drop table jobs;
drop table settings;
drop table idempotency_keys;
drop table events;
drop table members;
drop table teams;
