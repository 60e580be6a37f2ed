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
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX {{name:_history_feed}} ON {{table:_history}} (sequence);
CREATE INDEX {{name:_history_contract}} ON {{table:_history}} (contract_id, sequence);
