-- Tells the rows that another program has inserted or changed since.
ALTER TABLE {{table}}
  ADD COLUMN is_foreign tinyint AS (IF(revision = 0 OR NOT (derived_from <=> fingerprint), 1, 0)) VIRTUAL;
