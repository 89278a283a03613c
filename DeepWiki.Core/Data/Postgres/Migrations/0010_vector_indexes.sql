-- A large series has an approximate index of its own over the vectors of its load: rows up to here are in it, later ones are searched exactly.
-- Without a chunk id the series is searched exactly; rows and recall then say what was tried last.
alter table index_series add column frozen_chunk_id bigint, add column frozen_rows bigint, add column frozen_recall real;
