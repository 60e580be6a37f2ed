-- The table that dc43 creates; an existing one is kept as it is, with its rows.
IF OBJECT_ID(N'{{table}}') IS NULL
CREATE TABLE {{table}} (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(255) NOT NULL,
  description nvarchar(max) NULL,
  json nvarchar(max) NOT NULL,
  fingerprint nvarchar(64) NOT NULL,
  created_at datetimeoffset DEFAULT SYSDATETIMEOFFSET() NOT NULL,
  PRIMARY KEY (contract_id, version)
);
-- An adopted table has text columns in one code page, the collation of its database and 64 characters for a version.
-- Keys compare byte by byte here and hold any character, versions have up to 128. Values stay as they are; the primary
-- key is made anew under its own name, because a column of a key can't be altered.
IF EXISTS (
  SELECT 1 FROM sys.columns
  WHERE object_id = OBJECT_ID(N'{{table}}') AND name = N'contract_id' AND collation_name <> N'Latin1_General_BIN2'
)
BEGIN
  DECLARE @key nvarchar(300)
  SELECT @key = QUOTENAME(name) FROM sys.key_constraints WHERE parent_object_id = OBJECT_ID(N'{{table}}') AND type = 'PK'
  EXEC (N'ALTER TABLE {{table}} DROP CONSTRAINT ' + @key)
  EXEC (N'ALTER TABLE {{table}} ALTER COLUMN contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL')
  EXEC (N'ALTER TABLE {{table}} ALTER COLUMN version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL')
  EXEC (N'ALTER TABLE {{table}} ALTER COLUMN name nvarchar(255) NOT NULL')
  EXEC (N'ALTER TABLE {{table}} ALTER COLUMN description nvarchar(max) NULL')
  EXEC (N'ALTER TABLE {{table}} ALTER COLUMN json nvarchar(max) NOT NULL')
  EXEC (N'ALTER TABLE {{table}} ADD CONSTRAINT ' + @key + N' PRIMARY KEY (contract_id, version)')
END;
-- What this service derives from each row, how often it has changed and who wrote it. The defaults are what a row has
-- that another program inserts: release_rank 9 is above every derived rank, so whoever asks for the latest version meets
-- such a row first; revision 0 stands for a row that is not in the history.
ALTER TABLE {{table}} ADD sort_key nvarchar(400) COLLATE Latin1_General_BIN2 DEFAULT N'~' NOT NULL;
ALTER TABLE {{table}} ADD release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE {{table}} ADD status nvarchar(255) NULL;
ALTER TABLE {{table}} ADD digest nvarchar(32) NULL;
ALTER TABLE {{table}} ADD derived_from nvarchar(64) NULL;
ALTER TABLE {{table}} ADD owner nvarchar(255) NULL;
ALTER TABLE {{table}} ADD domain nvarchar(255) NULL;
ALTER TABLE {{table}} ADD revision integer DEFAULT 0 NOT NULL;
ALTER TABLE {{table}} ADD updated_at datetimeoffset NULL;
ALTER TABLE {{table}} ADD created_by nvarchar(255) NULL;
ALTER TABLE {{table}} ADD updated_by nvarchar(255) NULL;
-- Tells the rows that another program has inserted or changed since. Both texts may have other collations.
ALTER TABLE {{table}} ADD is_foreign AS CAST(
  CASE WHEN revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint COLLATE Latin1_General_BIN2 THEN 1 ELSE 0 END
  AS tinyint
) PERSISTED;
-- Every contract version as it is now, for analysts. is_latest is 1 for the version that counts as the latest.
-- In a string, because the statement must stand alone in its batch wherever it is run from.
EXEC (N'CREATE VIEW {{table:_current}} AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM {{table}}');
