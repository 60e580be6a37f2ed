-- One row for each contract: writers of a contract take turns at it, and it has the time of the contract's last change,
-- in milliseconds since 1970, so that no two changes of a contract have the same.
CREATE TABLE IF NOT EXISTS {{table:_heads}} (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
