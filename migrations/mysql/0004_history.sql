-- The exact bytes of documents that were uploaded as YAML.
CREATE TABLE IF NOT EXISTS {{table:_sources}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source longblob NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- One row for each contract: its writers lock it, one after the other, and it has the time of the contract's last change,
-- in milliseconds since 1970, so that no two changes of a contract have the same.
CREATE TABLE IF NOT EXISTS {{table:_locks}} (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- What has happened to each version: one row for each revision, which is never changed but for its place in the feed.
CREATE TABLE IF NOT EXISTS {{table:_history}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at datetime(6) NOT NULL,
  caller varchar(255),
  operation varchar(16) NOT NULL,
  name varchar(255) NOT NULL,
  status_before varchar(255),
  status_after varchar(255),
  fingerprint_before varchar(64),
  fingerprint_after varchar(64),
  reason text,
  request_id varchar(128),
  successor varchar(128),
  sunset datetime(6),
  compatibility text,
  PRIMARY KEY (contract_id, version, revision),
  INDEX {{name:_history_feed}} (sequence),
  INDEX {{name:_history_contract}} (contract_id, sequence)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The documents that were replaced or deleted, with their YAML sources.
CREATE TABLE IF NOT EXISTS {{table:_revisions}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  json longtext NOT NULL,
  source longblob,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The number of the last event (row 1), and of the last event that is in the index (row 2). Whoever numbers events, or indexes, locks the row.
CREATE TABLE IF NOT EXISTS {{table:_feed}} (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
CREATE TABLE IF NOT EXISTS {{table:_links}} (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_key varchar(43) NOT NULL,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime(6) NOT NULL,
  linked_by varchar(255),
  INDEX {{name:_links_contract}} (contract_id, contract_version, link_key),
  INDEX {{name:_links_dataset}} (dataset_key, linked_at)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
