-- The table that dc43 creates; an existing one is kept as it is, with its rows.
CREATE TABLE IF NOT EXISTS {{table}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description longtext,
  json longtext NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime(6) DEFAULT current_timestamp(6) NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- An adopted table has the collation of its database, 64 characters for a version and 64 KB for a document. Keys
-- compare byte by byte here, versions have up to 128 characters, documents up to 8 MiB and more. Values stay as they
-- are. All changes are one statement: an adopted table is rebuilt once, and has all of them or none.
-- The columns that are added are what this service derives from each row, how often it has changed and who wrote it.
-- Their defaults are what a row has that another program inserts: release_rank 9 is above every derived rank, so whoever
-- asks for the latest version meets such a row first; revision 0 stands for a row that is not in the history.
-- is_foreign tells the rows that another program has inserted or changed since.
ALTER TABLE {{table}}
  MODIFY contract_id varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}} NOT NULL,
  MODIFY version varchar(128) CHARACTER SET utf8mb4 COLLATE {{collation}} NOT NULL,
  MODIFY name varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}} NOT NULL,
  MODIFY description longtext CHARACTER SET utf8mb4 COLLATE {{collation}},
  MODIFY json longtext CHARACTER SET utf8mb4 COLLATE {{collation}} NOT NULL,
  MODIFY fingerprint varchar(64) CHARACTER SET utf8mb4 COLLATE {{collation}} NOT NULL,
  ADD COLUMN sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin DEFAULT '~' NOT NULL,
  ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN status varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN digest varchar(32) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN derived_from varchar(64) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN owner varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN domain varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN updated_at datetime(6),
  ADD COLUMN created_by varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN updated_by varchar(255) CHARACTER SET utf8mb4 COLLATE {{collation}},
  ADD COLUMN is_foreign tinyint AS (IF(revision = 0 OR NOT (derived_from <=> fingerprint), 1, 0)) VIRTUAL;
-- Every contract version as it is now, for analysts. is_latest is 1 for the version that counts as the latest.
CREATE OR REPLACE VIEW {{table:_current}} AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM {{table}};
