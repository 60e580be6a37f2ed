-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It was
-- part of the search table, whose rows are long.
CREATE TABLE IF NOT EXISTS {{table:_slots}} (
  search_id bigint NOT NULL PRIMARY KEY,
  versions longtext NOT NULL,
  facets longtext NOT NULL,
  partial_terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL
) CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
