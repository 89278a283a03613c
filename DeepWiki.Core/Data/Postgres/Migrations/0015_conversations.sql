-- Questions and answers about a repository. Who knows the id of a conversation may read it.
create table conversations (
    conversation_id bigint generated always as identity primary key,
    public_id text not null unique,
    repository_id int not null references repositories on delete cascade,
    title text not null,
    caller text,                          -- hash of the one who asked first; null for one without a name
    created_at timestamptz not null default clock_timestamp(),
    updated_at timestamptz not null default clock_timestamp()
);
create index on conversations (caller, updated_at desc);
create index on conversations (repository_id);

-- A question is whole when it is stored; an answer is stored empty when it begins, and filled when it has ended.
create table messages (
    message_id bigint generated always as identity primary key,
    public_id text not null unique,
    conversation_id bigint not null references conversations on delete cascade,
    role text not null check (role in ('user', 'assistant')),
    text text not null,
    mode text not null check (mode in ('answer', 'research')),
    ask text unique,                      -- of an answer
    provider text,
    model text,
    commit bytea,                         -- null until it is known
    trace_id text,
    facts jsonb,                          -- sources, citations, rounds, usage, end and error, as they were sent
    created_at timestamptz not null default clock_timestamp(),
    finished_at timestamptz
);
create index on messages (conversation_id, message_id);
