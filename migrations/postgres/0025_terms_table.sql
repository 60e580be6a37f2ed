-- The words of each contract, in the order of contracts: a GIN index has to be read whole for a word before the first
-- contract is known.
CREATE TABLE IF NOT EXISTS {{table:_terms}} (
  term varchar(80) COLLATE "C" NOT NULL,
  search_id bigint NOT NULL,
  in_latest smallint NOT NULL
);
