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
