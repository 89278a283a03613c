-- What one caller keeps is counted at each save.
create index on saved_wikis (saved_by);
