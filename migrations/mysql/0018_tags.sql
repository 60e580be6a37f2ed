-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search table.
CREATE TABLE IF NOT EXISTS {{table:_tags}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  search_id bigint,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position),
  INDEX {{name:_tags_latest}} (search_id, tag)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
