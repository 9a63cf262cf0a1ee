drop table opportunities;
drop table stages;
drop table pipelines;
