-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version, older_terms those of others; what an older version has lost may still be among them.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime(6) NOT NULL,
  latest_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  older_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  INDEX {{name:_search_name}} (name_key, id),
  INDEX {{name:_search_updated}} (updated_at, id),
  INDEX {{name:_search_facets}} (status, owner, domain),
  FULLTEXT INDEX {{name:_search_latest}} (latest_terms),
  FULLTEXT INDEX {{name:_search_all}} (latest_terms, older_terms)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
