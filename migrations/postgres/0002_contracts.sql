-- The table that dc43 creates; an existing one is kept as it is, with its rows.
CREATE TABLE IF NOT EXISTS {{table}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at timestamptz DEFAULT now() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
-- An adopted table has the collation of its database and 64 characters for a version. Keys are ordered by code
-- point here, and versions have up to 128 characters. Values stay as they are; the primary key's index is rebuilt.
-- The columns that are added are what this service derives from each row, how often it has changed and who wrote it.
-- Their defaults are what a row has that another program inserts: release_rank 9 is above every derived rank, so whoever
-- asks for the latest version meets such a row first; revision 0 stands for a row that is not in the history.
ALTER TABLE {{table}}
  ALTER COLUMN contract_id TYPE varchar(255) COLLATE "C",
  ALTER COLUMN version TYPE varchar(128) COLLATE "C",
  ADD COLUMN IF NOT EXISTS sort_key varchar(400) COLLATE "C" DEFAULT '~' NOT NULL,
  ADD COLUMN IF NOT EXISTS release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN IF NOT EXISTS status varchar(255),
  ADD COLUMN IF NOT EXISTS digest varchar(32),
  ADD COLUMN IF NOT EXISTS derived_from varchar(64),
  ADD COLUMN IF NOT EXISTS owner varchar(255),
  ADD COLUMN IF NOT EXISTS domain varchar(255),
  ADD COLUMN IF NOT EXISTS revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN IF NOT EXISTS updated_at timestamptz,
  ADD COLUMN IF NOT EXISTS created_by varchar(255),
  ADD COLUMN IF NOT EXISTS updated_by varchar(255);
-- Every contract version as it is now, for analysts. is_latest is 1 for the version that counts as the latest.
CREATE OR REPLACE VIEW {{table:_current}} AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM {{table}};
