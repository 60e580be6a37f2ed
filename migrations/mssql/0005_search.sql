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
-- The field catalogue: every object and property of the schema of each contract's latest version.
IF OBJECT_ID(N'{{table:_fields}}') IS NULL
CREATE TABLE {{table:_fields}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  kind nvarchar(16) NOT NULL,
  pointer nvarchar(max) NOT NULL,
  path nvarchar(max) NOT NULL,
  name nvarchar(255) NOT NULL,
  name_key nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  physical_name_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  logical_type nvarchar(255) NULL,
  logical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_type nvarchar(255) NULL,
  physical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_base_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  classification nvarchar(255) NULL,
  classification_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description nvarchar(max) NULL,
  PRIMARY KEY (contract_id, position)
);
CREATE INDEX {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position);
CREATE INDEX {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position);
-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search table.
IF OBJECT_ID(N'{{table:_tags}}') IS NULL
CREATE TABLE {{table:_tags}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  search_id bigint NULL,
  tag nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX {{name:_tags_latest}} ON {{table:_tags}} (search_id, tag);
-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version. fields_digest is that of the fields in the catalogue: while a new version has the same, they need not
-- be read.
IF OBJECT_ID(N'{{table:_search}}') IS NULL
CREATE TABLE {{table:_search}} (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name_key nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  status nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  owner nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  domain nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  updated_at datetimeoffset NOT NULL,
  latest_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  fields_digest nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL
);
CREATE INDEX {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
CREATE INDEX {{name:_search_facets}} ON {{table:_search}} (status, owner, domain);
-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It is
-- read of many contracts at a time, and rows of the search table are long.
IF OBJECT_ID(N'{{table:_version_sets}}') IS NULL
CREATE TABLE {{table:_version_sets}} (
  search_id bigint NOT NULL PRIMARY KEY,
  versions nvarchar(max) NOT NULL,
  facets nvarchar(max) NOT NULL,
  partial_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);
-- The words of each contract, and which versions have them. An index that needs no full-text feature, which not every server has.
IF OBJECT_ID(N'{{table:_terms}}') IS NULL
CREATE TABLE {{table:_terms}} (
  term nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
  search_id bigint NOT NULL,
  in_latest smallint NOT NULL,
  version_set nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (term, search_id)
);
CREATE INDEX {{name:_terms_contract}} ON {{table:_terms}} (search_id);
