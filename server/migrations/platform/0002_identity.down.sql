drop table login_attempts;
drop table memberships;
drop table refresh_tokens;
drop table verifications;
drop table accounts;
drop table sessions;
drop table users;
