-- What readers need to know of source code is read from it once, when it is indexed. An index made before has none of it until it is made anew,
-- which the version of the chunker sees to; its declarations end where they begin.
alter table symbols add scope text not null default '';
alter table symbols add kind smallint not null default 0;
alter table symbols add end_line int not null default 0;
alter table symbols add doc_from int;
alter table symbols add doc_to int;
alter table symbols add bases text[];
alter table symbols add is_test boolean not null default false;
alter table symbols add is_exported boolean not null default false;
alter table symbols add is_trivial boolean not null default false;

-- The comment that is about the whole file.
alter table series_blobs add doc_from int;
alter table series_blobs add doc_to int;

create table imports (
    series_id int not null,
    blob_number bigint not null,
    line int not null,
    target text not null
);
create index on imports (series_id, blob_number);

create function delete_series_imports() returns trigger language plpgsql as $$
begin
    delete from imports where series_id in (select series_id from gone);
    return null;
end $$;
create trigger delete_series_imports after delete on index_series referencing old table as gone
    for each statement execute function delete_series_imports();
