-- The tags of each version and of its fields; is_latest is 1 for those of the latest version of a contract.
CREATE TABLE IF NOT EXISTS {{table:_tags}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  position integer NOT NULL,
  is_latest smallint NOT NULL,
  tag varchar(255) NOT NULL,
  PRIMARY KEY (contract_id, version, position),
  INDEX {{name:_tags_latest}} (is_latest, tag, contract_id)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
