-- Which contract version a dataset version follows. Dataset ids are longer than keys may be, so a digest is the key.
CREATE TABLE IF NOT EXISTS {{table:_links}} (
  link_key varchar(43) COLLATE "C" NOT NULL PRIMARY KEY,
  dataset_id varchar(2000) COLLATE "C" NOT NULL,
  dataset_version varchar(512) COLLATE "C" NOT NULL,
  contract_id varchar(255) COLLATE "C" NOT NULL,
  contract_version varchar(128) COLLATE "C" NOT NULL,
  linked_at timestamptz NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS {{name:_links_contract}} ON {{table:_links}} (contract_id, contract_version, link_key);
