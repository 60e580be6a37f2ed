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
