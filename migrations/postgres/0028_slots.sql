-- What tells the versions of a contract apart: which of them have which words, and which values hits are counted by. It was
-- part of the search table, whose rows are long.
CREATE TABLE IF NOT EXISTS {{table:_slots}} (
  search_id bigint PRIMARY KEY,
  versions text NOT NULL,
  facets text NOT NULL,
  partial_terms text NOT NULL
);
