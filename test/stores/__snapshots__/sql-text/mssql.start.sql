select name from sys.columns where object_id = object_id(N'[governance].[contracts_migrations]');

select name, checksum from [governance].[contracts_migrations];

declare @taken int; exec @taken = sp_getapplock @Resource = N'dc43:[governance].[contracts]', @LockMode = 'Exclusive', @LockOwner = 'Transaction', @LockTimeout = 600000; select cast(@taken as nvarchar(10)) as taken;

select name from sys.columns where object_id = object_id(N'[governance].[contracts_migrations]');

select name, checksum from [governance].[contracts_migrations];

select name from sys.columns where object_id = object_id(N'[governance].[contracts]');

select schema_id(N'governance') as id;

exec (N'create schema [governance]');

IF OBJECT_ID(N'[governance].[contracts_migrations]') IS NULL
CREATE TABLE [governance].[contracts_migrations] (
  name nvarchar(128) NOT NULL PRIMARY KEY,
  checksum nvarchar(64) NOT NULL,
  applied_at datetime2 NOT NULL
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0001_migrations', 'd733825a0d64859030f8abcf43c5cd5568cca955ea7c240d11d0c43d7d755686', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts]') IS NULL
CREATE TABLE [governance].[contracts] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(255) NOT NULL,
  description nvarchar(max) NULL,
  json nvarchar(max) NOT NULL,
  fingerprint nvarchar(64) NOT NULL,
  created_at datetimeoffset DEFAULT SYSDATETIMEOFFSET() NOT NULL,
  PRIMARY KEY (contract_id, version)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0002_contracts', 'a158f63ccf504919b10d53fa66f93a714020c13cb83ba2e920f132ed013bf231', sysutcdatetime());

IF EXISTS (
  SELECT 1 FROM sys.columns
  WHERE object_id = OBJECT_ID(N'[governance].[contracts]') AND name = N'contract_id' AND collation_name <> N'Latin1_General_BIN2'
)
BEGIN
  DECLARE @key nvarchar(300)
  SELECT @key = QUOTENAME(name) FROM sys.key_constraints WHERE parent_object_id = OBJECT_ID(N'[governance].[contracts]') AND type = 'PK'
  EXEC (N'ALTER TABLE [governance].[contracts] DROP CONSTRAINT ' + @key)
  EXEC (N'ALTER TABLE [governance].[contracts] ALTER COLUMN contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL')
  EXEC (N'ALTER TABLE [governance].[contracts] ALTER COLUMN version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL')
  EXEC (N'ALTER TABLE [governance].[contracts] ALTER COLUMN name nvarchar(255) NOT NULL')
  EXEC (N'ALTER TABLE [governance].[contracts] ALTER COLUMN description nvarchar(max) NULL')
  EXEC (N'ALTER TABLE [governance].[contracts] ALTER COLUMN json nvarchar(max) NOT NULL')
  EXEC (N'ALTER TABLE [governance].[contracts] ADD CONSTRAINT ' + @key + N' PRIMARY KEY (contract_id, version)')
END;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0003_key_columns', 'ee0086e864a0b3150a2a24f01c5b71db813c7b3ceddb6f6fa5719f40de0d1394', sysutcdatetime());

ALTER TABLE [governance].[contracts] ADD sort_key nvarchar(400) COLLATE Latin1_General_BIN2 DEFAULT N'~' NOT NULL;

ALTER TABLE [governance].[contracts] ADD release_rank smallint DEFAULT 9 NOT NULL;

ALTER TABLE [governance].[contracts] ADD status nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD digest nvarchar(32) NULL;

ALTER TABLE [governance].[contracts] ADD derived_from nvarchar(64) NULL;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0004_derived_columns', '61693f112b5a2808f154d41c46a61bbf41f14b64ba38d5187fe36dcdef4ac228', sysutcdatetime());

CREATE INDEX [contracts_version_order] ON [governance].[contracts] (contract_id, release_rank, sort_key, version);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0005_version_order_index', '91bb319204716d425c4acf35fc83f93636c1c30599dd3a68c51666081facf57d', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_sources]') IS NULL
CREATE TABLE [governance].[contracts_sources] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) NOT NULL,
  source varbinary(max) NOT NULL,
  PRIMARY KEY (contract_id, version)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0006_sources', 'f1fd42d17d276967bf638f7e78e16ace0ef3f4876c09ca1e9a755b89139127ce', sysutcdatetime());

ALTER TABLE [governance].[contracts] ADD owner nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD domain nvarchar(255) NULL;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0007_owner_and_domain', 'a09fb3067694707581c7eadefb973538517388f092b440181101fe6af688deec', sysutcdatetime());

