-- Active versions that somebody chose in the storage of the documents, such as Collibra, in place of the one to be expected.
CREATE TABLE IF NOT EXISTS {{table:_active_versions}} (
  contract_id varchar(255) COLLATE "C" NOT NULL,
  version varchar(128) COLLATE "C" NOT NULL,
  in_place_of varchar(128) COLLATE "C",
  PRIMARY KEY (contract_id)
);
