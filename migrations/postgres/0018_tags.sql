-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search table.
CREATE TABLE IF NOT EXISTS {{table:_tags}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  position integer NOT NULL,
  search_id bigint,
  tag varchar(255) COLLATE "C" NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX IF NOT EXISTS {{name:_tags_latest}} ON {{table:_tags}} (search_id, tag);
