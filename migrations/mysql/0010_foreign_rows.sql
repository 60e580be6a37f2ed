-- Finds the rows that another program has inserted or changed since, without a look at the others.
ALTER TABLE {{table}}
  ADD COLUMN is_foreign tinyint AS (IF(revision = 0 OR NOT (derived_from <=> fingerprint), 1, 0)) VIRTUAL,
  ADD INDEX {{name:_foreign}} (is_foreign, contract_id, version);
