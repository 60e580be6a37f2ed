-- What a search looks at in each version, derived from its document.
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
  PRIMARY KEY (contract_id, version)
);
-- The field catalogue: every object and property of the schema of each contract's latest version. Most fields have no
-- classification, and no physical name but their name: the indexes leave them out.
CREATE TABLE IF NOT EXISTS {{table:_fields}} (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  kind varchar(16) NOT NULL,
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
  description text,
  PRIMARY KEY (contract_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS {{name:_fields_name}} ON {{table:_fields}} (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS {{name:_fields_physical_name}} ON {{table:_fields}} (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS {{name:_fields_classification}} ON {{table:_fields}} (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search
-- table, and they alone are in the indexes. Tags are counted in their own order, which saves sorting them.
CREATE TABLE IF NOT EXISTS {{table:_tags}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  search_id integer,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX IF NOT EXISTS {{name:_tags_latest}} ON {{table:_tags}} (search_id, tag) WHERE search_id IS NOT NULL;
CREATE INDEX IF NOT EXISTS {{name:_tags_counted}} ON {{table:_tags}} (tag, search_id) WHERE search_id IS NOT NULL;
-- One row for each contract that has a version: what lists and searches find it by. latest_terms are the words of its
-- latest version, older_terms those of others; what an older version has lost may still be among them. fields_digest is
-- that of the fields in the catalogue: while a new version has the same, they need not be read.
CREATE TABLE IF NOT EXISTS {{table:_search}} (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  updated_at datetime NOT NULL,
  latest_terms text NOT NULL,
  older_terms text NOT NULL,
  fields_digest varchar(43) NOT NULL
);
CREATE INDEX IF NOT EXISTS {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX IF NOT EXISTS {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
CREATE INDEX IF NOT EXISTS {{name:_search_facets}} ON {{table:_search}} (status, owner, domain);
-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It is
-- read of many contracts at a time, and rows of the search table are long.
CREATE TABLE IF NOT EXISTS {{table:_version_sets}} (
  search_id integer PRIMARY KEY,
  versions text NOT NULL,
  facets text NOT NULL,
  partial_terms text NOT NULL
);
-- The full-text index of the search table. It merges sixteen parts at a time instead of four: publishing writes less. The
-- service writes its rows, those of many contracts at a time: with each statement of a trigger it would begin another part.
CREATE VIRTUAL TABLE IF NOT EXISTS {{table:_terms}} USING fts5(latest, older, content='', contentless_delete=1, detail=column, tokenize='ascii');
CREATE TRIGGER IF NOT EXISTS {{name:_search_deleted}} AFTER DELETE ON {{table:_search}} BEGIN DELETE FROM {{table:_terms}} WHERE rowid = old.id; END;
INSERT INTO {{table:_terms}} ({{table:_terms}}, rank) VALUES ('automerge', 16);
