-- no transaction
-- Finds the rows that another program has inserted or changed since, without a look at the others.
CREATE INDEX CONCURRENTLY IF NOT EXISTS {{name:_foreign}} ON {{table}} (contract_id, version)
  WHERE revision = 0 OR derived_from IS DISTINCT FROM fingerprint;
