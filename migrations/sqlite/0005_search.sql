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
-- latest version. fields_digest is that of the fields in the catalogue: while a new version has the
-- same, they need not be read.
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
  fields_digest varchar(43) NOT NULL
);
CREATE INDEX IF NOT EXISTS {{name:_search_name}} ON {{table:_search}} (name_key, id);
CREATE INDEX IF NOT EXISTS {{name:_search_updated}} ON {{table:_search}} (updated_at, id);
CREATE INDEX IF NOT EXISTS {{name:_search_facets}} ON {{table:_search}} (status, owner, domain);
-- What tells the versions of a contract apart: which there are, and which values hits are counted by. It is read of many
-- contracts at a time, and rows of the search table are long.
CREATE TABLE IF NOT EXISTS {{table:_version_sets}} (
  search_id integer PRIMARY KEY,
  versions text NOT NULL,
  facets text NOT NULL
);
-- Which versions of a contract have the words that some have and others have not. A version writes those by which it
-- differs from the one before, however many there are.
CREATE TABLE IF NOT EXISTS {{table:_term_sets}} (
  search_id integer NOT NULL,
  term varchar(80) NOT NULL,
  version_set varchar(100) NOT NULL,
  PRIMARY KEY (search_id, term) ON CONFLICT REPLACE
) WITHOUT ROWID;
-- The full-text index: the words of the latest version of each contract, and those that only older ones have. It keeps no
-- texts, so words are put in and taken out one by one: what comes last holds for a word and a contract. It merges sixteen
-- parts at a time instead of four: publishing writes less. The service writes its rows, those of many contracts at a time:
-- with each statement of a trigger it would begin another part.
CREATE VIRTUAL TABLE IF NOT EXISTS {{table:_terms}} USING fts5(latest, older, content='', columnsize=0, detail=column, tokenize='ascii');
INSERT INTO {{table:_terms}} ({{table:_terms}}, rank) VALUES ('automerge', 16);
-- Whatever of a contract is in the full-text index goes with its row. To take out what is not there damages the index, so
-- all is put in before.
CREATE TRIGGER IF NOT EXISTS {{name:_search_deleted}} AFTER DELETE ON {{table:_search}} BEGIN INSERT INTO {{table:_terms}} ({{table:_terms}}, rowid, latest, older) SELECT action.value, old.id, old.latest_terms, coalesce((SELECT group_concat(term, ' ') FROM {{table:_term_sets}} WHERE search_id = old.id), '') FROM json_each('[null,"delete"]') AS action ORDER BY action.key; DELETE FROM {{table:_term_sets}} WHERE search_id = old.id; END;
