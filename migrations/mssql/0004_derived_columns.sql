-- What is derived from each row. The defaults are what a row has that another program inserts: release_rank 9 is
-- above every derived rank, so such a row is noticed by whoever asks for the latest version.
ALTER TABLE {{table}} ADD sort_key nvarchar(400) COLLATE Latin1_General_BIN2 DEFAULT N'~' NOT NULL;
ALTER TABLE {{table}} ADD release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE {{table}} ADD status nvarchar(255) NULL;
ALTER TABLE {{table}} ADD digest nvarchar(32) NULL;
ALTER TABLE {{table}} ADD derived_from nvarchar(64) NULL;
