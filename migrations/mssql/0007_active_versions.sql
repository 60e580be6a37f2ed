-- Active versions that somebody chose in the storage of the documents, such as Collibra, in place of the one to be expected.
IF OBJECT_ID(N'{{table:_active_versions}}') IS NULL
CREATE TABLE {{table:_active_versions}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  in_place_of nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  PRIMARY KEY (contract_id)
);
