-- What a search looks at in each version, derived from its document. posting_key is what the inverted index knows the version
-- by: the id of the contract in the search table times 2^24, and the number of the version within the contract.
CREATE TABLE IF NOT EXISTS {{table:_texts}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) NOT NULL,
  updated_at datetime NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms text NOT NULL,
  labels text NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX IF NOT EXISTS {{name:_texts_posting}} ON {{table:_texts}} (posting_key);
-- The field catalogue: every object and property of the schema of each contract's latest version. Most fields have no
-- classification, and no physical name but their name: the indexes leave them out.
CREATE TABLE IF NOT EXISTS {{table:_fields}} (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) NOT NULL,
  physical_name_key varchar(128),
  logical_type varchar(255),
  logical_type_key varchar(128),
  physical_type varchar(255),
  physical_type_key varchar(128),
  physical_base_key varchar(128),
  classification varchar(255),
  classification_key varchar(128),
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  PRIMARY KEY (contract_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
-- The descriptions of these fields, by their positions, as JSON: one row for each contract, and more for long ones. A row is
-- never changed: others take its place.
CREATE TABLE IF NOT EXISTS {{table:_field_descriptions}} (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  texts text NOT NULL
);
CREATE INDEX IF NOT EXISTS {{name:_field_descriptions_contract}} ON {{table:_field_descriptions}} (contract_id, position);
-- One row for each contract that has a version: what lists and searches find it by. fields_digest is that of the fields in
-- the catalogue: while a new version has the same, they need not be read; descriptions_digest is that of their descriptions.
-- next_number is that of the next new version; is_ordered is 1 while every version with a higher number is a higher version.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  updated_at datetime NOT NULL,
  fields_digest varchar(43) NOT NULL,
  descriptions_digest varchar(43) NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL
);
CREATE INDEX IF NOT EXISTS {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX IF NOT EXISTS {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
-- The inverted index: for each word the numbers of the versions that have it. A segment has what one batch of changes
-- brought, and is never changed; segments are merged in the background. replaced are versions that count no more in older
-- ones. is_ready is 0 while a merge that began at begun_at is under way.
CREATE TABLE IF NOT EXISTS {{table:_segments}} (
  id integer PRIMARY KEY AUTOINCREMENT,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory text NOT NULL,
  replaced text NOT NULL,
  length bigint NOT NULL
);
-- The words of a segment, in order, cut into pages. The id is that of the segment times 2^21, and the number of the page.
CREATE TABLE IF NOT EXISTS {{table:_postings}} (
  id integer PRIMARY KEY,
  entries text NOT NULL
);
