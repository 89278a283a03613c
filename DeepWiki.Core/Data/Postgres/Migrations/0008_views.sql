-- One series, several views: the head of the default branch, other branches, tags and commits. They share chunks, embeddings and words, and
-- differ only in which files they hold. What moves at an activation belongs to the view.
create table index_views (
    view_id int generated always as identity primary key,
    series_id int not null references index_series on delete cascade,
    ref text collate "C" not null,       -- empty = the head of the default branch
    active_generation int,               -- the one pointer that activation moves
    active_commit bytea,
    active_files int not null default 0,
    active_at timestamptz,
    degraded boolean not null default false,
    used_on date not null default current_date,
    unique (series_id, ref)
);
insert into index_views (series_id, ref, active_generation, active_commit, active_files, active_at, degraded)
    select series_id, '', active_generation, active_commit, active_files, active_at, degraded from index_series;

alter table files add column view_id int;
update files f set view_id = v.view_id from index_views v where v.series_id = f.series_id;
delete from files where view_id is null;
alter table files alter view_id set not null;
alter table files drop constraint files_pkey;
alter table files add primary key (view_id, path, first_generation);

alter table index_series drop column active_generation, drop column active_commit, drop column active_files, drop column active_at, drop column degraded;
