-- The table that dc43 creates; an existing one is kept as it is, with its rows.
IF OBJECT_ID(N'{{table}}') IS NULL
CREATE TABLE {{table}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(255) NOT NULL,
  description nvarchar(max) NULL,
  json nvarchar(max) NOT NULL,
  fingerprint nvarchar(64) NOT NULL,
  created_at datetimeoffset DEFAULT SYSDATETIMEOFFSET() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
