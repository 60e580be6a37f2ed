-- The exact bytes of documents that were uploaded as YAML.
IF OBJECT_ID(N'{{table:_sources}}') IS NULL
CREATE TABLE {{table:_sources}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) NOT NULL,
  source varbinary(max) NOT NULL,
  PRIMARY KEY (contract_id, version)
);
-- One row for each contract: its writers lock it, one after the other, and it has the time of the contract's last change,
-- in milliseconds since 1970, so that no two changes of a contract have the same.
IF OBJECT_ID(N'{{table:_locks}}') IS NULL
CREATE TABLE {{table:_locks}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
-- What has happened to each version: one row for each revision, which is never changed but for its place in the feed.
IF OBJECT_ID(N'{{table:_history}}') IS NULL
CREATE TABLE {{table:_history}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  revision integer NOT NULL,
  sequence bigint NULL,
  occurred_at datetimeoffset NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  operation nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(255) NOT NULL,
  status_before nvarchar(255) NULL,
  status_after nvarchar(255) NULL,
  fingerprint_before nvarchar(64) NULL,
  fingerprint_after nvarchar(64) NULL,
  reason nvarchar(max) NULL,
  request_id nvarchar(128) NULL,
  successor nvarchar(128) NULL,
  sunset datetimeoffset NULL,
  compatibility nvarchar(max) NULL,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX {{name:_history_feed}} ON {{table:_history}} (sequence);
CREATE INDEX {{name:_history_contract}} ON {{table:_history}} (contract_id, sequence);
-- The documents that were replaced or deleted, with their YAML sources.
IF OBJECT_ID(N'{{table:_revisions}}') IS NULL
CREATE TABLE {{table:_revisions}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  revision integer NOT NULL,
  json nvarchar(max) NOT NULL,
  source varbinary(max) NULL,
  fingerprint nvarchar(64) NOT NULL,
  digest nvarchar(32) NOT NULL,
  status nvarchar(255) NULL,
  PRIMARY KEY (contract_id, version, revision)
);
-- The number of the last event (row 1), and of the last event that is in the index (row 2). Whoever numbers events, or indexes, locks the row.
IF OBJECT_ID(N'{{table:_feed}}') IS NULL
CREATE TABLE {{table:_feed}} (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
IF OBJECT_ID(N'{{table:_links}}') IS NULL
CREATE TABLE {{table:_links}} (
  link_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  linked_at datetimeoffset NOT NULL,
  linked_by nvarchar(255) NULL
);
CREATE INDEX {{name:_links_contract}} ON {{table:_links}} (contract_id, contract_version, link_key);
CREATE INDEX {{name:_links_dataset}} ON {{table:_links}} (dataset_key, linked_at);
