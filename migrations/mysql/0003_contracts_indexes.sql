-- The latest version of a contract is the last entry of its range; a list of versions needs no row of the table. The
-- other index finds the rows that another program has inserted or changed since, without a look at the others. Both are
-- built in one go, and others go on writing meanwhile.
ALTER TABLE {{table}}
  ADD INDEX {{name:_version_order}} (contract_id, release_rank, sort_key, version),
  ADD INDEX {{name:_foreign}} (is_foreign, contract_id, version),
  ALGORITHM=INPLACE, LOCK=NONE;
