-- The table that dc43 creates; an existing one is kept as it is, with its rows.
CREATE TABLE IF NOT EXISTS {{table}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (contract_id, version)
);
-- What this service derives from each row, how often it has changed and who wrote it. The defaults are what a row has
-- that another program inserts: release_rank 9 is above every derived rank, so whoever asks for the latest version meets
-- such a row first; revision 0 stands for a row that is not in the history.
ALTER TABLE {{table}} ADD COLUMN sort_key varchar(400) DEFAULT '~' NOT NULL;
ALTER TABLE {{table}} ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE {{table}} ADD COLUMN status varchar(255);
ALTER TABLE {{table}} ADD COLUMN digest varchar(32);
ALTER TABLE {{table}} ADD COLUMN derived_from varchar(64);
ALTER TABLE {{table}} ADD COLUMN owner varchar(255);
ALTER TABLE {{table}} ADD COLUMN domain varchar(255);
ALTER TABLE {{table}} ADD COLUMN revision integer DEFAULT 0 NOT NULL;
ALTER TABLE {{table}} ADD COLUMN updated_at datetime;
ALTER TABLE {{table}} ADD COLUMN created_by varchar(255);
ALTER TABLE {{table}} ADD COLUMN updated_by varchar(255);
-- Every contract version as it is now, for analysts. is_latest is 1 for the version that counts as the latest.
CREATE VIEW IF NOT EXISTS {{table:_current}} AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM {{table}};
