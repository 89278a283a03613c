-- How often in a row an outage made a worker give the job back, and since when: pauses grow, and come to an end.
alter table jobs add interruptions int not null default 0;
alter table jobs add interrupted_at timestamptz;
