-- What is derived from each row. The defaults are what a row has that another program inserts: release_rank 9 is
-- above every derived rank, so such a row is noticed by whoever asks for the latest version.
ALTER TABLE {{table}}
  ADD COLUMN sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin DEFAULT '~' NOT NULL,
  ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN status varchar(255) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin,
  ADD COLUMN digest varchar(32) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN derived_from varchar(64) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
