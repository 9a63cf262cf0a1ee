alter table opportunities drop column tags_folded;
alter table accounts drop column tags_folded;
alter table contacts drop column tags_folded;
alter table leads drop column tags_folded;
drop table tags;
