-- When the rows that no view needs were last looked for; null = not since something went.
alter table index_series add column collected_at timestamptz;
