-- What a search looks at in each version, derived from its document.
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
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The field catalogue: every object and property of the schema of each contract's latest version.
CREATE TABLE IF NOT EXISTS {{table:_fields}} (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
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
  description text,
  PRIMARY KEY (contract_id, position),
  INDEX {{name:_fields_name}} (name_key, contract_id, position),
  INDEX {{name:_fields_physical_name}} (physical_name_key, contract_id, position),
  INDEX {{name:_fields_classification}} (classification_key, name_key, contract_id, position)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search table.
CREATE TABLE IF NOT EXISTS {{table:_tags}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  search_id bigint,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position),
  INDEX {{name:_tags_latest}} (search_id, tag)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version. fields_digest is that of the fields in the catalogue: while a new version has the same, they need not
-- be read.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime(6) NOT NULL,
  latest_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  fields_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  INDEX {{name:_search_name}} (name_key, id),
  INDEX {{name:_search_updated}} (updated_at, id),
  INDEX {{name:_search_facets}} (status, owner, domain)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It is
-- read of many contracts at a time, and rows of the search table are long.
CREATE TABLE IF NOT EXISTS {{table:_version_sets}} (
  search_id bigint NOT NULL PRIMARY KEY,
  versions longtext NOT NULL,
  facets longtext NOT NULL,
  partial_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) CHARACTER SET utf8mb4 COLLATE {{collation}};
-- The words of each contract, in the order of contracts, and which versions have them.
CREATE TABLE IF NOT EXISTS {{table:_terms}} (
  term varchar(80) NOT NULL,
  search_id bigint NOT NULL,
  in_latest tinyint NOT NULL,
  version_set varchar(100) NOT NULL,
  PRIMARY KEY (term, search_id),
  INDEX {{name:_terms_contract}} (search_id)
) CHARACTER SET ascii COLLATE ascii_bin;
