-- The latest version of a contract is the last entry of its range; a list of versions needs no row of the table.
CREATE INDEX {{name:_version_order}} ON {{table}} (contract_id, release_rank, sort_key, version);
-- Finds the rows that another program has inserted or changed since, without a look at the others.
CREATE INDEX {{name:_foreign}} ON {{table}} (is_foreign, contract_id, version);
