-- The tags of each version and of its fields; is_latest is 1 for those of the latest version of a contract.
IF OBJECT_ID(N'{{table:_tags}}') IS NULL
CREATE TABLE {{table:_tags}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  is_latest smallint NOT NULL,
  tag nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX {{name:_tags_latest}} ON {{table:_tags}} (is_latest, tag, contract_id);
