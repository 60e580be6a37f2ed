-- An adopted table has the collation of its database and 64 characters for a version. Keys are ordered by code
-- point here, and versions have up to 128 characters. Values stay as they are; the primary key's index is rebuilt.
ALTER TABLE {{table}}
  ALTER COLUMN contract_id TYPE varchar(255) COLLATE "C",
  ALTER COLUMN version TYPE varchar(128) COLLATE "C";
