-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version, older_terms those of others; what an older version has lost may still be among them.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime NOT NULL,
  latest_terms text NOT NULL,
  older_terms text NOT NULL
);
CREATE INDEX IF NOT EXISTS {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX IF NOT EXISTS {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
CREATE INDEX IF NOT EXISTS {{name:_search_facets}} ON {{table:_search}} (status, owner, domain);
