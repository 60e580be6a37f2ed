-- The exact bytes of documents that were uploaded as YAML.
CREATE TABLE IF NOT EXISTS {{table:_sources}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source blob NOT NULL,
  PRIMARY KEY (contract_id, version)
);
