-- The words of each contract. FULLTEXT, which this replaces, has the server read all words of each row that it finds.
CREATE TABLE IF NOT EXISTS {{table:_terms}} (
  term varchar(80) NOT NULL,
  search_id bigint NOT NULL,
  in_latest tinyint NOT NULL,
  PRIMARY KEY (term, search_id),
  INDEX {{name:_terms_contract}} (search_id)
) CHARACTER SET ascii COLLATE ascii_bin;
