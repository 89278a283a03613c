-- What a run of the job fetched. A later run goes on from it when the token that fetched it is spent.
alter table jobs add fetched_commit bytea;
