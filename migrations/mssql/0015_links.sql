-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
IF OBJECT_ID(N'{{table:_links}}') IS NULL
CREATE TABLE {{table:_links}} (
  link_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  linked_at datetimeoffset NOT NULL,
  linked_by nvarchar(255) NULL
);
CREATE INDEX {{name:_links_contract}} ON {{table:_links}} (contract_id, contract_version, link_key);
