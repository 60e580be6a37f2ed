-- Every contract version as it is now, for analysts. is_latest is 1 for the version that counts as the latest.
-- In a string, because the statement must stand alone in its batch wherever it is run from.
EXEC (N'CREATE VIEW {{table:_current}} AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM {{table}}');
