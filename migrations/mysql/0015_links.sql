-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
CREATE TABLE IF NOT EXISTS {{table:_links}} (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime(6) NOT NULL,
  linked_by varchar(255),
  INDEX {{name:_links_contract}} (contract_id, contract_version, link_key)
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
