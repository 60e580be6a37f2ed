-- What is derived from each row. The defaults are what a row has that another program inserts: release_rank 9 is
-- above every derived rank, so such a row is noticed by whoever asks for the latest version.
ALTER TABLE {{table}}
  ADD COLUMN IF NOT EXISTS sort_key varchar(400) COLLATE "C" DEFAULT '~' NOT NULL,
  ADD COLUMN IF NOT EXISTS release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN IF NOT EXISTS status varchar(255),
  ADD COLUMN IF NOT EXISTS digest varchar(32),
  ADD COLUMN IF NOT EXISTS derived_from varchar(64);
