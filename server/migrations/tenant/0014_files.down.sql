drop table file_leftovers;
drop table files;
