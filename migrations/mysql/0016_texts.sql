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
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
