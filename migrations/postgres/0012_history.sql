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
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS {{name:_history_feed}} ON {{table:_history}} (sequence);
CREATE INDEX IF NOT EXISTS {{name:_history_contract}} ON {{table:_history}} (contract_id, sequence);
