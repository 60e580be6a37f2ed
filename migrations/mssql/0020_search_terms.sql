-- The words of each contract. An index that needs no full-text feature, which not every server has.
IF OBJECT_ID(N'{{table:_terms}}') IS NULL
CREATE TABLE {{table:_terms}} (
  term nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
  search_id bigint NOT NULL,
  in_latest smallint NOT NULL,
  PRIMARY KEY (term, search_id)
);
CREATE INDEX {{name:_terms_contract}} ON {{table:_terms}} (search_id);
