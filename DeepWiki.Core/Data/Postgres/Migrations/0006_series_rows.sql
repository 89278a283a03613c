-- Rows of an index come by the hundred thousand, and a foreign key costs more than the row itself. They are written under the fence of a job,
-- which the series outlives; whoever deletes a series takes all its rows along, those of the tables that never had a foreign key too.
alter table series_blobs drop constraint series_blobs_series_id_fkey;
alter table files drop constraint files_series_id_fkey;
alter table term_statistics drop constraint term_statistics_series_id_fkey;
alter table term_deltas drop constraint term_deltas_series_id_fkey;
alter table path_words drop constraint path_words_series_id_fkey;
alter table symbol_words drop constraint symbol_words_series_id_fkey;
alter table symbols drop constraint symbols_series_id_fkey;
alter table embedding_gaps drop constraint embedding_gaps_series_id_fkey;

create function delete_series_rows() returns trigger language plpgsql as $$
begin
    delete from files where series_id in (select series_id from gone);
    delete from series_blobs where series_id in (select series_id from gone);
    delete from chunks where series_id in (select series_id from gone);
    delete from lexical where series_id in (select series_id from gone);
    delete from embeddings where series_id in (select series_id from gone);
    delete from embedding_gaps where series_id in (select series_id from gone);
    delete from symbols where series_id in (select series_id from gone);
    delete from symbol_words where series_id in (select series_id from gone);
    delete from path_words where series_id in (select series_id from gone);
    delete from term_deltas where series_id in (select series_id from gone);
    delete from term_statistics where series_id in (select series_id from gone);
    return null;
end $$;
create trigger delete_series_rows after delete on index_series referencing old table as gone
    for each statement execute function delete_series_rows();
