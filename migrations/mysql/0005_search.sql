-- What a search looks at in each version, derived from its document. posting_key is what the inverted index knows the version
-- by: the id of the contract in the search table times 2^24, and the number of the version within the contract.
CREATE TABLE IF NOT EXISTS {{table:_texts}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  updated_at datetime(6) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  labels longtext NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version),
  INDEX {{name:_texts_posting}} (posting_key)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The field catalogue: every object and property of the schema of each contract's latest version.
CREATE TABLE IF NOT EXISTS {{table:_fields}} (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  physical_name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  logical_type varchar(255),
  logical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_type varchar(255),
  physical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_base_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  classification varchar(255),
  classification_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  PRIMARY KEY (contract_id, position),
  INDEX {{name:_fields_name}} (name_key, contract_id, position),
  INDEX {{name:_fields_physical_name}} (physical_name_key, contract_id, position),
  INDEX {{name:_fields_classification}} (classification_key, name_key, contract_id, position)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The descriptions of these fields, by their positions, as JSON: one row for each contract, and more for long ones. A row is
-- never changed: others take its place.
CREATE TABLE IF NOT EXISTS {{table:_field_descriptions}} (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  texts longtext NOT NULL,
  INDEX {{name:_field_descriptions_contract}} (contract_id, position)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- One row for each contract that has a version: what lists and searches find it by. fields_digest is that of the fields in
-- the catalogue: while a new version has the same, they need not be read; descriptions_digest is that of their descriptions.
-- next_number is that of the next new version; is_ordered is 1 while every version with a higher number is a higher version.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  updated_at datetime(6) NOT NULL,
  fields_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  descriptions_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL,
  INDEX {{name:_search_name}} (name_key, id),
  INDEX {{name:_search_updated}} (updated_at, id)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The inverted index: for each word the numbers of the versions that have it. A segment has what one batch of changes
-- brought, and is never changed; segments are merged in the background. replaced are versions that count no more in older
-- ones. is_ready is 0 while a merge that began at begun_at is under way.
CREATE TABLE IF NOT EXISTS {{table:_segments}} (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory longtext NOT NULL,
  replaced longtext NOT NULL,
  length bigint NOT NULL
) CHARACTER SET ascii COLLATE ascii_bin;
-- The words of a segment, in order, cut into pages. The id is that of the segment times 2^21, and the number of the page.
CREATE TABLE IF NOT EXISTS {{table:_postings}} (
  id bigint NOT NULL PRIMARY KEY,
  entries longtext NOT NULL
) CHARACTER SET ascii COLLATE ascii_bin;
