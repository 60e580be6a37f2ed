-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It was
-- part of the search table, whose rows are long.
IF OBJECT_ID(N'{{table:_slots}}') IS NULL
CREATE TABLE {{table:_slots}} (
  search_id bigint NOT NULL PRIMARY KEY,
  versions nvarchar(max) NOT NULL,
  facets nvarchar(max) NOT NULL,
  partial_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);
