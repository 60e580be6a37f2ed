-- The latest version of a contract is the last entry of its range; a list of versions needs no row of the table.
-- Others go on writing while the index is built.
CREATE INDEX {{name:_version_order}} ON {{table}} (contract_id, release_rank, sort_key, version)
  ALGORITHM=INPLACE LOCK=NONE;