EXEC (N'CREATE VIEW [governance].[contracts_current] AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM [governance].[contracts]');

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0008_current_view', '7c7e29040791dbd1c362bc564f66b841663189fc87070d41ebff6f0204a0e129', sysutcdatetime());

ALTER TABLE [governance].[contracts] ADD revision integer DEFAULT 0 NOT NULL;

ALTER TABLE [governance].[contracts] ADD updated_at datetimeoffset NULL;

ALTER TABLE [governance].[contracts] ADD created_by nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD updated_by nvarchar(255) NULL;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0009_revision_columns', '181e47d5e796142576dea2ab26731e6916b9e74e6068510f095838f0e9457de0', sysutcdatetime());

ALTER TABLE [governance].[contracts] ADD is_foreign AS CAST(
  CASE WHEN revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint COLLATE Latin1_General_BIN2 THEN 1 ELSE 0 END
  AS tinyint
) PERSISTED;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0010_foreign_rows', '724c2f063d71cd3118e379aa30a01eedb0c83e7e2c6b74993ff7b5a74f6cd5a6', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_heads]') IS NULL
CREATE TABLE [governance].[contracts_heads] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0011_heads', '1d4aeefb24b2c194a9746d02e08d5307b74ed808411c035820a9498821e18567', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_history]') IS NULL
CREATE TABLE [governance].[contracts_history] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  revision integer NOT NULL,
  sequence bigint NULL,
  occurred_at datetimeoffset NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  operation nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  name nvarchar(255) NOT NULL,
  status_before nvarchar(255) NULL,
  status_after nvarchar(255) NULL,
  fingerprint_before nvarchar(64) NULL,
  fingerprint_after nvarchar(64) NULL,
  reason nvarchar(max) NULL,
  request_id nvarchar(128) NULL,
  successor nvarchar(128) NULL,
  sunset datetimeoffset NULL,
  PRIMARY KEY (contract_id, version, revision)
);

CREATE INDEX [contracts_history_feed] ON [governance].[contracts_history] (sequence);

CREATE INDEX [contracts_history_contract] ON [governance].[contracts_history] (contract_id, sequence);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0012_history', '9e3bd4bbc6f653616a1ad69dc6fcc29af3b02e200e61f884c3fed82bbf3f3daa', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_revisions]') IS NULL
CREATE TABLE [governance].[contracts_revisions] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  revision integer NOT NULL,
  json nvarchar(max) NOT NULL,
  source varbinary(max) NULL,
  fingerprint nvarchar(64) NOT NULL,
  digest nvarchar(32) NOT NULL,
  status nvarchar(255) NULL,
  PRIMARY KEY (contract_id, version, revision)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0013_revisions', '2dcaf027223c606aa433f28163c41d33f3b506b0e2f2f8f0d5f86d3b3fa88d74', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_feed]') IS NULL
CREATE TABLE [governance].[contracts_feed] (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0014_feed', '98e02e144e025deb7b1a926f625f01b05cf03d7c8e86143ffb9a9ac2cb04f060', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_links]') IS NULL
CREATE TABLE [governance].[contracts_links] (
  link_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  linked_at datetimeoffset NOT NULL,
  linked_by nvarchar(255) NULL
);

CREATE INDEX [contracts_links_contract] ON [governance].[contracts_links] (contract_id, contract_version, link_key);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0015_links', '62536f41668fe35a75942d6d4ea1c5727bfa6f4e9c368669ab717639e09b3e49', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_texts]') IS NULL
CREATE TABLE [governance].[contracts_texts] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  release_rank smallint NOT NULL,
  sort_key nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  updated_at datetimeoffset NOT NULL,
  status nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  owner nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  domain nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0016_texts', '3cc1f9d04df0d8b7dca990b128aa3ac759c04bdd4f634e607a42d7574528f5c8', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_fields]') IS NULL
CREATE TABLE [governance].[contracts_fields] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  kind nvarchar(16) NOT NULL,
  pointer nvarchar(max) NOT NULL,
  path nvarchar(max) NOT NULL,
  name nvarchar(255) NOT NULL,
  name_key nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  physical_name nvarchar(255) NULL,
  physical_name_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  logical_type nvarchar(255) NULL,
  logical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_type nvarchar(255) NULL,
  physical_type_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  physical_base_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  classification nvarchar(255) NULL,
  classification_key nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  description nvarchar(max) NULL,
  PRIMARY KEY (contract_id, position)
);

CREATE INDEX [contracts_fields_name] ON [governance].[contracts_fields] (name_key, contract_id, position);

CREATE INDEX [contracts_fields_physical_name] ON [governance].[contracts_fields] (physical_name_key, contract_id, position);

CREATE INDEX [contracts_fields_classification] ON [governance].[contracts_fields] (classification_key, name_key, contract_id, position);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0017_fields', '8663c12b7b78f5d0a79a8e5974a5659ff12215a03b91b5b2e5794b3d3831feeb', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_tags]') IS NULL
CREATE TABLE [governance].[contracts_tags] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  search_id bigint NULL,
  tag nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  PRIMARY KEY (contract_id, version, position)
);

