-- One row for each contract: writers of a contract take turns at it, and it has the time of the contract's last change,
-- in milliseconds since 1970, so that no two changes of a contract have the same.
IF OBJECT_ID(N'{{table:_heads}}') IS NULL
CREATE TABLE {{table:_heads}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
