-- Active versions that somebody chose in the storage of the documents, such as Collibra, in place of the one to be expected.
CREATE TABLE IF NOT EXISTS {{table:_active_versions}} (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  in_place_of varchar(128),
  PRIMARY KEY (contract_id)
) CHARACTER SET utf8mb4 COLLATE {{collation}};
