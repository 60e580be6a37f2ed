-- The tags of each version and of its fields; those of the latest version of a contract have the id of its row in the search table.
IF OBJECT_ID(N'{{table:_tags}}') IS NULL
CREATE TABLE {{table:_tags}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  search_id bigint NULL,
  tag nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);
CREATE INDEX {{name:_tags_latest}} ON {{table:_tags}} (search_id, tag);
