-- What is derived from each row. The defaults are what a row has that another program inserts: release_rank 9 is
-- above every derived rank, so such a row is noticed by whoever asks for the latest version.
ALTER TABLE {{table}} ADD COLUMN sort_key varchar(400) DEFAULT '~' NOT NULL;
ALTER TABLE {{table}} ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE {{table}} ADD COLUMN status varchar(255);
ALTER TABLE {{table}} ADD COLUMN digest varchar(32);
ALTER TABLE {{table}} ADD COLUMN derived_from varchar(64);
