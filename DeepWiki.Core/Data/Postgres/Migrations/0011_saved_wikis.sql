-- A wiki as a client made and saved it. The key is a hash of all it is kept under, its saver included: folders and addresses are longer than an
-- index entry may be. What the service will make itself stands beside the saves of clients and never replaces them.
create table saved_wikis (
    wiki_id bigint generated always as identity primary key,
    key bytea not null unique,
    origin text not null default 'client' check (origin in ('client', 'server')),
    host text not null,                   -- as in repositories; empty for a local folder, and where the client named no address
    path text not null,                   -- as in repositories; empty where the client named no address
    type text not null,
    owner text not null,
    repository text not null,
    language text not null,
    saved_by bytea,                       -- a keyed hash of the caller; null when nobody in particular
    content bytea not null,               -- JSON as it is given back; never holds a token
    saved_at timestamptz not null default clock_timestamp()
);
create index on saved_wikis (owner, repository, language, type);
