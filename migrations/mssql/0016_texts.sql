-- What a search looks at in each version, derived from its document.
IF OBJECT_ID(N'{{table:_texts}}') IS NULL
CREATE TABLE {{table:_texts}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  release_rank smallint NOT NULL,
  sort_key nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  updated_at datetimeoffset NOT NULL,
  status nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  owner nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  domain nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version)
);
