-- A wiki that the service makes and keeps up to date. Readers see one generation of it, which is a list of page versions; publishing one moves a number.
create table wikis (
    wiki_id int generated always as identity primary key,
    public_id text not null unique,
    repository_id int not null references repositories on delete cascade,
    ref text collate "C" not null,       -- empty = the head of the default branch
    language text not null,
    detail text not null check (detail in ('comprehensive', 'concise')),
    settings jsonb not null,             -- of the index it is made from
    provider text not null,
    model text not null,
    policy text not null check (policy in ('auto', 'ask', 'webhook')),
    title text not null default '',
    description text not null default '',
    active_generation int,               -- null until one is published
    last_generation int not null default 0,
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    unique (repository_id, ref, language, detail)
);

-- Append-only. A preview is a generation that is never published.
create table wiki_generations (
    generation_id int generated always as identity primary key,
    wiki_id int not null references wikis on delete cascade,
    generation int not null,
    base_generation int,                 -- the one it was planned from; null when planned anew
    is_preview boolean not null default false,
    commit bytea not null,
    series_id int not null,
    view_id int not null,
    index_generation int not null,
    language text not null,
    title text not null,
    description text not null,
    sections jsonb not null,
    notes jsonb not null,                -- of the steering file, for every prompt
    warnings jsonb not null,
    files bytea not null,                -- eight bytes a file: halves of hashes of its path and of its content
    provider text not null,
    model text not null,
    state text not null check (state in ('running', 'ready', 'partial', 'failed', 'cancelled')),
    error_code text,
    error_message text,
    job_id bigint not null,
    trace_id text,
    max_cost double precision,
    input_tokens bigint not null default 0,
    output_tokens bigint not null default 0,
    cost double precision,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    unique (wiki_id, generation)
);
create index on wiki_generations (job_id);

-- A slug belongs to its subject for ever. One whose subject another page took over leads there.
create table wiki_pages (
    page_id int generated always as identity primary key,
    wiki_id int not null references wikis on delete cascade,
    slug text not null,
    successor text,
    unique (wiki_id, slug)
);

-- What a page says, immutable, shared by all generations that show it.
create table page_versions (
    version_id bigint generated always as identity primary key,
    page_id int not null references wiki_pages on delete cascade,
    commit bytea not null,
    title text not null,
    markdown text not null,
    headings jsonb not null,
    summary text not null,
    provider text not null,
    model text not null,
    prompt_hash bytea,
    input_tokens bigint,
    output_tokens bigint,
    cost double precision,
    unsupported int not null default 0,  -- factual paragraphs without a citation
    faults jsonb not null,
    trace_id text,
    content_hash bytea not null,
    written_at timestamptz not null default clock_timestamp()
);
create index on page_versions (page_id);

create table page_sources (
    version_id bigint not null references page_versions on delete cascade,
    n int not null,
    path text collate "C" not null,
    blob bytea not null,
    start_line int not null,
    end_line int not null,
    sha256 bytea,                        -- of the lines joined by line feeds; null = the page only lists the file
    primary key (version_id, n)
);

create table page_citations (
    version_id bigint not null references page_versions on delete cascade,
    n int not null,
    position int not null,               -- of its link in the Markdown, in UTF-16 units
    length int not null,
    path text collate "C" not null,
    blob bytea not null,
    start_line int not null,
    end_line int not null,
    sha256 bytea not null,               -- of the lines joined by line feeds
    primary key (version_id, n)
);
create index on page_citations (path);

create table page_diagrams (
    version_id bigint not null references page_versions on delete cascade,
    n int not null,
    position int not null,
    length int not null,
    kind text not null,
    is_valid boolean not null,
    is_computed boolean not null,
    error text,
    primary key (version_id, n)
);

-- The pages of a generation. While it is written each row is a task of its own: claimed, leased and fenced like a job.
create table generation_pages (
    generation_id int not null references wiki_generations on delete cascade,
    page_id int not null references wiki_pages on delete cascade,
    position int not null,
    title text not null,
    purpose text not null,
    importance smallint not null,
    section text,
    files text[] not null,
    related int[] not null,
    note text,                           -- for this page's prompt alone
    state text not null check (state in ('planned', 'writing', 'ready', 'failed')),
    version_id bigint references page_versions,
    reason text not null check (reason in ('new', 'sources changed', 'lines moved', 'asked', 'unchanged')),
    is_stale boolean not null default false,
    error_code text,
    error_message text,
    worker text,
    epoch int not null default 0,
    attempt int not null default 0,
    lease_until timestamptz,
    not_before timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp(),
    primary key (generation_id, page_id)
);
create index on generation_pages (version_id);
create index on generation_pages (state, generation_id) where state in ('planned', 'writing');

-- Jobs of wikis ride on the queue of index jobs. One wiki has one of them at work at a time; a job can wait for the end of another.
alter table jobs drop constraint jobs_kind_check;
alter table jobs add constraint jobs_kind_check check (kind in ('index', 'wiki', 'refresh', 'page', 'preview'));
alter table jobs add wiki_id int references wikis on delete cascade;
alter table jobs add request jsonb;
alter table jobs add waits_for bigint;
create unique index jobs_one_running_of_wiki on jobs (wiki_id) where state = 'running';
create index on jobs (wiki_id, job_id);

-- A secret that a Git host signs its pushes with: sealed, as it must be read again to check a signature.
create table webhooks (
    hook_id text primary key,
    repository_id int not null references repositories on delete cascade,
    secret bytea not null,
    created_at timestamptz not null default clock_timestamp()
);
create index on webhooks (repository_id);

-- What readers said of pages, messages and citations.
create table feedback (
    feedback_id bigint generated always as identity primary key,
    wiki_id int references wikis on delete cascade,
    target jsonb not null,
    verdict text not null check (verdict in ('helpful', 'wrong')),
    quote text,
    note text,
    job_id bigint,
    given_at timestamptz not null default clock_timestamp()
);

-- The stages a job went through, for those who watch it.
create table job_stages (
    job_id bigint not null references jobs on delete cascade,
    name text not null,
    done bigint not null,
    total bigint,
    unit text,
    started_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz,
    primary key (job_id, name)
);
