-- The exact bytes of documents that were uploaded as YAML.
CREATE TABLE IF NOT EXISTS {{table:_sources}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  digest varchar(32) NOT NULL,
  source bytea NOT NULL,
  PRIMARY KEY (contract_id, version)
);
-- One row for each contract: its writers lock it, one after the other, and it has the time of the contract's last change,
-- in milliseconds since 1970, so that no two changes of a contract have the same.
CREATE TABLE IF NOT EXISTS {{table:_locks}} (
  contract_id varchar(255) COLLATE "C" NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
-- What has happened to each version: one row for each revision, which is never changed but for its place in the feed.
CREATE TABLE IF NOT EXISTS {{table:_history}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at timestamptz NOT NULL,
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
  sunset timestamptz,
  compatibility text,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS {{name:_history_feed}} ON {{table:_history}} (sequence);
CREATE INDEX IF NOT EXISTS {{name:_history_contract}} ON {{table:_history}} (contract_id, sequence);
-- The documents that were replaced or deleted, with their YAML sources.
CREATE TABLE IF NOT EXISTS {{table:_revisions}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source bytea,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
-- The number of the last event (row 1), and of the last event that is in the index (row 2). Whoever numbers events, or indexes, locks the row.
CREATE TABLE IF NOT EXISTS {{table:_feed}} (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
CREATE TABLE IF NOT EXISTS {{table:_links}} (
  link_key varchar(43) COLLATE "C" NOT NULL PRIMARY KEY,
  dataset_key varchar(43) COLLATE "C" NOT NULL,
  dataset_id varchar(2000) COLLATE "C" NOT NULL,
  dataset_version varchar(512) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  contract_version varchar(128) COLLATE "C" NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS {{name:_links_contract}} ON {{table:_links}} (contract_id, contract_version, link_key);
CREATE INDEX IF NOT EXISTS {{name:_links_dataset}} ON {{table:_links}} (dataset_key, linked_at);
