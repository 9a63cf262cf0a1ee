-- To walk once more finds nothing to do.
delete from settings where key in ('contacts_by_account', 'loyalty_computed');
