create extension if not exists vector;

create table repositories (
    repository_id int generated always as identity primary key,
    public_id text not null unique,
    host text not null,                  -- empty for a local folder
    path text not null,                  -- as the host identifies it; the folder for a local one
    kind smallint not null,
    address text not null,               -- what git is given; never holds a credential
    visibility smallint not null default 0,
    visibility_checked_at timestamptz,
    created_at timestamptz not null default clock_timestamp(),
    unique (host, path)
);

create table index_series (
    series_id int generated always as identity primary key,
    repository_id int not null references repositories on delete cascade,
    model text not null,
    dimensions int not null,
    chunker int not null,
    filter_hash bytea not null,
    active_generation int,               -- the one pointer that activation moves
    active_commit bytea,
    active_files int not null default 0,
    active_at timestamptz,
    degraded boolean not null default false,
    unique (repository_id, model, dimensions, chunker, filter_hash)
);

-- "This blob is chunked and embedded": the resume point of an interrupted job.
create table series_blobs (
    series_id int not null references index_series on delete cascade,
    blob_number bigint generated always as identity,
    blob bytea not null,
    lines int not null,
    skip smallint,                       -- why its content is not indexed; null = it is
    primary key (series_id, blob),
    unique (series_id, blob_number)
);

-- Path to blob, valid for first_generation <= generation < end_generation.
create table files (
    series_id int not null references index_series on delete cascade,
    path text collate "C" not null,
    blob_number bigint not null,
    first_generation int not null,
    end_generation int,
    primary key (series_id, path, first_generation)
);
create index on files (series_id, blob_number);

create sequence chunk_ids increment by 4096;

-- Wide and cold: read by key for the few winners of a search.
create table chunks (
    series_id int not null,
    chunk_id bigint not null,
    blob_number bigint not null,
    start_line int not null,
    end_line int not null,
    kind smallint not null,
    symbol text,
    content_hash bytea not null,
    content text not null,
    primary key (series_id, chunk_id)
);
create index on chunks (content_hash);
create index on chunks (series_id, blob_number);

-- Narrow and hot: everything a scan touches and nothing else, never moved out of its page.
create table embeddings (
    series_id int not null,
    chunk_id bigint not null,
    blob_number bigint not null,
    embedding halfvec not null,
    primary key (series_id, chunk_id)
);
alter table embeddings alter embedding set storage plain;

create table lexical (
    series_id int not null,
    chunk_id bigint not null,
    blob_number bigint not null,
    terms sparsevec(1048576) not null,
    primary key (series_id, chunk_id)
);
alter table lexical alter terms set storage main;

-- In how many chunks a term's slot occurs; slot -1 counts all chunks.
create table term_statistics (
    series_id int not null references index_series on delete cascade,
    slot int not null,
    df int not null,
    primary key (series_id, slot)
);

-- What batches add to the statistics, written with them and folded in at activation: a crash between neither loses nor doubles a count.
create table term_deltas (
    series_id int not null references index_series on delete cascade,
    delta_id bigint generated always as identity,
    slots int[] not null,
    counts int[] not null,
    primary key (series_id, delta_id)
);

create table jobs (
    job_id bigint generated always as identity primary key,
    repository_id int not null references repositories on delete cascade,
    kind text not null check (kind in ('index')),
    settings_hash bytea not null,
    settings jsonb not null,
    state text not null default 'queued' check (state in ('queued', 'running', 'succeeded', 'failed', 'cancelled')),
    attempt int not null default 0,
    epoch int not null default 0,
    worker text,
    lease_until timestamptz,
    not_before timestamptz not null default clock_timestamp(),
    needs_credential boolean not null default false,
    trace_parent text,
    stage text,
    done bigint not null default 0,
    total bigint,
    unit text,
    error_code text,
    error_message text,
    report jsonb,
    created_at timestamptz not null default clock_timestamp(),
    started_at timestamptz,
    finished_at timestamptz
);
create unique index jobs_one_live on jobs (repository_id, kind, settings_hash) where state in ('queued', 'running');
create index on jobs (state, not_before, job_id) where state in ('queued', 'running');

-- Seals what travels through Redis: neither store alone can read it.
create table service_keys (
    name text primary key,
    key bytea not null
);
insert into service_keys values ('hand-over', decode(replace(gen_random_uuid()::text || gen_random_uuid()::text, '-', ''), 'hex'));
