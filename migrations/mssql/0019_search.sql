-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version, older_terms those of others; what an older version has lost may still be among them.
IF OBJECT_ID(N'{{table:_search}}') IS NULL
CREATE TABLE {{table:_search}} (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  release_rank smallint NOT NULL,
  sort_key nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  name_key nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  status nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  owner nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  domain nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  updated_at datetimeoffset NOT NULL,
  latest_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  older_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);
CREATE INDEX {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
CREATE INDEX {{name:_search_facets}} ON {{table:_search}} (status, owner, domain);
