-- Who has how many jobs waiting: a keyed hash, so that the rows do not say who asked for what.
alter table jobs add column caller bytea;
create index on jobs (caller) where state = 'queued';
