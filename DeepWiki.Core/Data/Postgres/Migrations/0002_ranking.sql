-- Words of paths and of symbols rank files beside the words of their chunks. Their rows depend on nothing but the path or the blob.
create table path_words (
    series_id int not null references index_series on delete cascade,
    path text collate "C" not null,
    terms sparsevec(1048576) not null,
    primary key (series_id, path)
);

create table symbol_words (
    series_id int not null references index_series on delete cascade,
    blob_number bigint not null,
    terms sparsevec(1048576) not null,
    primary key (series_id, blob_number)
);

-- Look-up by name: where a question spells an identifier.
create table symbols (
    series_id int not null references index_series on delete cascade,
    blob_number bigint not null,
    line int not null,
    name text not null,
    qualified text not null
);
create index on symbols (series_id, lower(name));
create index on symbols (series_id, blob_number);
create index on files (series_id, lower(substring(path from '[^/]*$')));

-- What a count is of: 0 chunks, 1 paths, 2 symbols of a blob.
alter table term_statistics add field smallint not null default 0;
alter table term_statistics drop constraint term_statistics_pkey;
alter table term_statistics add primary key (series_id, field, slot);
alter table term_deltas add field smallint not null default 0;
