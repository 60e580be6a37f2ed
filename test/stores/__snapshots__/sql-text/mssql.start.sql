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

ALTER TABLE [governance].[contracts] ADD sort_key nvarchar(400) COLLATE Latin1_General_BIN2 DEFAULT N'~' NOT NULL;

ALTER TABLE [governance].[contracts] ADD release_rank smallint DEFAULT 9 NOT NULL;

ALTER TABLE [governance].[contracts] ADD status nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD digest nvarchar(32) NULL;

ALTER TABLE [governance].[contracts] ADD derived_from nvarchar(64) NULL;

ALTER TABLE [governance].[contracts] ADD owner nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD domain nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD revision integer DEFAULT 0 NOT NULL;

ALTER TABLE [governance].[contracts] ADD updated_at datetimeoffset NULL;

ALTER TABLE [governance].[contracts] ADD created_by nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD updated_by nvarchar(255) NULL;

ALTER TABLE [governance].[contracts] ADD is_foreign AS CAST(
  CASE WHEN revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint COLLATE Latin1_General_BIN2 THEN 1 ELSE 0 END
  AS tinyint
) PERSISTED;

EXEC (N'CREATE VIEW [governance].[contracts_current] AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM [governance].[contracts]');

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0002_contracts', 'e8e7925de0124e1792e79f149eb5ea302508a997686dbbc547b7d52483c12adc', sysutcdatetime());

CREATE INDEX [contracts_version_order] ON [governance].[contracts] (contract_id, release_rank, sort_key, version);

CREATE INDEX [contracts_foreign] ON [governance].[contracts] (is_foreign, contract_id, version);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0003_contracts_indexes', '0c7317d11719cfb14e0d4f7d1608d31664dea3449c45460182e60c87026d0f4c', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_sources]') IS NULL
CREATE TABLE [governance].[contracts_sources] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) NOT NULL,
  source varbinary(max) NOT NULL,
  PRIMARY KEY (contract_id, version)
);

IF OBJECT_ID(N'[governance].[contracts_locks]') IS NULL
CREATE TABLE [governance].[contracts_locks] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);

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
  compatibility nvarchar(max) NULL,
  PRIMARY KEY (contract_id, version, revision)
);

CREATE INDEX [contracts_history_feed] ON [governance].[contracts_history] (sequence);

CREATE INDEX [contracts_history_contract] ON [governance].[contracts_history] (contract_id, sequence);

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

IF OBJECT_ID(N'[governance].[contracts_feed]') IS NULL
CREATE TABLE [governance].[contracts_feed] (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);

IF OBJECT_ID(N'[governance].[contracts_links]') IS NULL
CREATE TABLE [governance].[contracts_links] (
  link_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL PRIMARY KEY,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  linked_at datetimeoffset NOT NULL,
  linked_by nvarchar(255) NULL
);

CREATE INDEX [contracts_links_contract] ON [governance].[contracts_links] (contract_id, contract_version, link_key);

CREATE INDEX [contracts_links_dataset] ON [governance].[contracts_links] (dataset_key, linked_at);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0004_history', '83776f22d331d6104bc7057371a909a8af81fd19720f70c02c18d18ce7a6c7fd', sysutcdatetime());

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
  labels nvarchar(max) NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version)
);

CREATE INDEX [contracts_texts_posting] ON [governance].[contracts_texts] (posting_key);

IF OBJECT_ID(N'[governance].[contracts_fields]') IS NULL
CREATE TABLE [governance].[contracts_fields] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  pointer nvarchar(max) NOT NULL,
  path nvarchar(max) NOT NULL,
  name nvarchar(255) NOT NULL,
  name_key nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
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
  PRIMARY KEY (contract_id, position)
);

CREATE INDEX [contracts_fields_name] ON [governance].[contracts_fields] (name_key, contract_id, position);

CREATE INDEX [contracts_fields_physical_name] ON [governance].[contracts_fields] (physical_name_key, contract_id, position);

CREATE INDEX [contracts_fields_classification] ON [governance].[contracts_fields] (classification_key, name_key, contract_id, position);

IF OBJECT_ID(N'[governance].[contracts_field_descriptions]') IS NULL
CREATE TABLE [governance].[contracts_field_descriptions] (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  position integer NOT NULL,
  texts nvarchar(max) NOT NULL
);

CREATE INDEX [contracts_field_descriptions_contract] ON [governance].[contracts_field_descriptions] (contract_id, position);

IF OBJECT_ID(N'[governance].[contracts_search]') IS NULL
CREATE TABLE [governance].[contracts_search] (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL UNIQUE,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  name_key nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  updated_at datetimeoffset NOT NULL,
  fields_digest nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  descriptions_digest nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL
);

CREATE INDEX [contracts_search_name] ON [governance].[contracts_search] (name_key, id);

CREATE INDEX [contracts_search_updated] ON [governance].[contracts_search] (updated_at, id);

IF OBJECT_ID(N'[governance].[contracts_segments]') IS NULL
CREATE TABLE [governance].[contracts_segments] (
  id bigint IDENTITY(1,1) NOT NULL PRIMARY KEY,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory varchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  replaced varchar(max) COLLATE Latin1_General_BIN2 NOT NULL,
  length bigint NOT NULL
);

