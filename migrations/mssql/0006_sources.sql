-- The exact bytes of documents that were uploaded as YAML.
IF OBJECT_ID(N'{{table:_sources}}') IS NULL
CREATE TABLE {{table:_sources}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) NOT NULL,
  source varbinary(max) NOT NULL,
  PRIMARY KEY (contract_id, version)
);
