-- What a search looks at in each version, derived from its document. posting_key is what the inverted index knows the version
-- by: the id of the contract in the search table times 2^24, and the number of the version within the contract.
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
  labels nvarchar(max) NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX {{name:_texts_posting}} ON {{table:_texts}} (posting_key);
-- The field catalogue: every object and property of the schema of each contract's latest version.
IF OBJECT_ID(N'{{table:_fields}}') IS NULL
CREATE TABLE {{table:_fields}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
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
  PRIMARY KEY (contract_id, position)
);
CREATE INDEX {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position);
CREATE INDEX {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position);
-- The descriptions of these fields, by their positions, as JSON: one row for each contract, and more for long ones. A row is
-- never changed: others take its place.
IF OBJECT_ID(N'{{table:_field_descriptions}}') IS NULL
CREATE TABLE {{table:_field_descriptions}} (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  texts nvarchar(max) NOT NULL
);
CREATE INDEX {{name:_field_descriptions_contract}} ON {{table:_field_descriptions}} (contract_id, position);
-- One row for each contract that has a version: what lists and searches find it by. fields_digest is that of the fields in
-- the catalogue: while a new version has the same, they need not be read; descriptions_digest is that of their descriptions.
-- next_number is that of the next new version; is_ordered is 1 while every version with a higher number is a higher version.
IF OBJECT_ID(N'{{table:_search}}') IS NULL
CREATE TABLE {{table:_search}} (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name_key nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  updated_at datetimeoffset NOT NULL,
  fields_digest nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  descriptions_digest nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL
);
CREATE INDEX {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
-- The inverted index: for each word the numbers of the versions that have it. A segment has what one batch of changes
-- brought, and is never changed; segments are merged in the background. replaced are versions that count no more in older
-- ones. is_ready is 0 while a merge that began at begun_at is under way.
IF OBJECT_ID(N'{{table:_segments}}') IS NULL
CREATE TABLE {{table:_segments}} (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory varchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  replaced varchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  length bigint NOT NULL
);
-- The words of a segment, in order, cut into pages. The id is that of the segment times 2^21, and the number of the page.
IF OBJECT_ID(N'{{table:_postings}}') IS NULL
CREATE TABLE {{table:_postings}} (
  id bigint NOT NULL PRIMARY KEY,
  entries varchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);