CREATE INDEX [contracts_tags_latest] ON [governance].[contracts_tags] (search_id, tag);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0018_tags', '0b108af17d060f1549a4fdd2b6622a5516d7e76a04252071c6d08bee519c5248', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_search]') IS NULL
CREATE TABLE [governance].[contracts_search] (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  release_rank smallint NOT NULL,
  sort_key nvarchar(400) COLLATE Latin1_General_BIN2 NOT NULL,
  name_key nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  status nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  owner nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  domain nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  updated_at datetimeoffset NOT NULL,
  latest_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  older_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);

CREATE INDEX [contracts_search_name] ON [governance].[contracts_search] (name_key, id);

CREATE INDEX [contracts_search_updated] ON [governance].[contracts_search] (updated_at, id);

CREATE INDEX [contracts_search_facets] ON [governance].[contracts_search] (status, owner, domain);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0019_search', 'd0612c773a469095572d796da60dda1967ed358632a1b92102ffc6ccafe22fbe', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_terms]') IS NULL
CREATE TABLE [governance].[contracts_terms] (
  term nvarchar(80) COLLATE Latin1_General_BIN2 NOT NULL,
  search_id bigint NOT NULL,
  in_latest smallint NOT NULL,
  PRIMARY KEY (term, search_id)
);

CREATE INDEX [contracts_terms_contract] ON [governance].[contracts_terms] (search_id);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0020_search_terms', 'cc7ba29acd71726127fb02e992ee8411b66be879fa6a95bfa0d6878d56793670', sysutcdatetime());

CREATE INDEX [contracts_foreign] ON [governance].[contracts] (is_foreign, contract_id, version);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0021_foreign_rows_index', '31762f8c362ebe41f8d8d750a95ca6f02a9ba503395314d4374e7b7fb60a0cef', sysutcdatetime());

ALTER TABLE [governance].[contracts_search] ADD versions nvarchar(max) NOT NULL DEFAULT N'[]';

ALTER TABLE [governance].[contracts_search] ADD partial_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL DEFAULT N'';

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0022_partial_terms', '47c287c00079a7c6933c30ef7fedf64116fd9ba6a643cb42fe2016a71f2c5e32', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0023_fields_classified', 'f8cb2ac0346363d7f97821f40ada1fe0a81715ede9ed300eadc6e9d00cc279c9', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0024_search_merges', '0aee0e5233e6c454dcffa5d97519148112299c555bdb656b81a6603dd84be980', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0025_terms_table', 'dc427f71dc0a4bce77959bfe8af6e1eabec89b2f9ed31c5b8c94cac5818b498a', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0026_terms_anew', 'c951abcfbeba522d31cd44efd17d0ccafc073b600b7ba17e8cde984d9ebc965e', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0027_no_fulltext', '473cf2924a418d792fda099c29d4c99327fe0ad68e6cb5b772339265fcc6a7b8', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_slots]') IS NULL
CREATE TABLE [governance].[contracts_slots] (
  search_id bigint NOT NULL PRIMARY KEY,
  versions nvarchar(max) NOT NULL,
  facets nvarchar(max) NOT NULL,
  partial_terms nvarchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0028_slots', '0a5dc947152b2759cf50c04bb1cbe5b13ee55382448d5cf8955a563a0326dbd3', sysutcdatetime());

ALTER TABLE [governance].[contracts_search] ADD fields_digest nvarchar(43) COLLATE Latin1_General_BIN2 NULL;

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0029_fields_digest', '5f8d95cb5b4f22bb0f284bdffe10a16b8c40f3d0ede45cd6faeec9f768493f14', sysutcdatetime());

INSERT INTO [governance].[contracts_slots] (search_id, versions, facets, partial_terms)
SELECT id, versions, N'', partial_terms FROM [governance].[contracts_search]
WHERE NOT EXISTS (SELECT 1 FROM [governance].[contracts_slots] WHERE search_id = id);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0030_slots_filled', '9f6d0f0353771cf180e0031ba7990b1f2a0a44c1a1dfd22401dfaa95fe545b5e', sysutcdatetime());

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0031_tags_of_latest', '2d0c8cadf1b5fa3a6ea837e06748a41f1280c3ee6cf64a0ca85776ae9281328a', sysutcdatetime());

ALTER TABLE [governance].[contracts_terms] ADD slots nvarchar(100) COLLATE Latin1_General_BIN2 NOT NULL DEFAULT N'*';

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0032_term_slots', '685f4679e078b60ef7a7fdff2d34c68b5681b58f89639979e5d1e6adfd3373ca', sysutcdatetime());
