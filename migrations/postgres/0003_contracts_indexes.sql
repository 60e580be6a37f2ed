-- no transaction
-- The latest version of a contract is the last entry of its range; a list of versions needs no row of the table.
-- Others go on writing while the index is built. One that a broken build left is dropped before this runs again.
CREATE INDEX CONCURRENTLY IF NOT EXISTS {{name:_version_order}} ON {{table}} (contract_id, release_rank, sort_key, version);
-- Finds the rows that another program has inserted or changed since, without a look at the others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS {{name:_foreign}} ON {{table}} (contract_id, version)
  WHERE revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint;
