-- Chunks without an embedding, and why: the provider could not be asked, or does not take the text. Words find them all the same.
-- What is embedded is the header and the chunk's own text, so that the missing ones can be embedded without reading the repository again.
create table embedding_gaps (
    series_id int not null references index_series on delete cascade,
    chunk_id bigint not null,
    blob_number bigint not null,
    refused smallint not null,           -- 1: asking again makes no sense
    code text not null,
    reason text not null,
    header text not null,
    attempts int not null default 1,
    primary key (series_id, chunk_id)
);
create index on embedding_gaps (series_id, blob_number);