IF OBJECT_ID(N'[governance].[contracts_postings]') IS NULL
CREATE TABLE [governance].[contracts_postings] (
  id bigint NOT NULL PRIMARY KEY,
  entries varchar(max) COLLATE Latin1_General_BIN2 NOT NULL
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0005_search', 'ec4c6d7f6f40977665b6ec26827f6c5fe1b9a62fceb492169c5a86b18b8a1d36', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_test_runs]') IS NULL
CREATE TABLE [governance].[contracts_test_runs] (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  source nvarchar(64) COLLATE Latin1_General_BIN2 NOT NULL,
  run_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  fingerprint nvarchar(64) NULL,
  is_latest smallint NOT NULL,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NULL,
  object nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  server nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  environment nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  result nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  started_at bigint NULL,
  ended_at bigint NULL,
  observed_at bigint NOT NULL,
  observed_hour integer NOT NULL,
  observed_day integer NOT NULL,
  observed_week integer NOT NULL,
  received_at bigint NOT NULL,
  duration_ms bigint NULL,
  row_count bigint NULL,
  error_count bigint NULL,
  passed_checks integer NOT NULL,
  warning_checks integer NOT NULL,
  failed_checks integer NOT NULL,
  error_checks integer NOT NULL,
  skipped_checks integer NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(64) NOT NULL,
  PRIMARY KEY (run_key)
);

CREATE INDEX [contracts_test_runs_version] ON [governance].[contracts_test_runs] (contract_id, version, observed_at);

CREATE INDEX [contracts_test_runs_server] ON [governance].[contracts_test_runs] (contract_id, server, observed_at);

CREATE INDEX [contracts_test_runs_received] ON [governance].[contracts_test_runs] (contract_id, version, server, received_at);

CREATE INDEX [contracts_test_runs_dataset] ON [governance].[contracts_test_runs] (dataset_key, observed_at);

CREATE INDEX [contracts_test_runs_observed] ON [governance].[contracts_test_runs] (observed_at, run_key);

IF OBJECT_ID(N'[governance].[contracts_test_checks]') IS NULL
CREATE TABLE [governance].[contracts_test_checks] (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  place integer NOT NULL,
  object nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  property nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  [rule] nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  type nvarchar(255) COLLATE Latin1_General_BIN2 NULL,
  result nvarchar(16) COLLATE Latin1_General_BIN2 NOT NULL,
  detail nvarchar(500) NULL,
  PRIMARY KEY (run_key, place)
);

IF OBJECT_ID(N'[governance].[contracts_test_reports]') IS NULL
CREATE TABLE [governance].[contracts_test_reports] (
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  received_at bigint NOT NULL,
  report nvarchar(max) NOT NULL,
  PRIMARY KEY (run_key)
);

CREATE INDEX [contracts_test_reports_received] ON [governance].[contracts_test_reports] (received_at, run_key);

IF OBJECT_ID(N'[governance].[contracts_test_sweeps]') IS NULL
CREATE TABLE [governance].[contracts_test_sweeps] (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0006_test_runs', '822d5484f6b4e99902f18dada88b3a9b578017f63aafa9530d6380875336434e', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_active_versions]') IS NULL
CREATE TABLE [governance].[contracts_active_versions] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  in_place_of nvarchar(128) COLLATE Latin1_General_BIN2 NULL,
  PRIMARY KEY (contract_id)
);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0007_active_versions', '82222a31dde750dd801acbdc2228c592e36453defa38110f062957074c801ea9', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_test_states]') IS NULL
CREATE TABLE [governance].[contracts_test_states] (
  state_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  server nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  run_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key)
);

CREATE INDEX [contracts_test_states_version] ON [governance].[contracts_test_states] (contract_id, version, severity);

CREATE INDEX [contracts_test_states_severity] ON [governance].[contracts_test_states] (severity, contract_id);

CREATE INDEX [contracts_test_states_run] ON [governance].[contracts_test_states] (run_key);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0008_test_states', '6efb3b3d0227c4bfcec48a4b98e84fc2b00257e44dc3f6f8921b94d63d75f65e', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_validations]') IS NULL
CREATE TABLE [governance].[contracts_validations] (
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  digest nvarchar(32) COLLATE Latin1_General_BIN2 NOT NULL,
  judged_by nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  errors int NULL,
  warnings int NULL,
  infos int NULL,
  PRIMARY KEY (contract_id, version)
);

CREATE INDEX [contracts_validations_errors] ON [governance].[contracts_validations] (judged_by, errors, contract_id);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0009_validations', 'f848e7a11cefebbea0f21cd7932ccd07bb814c8ffa82bab2193172ee7acb6574', sysutcdatetime());

IF OBJECT_ID(N'[governance].[contracts_dataset_events]') IS NULL
CREATE TABLE [governance].[contracts_dataset_events] (
  event_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  version_key nvarchar(43) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_id nvarchar(2000) COLLATE Latin1_General_BIN2 NOT NULL,
  dataset_version nvarchar(512) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_id nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  contract_version nvarchar(128) COLLATE Latin1_General_BIN2 NOT NULL,
  received_at bigint NOT NULL,
  size integer NOT NULL,
  caller nvarchar(255) COLLATE Latin1_General_BIN2 NOT NULL,
  event nvarchar(max) NOT NULL,
  lineage nvarchar(max) NULL,
  PRIMARY KEY (event_key)
);

CREATE INDEX [contracts_dataset_events_dataset] ON [governance].[contracts_dataset_events] (dataset_key, received_at);

CREATE INDEX [contracts_dataset_events_version] ON [governance].[contracts_dataset_events] (version_key, received_at);

CREATE INDEX [contracts_dataset_events_contract] ON [governance].[contracts_dataset_events] (contract_id);

CREATE INDEX [contracts_dataset_events_received] ON [governance].[contracts_dataset_events] (received_at, event_key);

insert into [governance].[contracts_migrations] (name, checksum, applied_at) values ('0010_dataset_events', '0ce3730ac9603e64544fe6b7dac4c53e5c2110a5b5c0a053d0ff170ac05382a4', sysutcdatetime());
