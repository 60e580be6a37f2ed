-- The documents that were replaced or deleted, with their YAML sources.
CREATE TABLE IF NOT EXISTS {{table:_revisions}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source bytea,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
