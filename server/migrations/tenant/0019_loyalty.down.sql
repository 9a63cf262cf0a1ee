-- From here on people say it again: the next time that has to be kept, too.
delete from settings where key = 'loyalty_kept';
drop index accounts_loyalty_until_idx;
alter table accounts drop column loyalty_until;
