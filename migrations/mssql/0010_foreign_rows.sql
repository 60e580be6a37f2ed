-- Tells the rows that another program has inserted or changed since. Both texts may have other collations.
ALTER TABLE {{table}} ADD is_foreign AS CAST(
  CASE WHEN revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint COLLATE Latin1_General_BIN2 THEN 1 ELSE 0 END
  AS tinyint
) PERSISTED;
