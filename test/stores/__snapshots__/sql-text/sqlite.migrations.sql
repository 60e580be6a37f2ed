-- 0001_migrations
CREATE TABLE IF NOT EXISTS "contracts_migrations" (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at datetime NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0001_migrations', 'e7922ba45917578e0438fcd2c330b256391105f4e319f3c08025e774476bd77a', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS "contracts" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description text,
  json text NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime DEFAULT CURRENT_TIMESTAMP NOT NULL,
  PRIMARY KEY (contract_id, version)
);
ALTER TABLE "contracts" ADD COLUMN sort_key varchar(400) DEFAULT '~' NOT NULL;
ALTER TABLE "contracts" ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL;
ALTER TABLE "contracts" ADD COLUMN status varchar(255);
ALTER TABLE "contracts" ADD COLUMN digest varchar(32);
ALTER TABLE "contracts" ADD COLUMN derived_from varchar(64);
ALTER TABLE "contracts" ADD COLUMN owner varchar(255);
ALTER TABLE "contracts" ADD COLUMN domain varchar(255);
ALTER TABLE "contracts" ADD COLUMN revision integer DEFAULT 0 NOT NULL;
ALTER TABLE "contracts" ADD COLUMN updated_at datetime;
ALTER TABLE "contracts" ADD COLUMN created_by varchar(255);
ALTER TABLE "contracts" ADD COLUMN updated_by varchar(255);
CREATE VIEW IF NOT EXISTS "contracts_current" AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM "contracts";
insert into "contracts_migrations" (name, checksum, applied_at) values ('0002_contracts', 'b696efc4823ed91d457db9ce1a65b2f16c9c9d7e46165c8136c2cb6ce95577d3', now);

-- 0003_contracts_indexes
CREATE INDEX IF NOT EXISTS "contracts_version_order" ON "contracts" (contract_id, release_rank, sort_key, version);
CREATE INDEX IF NOT EXISTS "contracts_foreign" ON "contracts" (contract_id, version)
  WHERE revision = 0 OR derived_from IS NULL OR derived_from <> fingerprint;
insert into "contracts_migrations" (name, checksum, applied_at) values ('0003_contracts_indexes', '425484d2c4130250e4c89fa9bdfd2ebe6644ea97ff12fe8e7d90604afb20f716', now);

-- 0004_history
CREATE TABLE IF NOT EXISTS "contracts_sources" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source blob NOT NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE TABLE IF NOT EXISTS "contracts_locks" (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_history" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at datetime NOT NULL,
  caller varchar(255),
  operation varchar(16) NOT NULL,
  name varchar(255) NOT NULL,
  status_before varchar(255),
  status_after varchar(255),
  fingerprint_before varchar(64),
  fingerprint_after varchar(64),
  reason text,
  request_id varchar(128),
  successor varchar(128),
  sunset datetime,
  compatibility text,
  PRIMARY KEY (contract_id, version, revision)
);
CREATE INDEX IF NOT EXISTS "contracts_history_feed" ON "contracts_history" (sequence);
CREATE INDEX IF NOT EXISTS "contracts_history_contract" ON "contracts_history" (contract_id, sequence);
CREATE TABLE IF NOT EXISTS "contracts_revisions" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  json text NOT NULL,
  source blob,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
);
CREATE TABLE IF NOT EXISTS "contracts_feed" (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_links" (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_key varchar(43) NOT NULL,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime NOT NULL,
  linked_by varchar(255)
);
CREATE INDEX IF NOT EXISTS "contracts_links_contract" ON "contracts_links" (contract_id, contract_version, link_key);
CREATE INDEX IF NOT EXISTS "contracts_links_dataset" ON "contracts_links" (dataset_key, linked_at);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0004_history', '4cc542757a7b4e5d36c7e0afb0987277738bdaed48b7f58262004218844dbdee', now);

-- 0005_search
CREATE TABLE IF NOT EXISTS "contracts_texts" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) NOT NULL,
  updated_at datetime NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms text NOT NULL,
  labels text NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX IF NOT EXISTS "contracts_texts_posting" ON "contracts_texts" (posting_key);
CREATE TABLE IF NOT EXISTS "contracts_fields" (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) NOT NULL,
  physical_name_key varchar(128),
  logical_type varchar(255),
  logical_type_key varchar(128),
  physical_type varchar(255),
  physical_type_key varchar(128),
  physical_base_key varchar(128),
  classification varchar(255),
  classification_key varchar(128),
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  PRIMARY KEY (contract_id, position)
) WITHOUT ROWID;
CREATE INDEX IF NOT EXISTS "contracts_fields_name" ON "contracts_fields" (name_key, contract_id, position);
CREATE INDEX IF NOT EXISTS "contracts_fields_physical_name" ON "contracts_fields" (physical_name_key, contract_id, position) WHERE physical_name_key IS NOT NULL;
CREATE INDEX IF NOT EXISTS "contracts_fields_classification" ON "contracts_fields" (classification_key, name_key, contract_id, position) WHERE classification_key IS NOT NULL;
CREATE TABLE IF NOT EXISTS "contracts_field_descriptions" (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  texts text NOT NULL
);
CREATE INDEX IF NOT EXISTS "contracts_field_descriptions_contract" ON "contracts_field_descriptions" (contract_id, position);
CREATE TABLE IF NOT EXISTS "contracts_search" (
  id integer PRIMARY KEY AUTOINCREMENT,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  updated_at datetime NOT NULL,
  fields_digest varchar(43) NOT NULL,
  descriptions_digest varchar(43) NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL
);
CREATE INDEX IF NOT EXISTS "contracts_search_name" ON "contracts_search" (name_key, id);
CREATE INDEX IF NOT EXISTS "contracts_search_updated" ON "contracts_search" (updated_at, id);
CREATE TABLE IF NOT EXISTS "contracts_segments" (
  id integer PRIMARY KEY AUTOINCREMENT,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory text NOT NULL,
  replaced text NOT NULL,
  length bigint NOT NULL
);
CREATE TABLE IF NOT EXISTS "contracts_postings" (
  id integer PRIMARY KEY,
  entries text NOT NULL
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0005_search', 'dc57448e544166f1fdcc80d665df69e46eaaa4c534d708ddb37ba5a77e106c02', now);

-- 0006_test_runs
CREATE TABLE IF NOT EXISTS "contracts_test_runs" (
  run_key varchar(43) NOT NULL,
  source varchar(64) NOT NULL,
  run_id varchar(255) NOT NULL,
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  fingerprint varchar(64),
  is_latest smallint NOT NULL,
  dataset_key varchar(43),
  dataset_id varchar(2000),
  dataset_version varchar(512),
  object varchar(255),
  server varchar(255) NOT NULL,
  environment varchar(255),
  result varchar(16) NOT NULL,
  started_at bigint,
  ended_at bigint,
  observed_at bigint NOT NULL,
  observed_hour integer NOT NULL,
  observed_day integer NOT NULL,
  observed_week integer NOT NULL,
  received_at bigint NOT NULL,
  duration_ms bigint,
  row_count bigint,
  error_count bigint,
  passed_checks integer NOT NULL,
  warning_checks integer NOT NULL,
  failed_checks integer NOT NULL,
  error_checks integer NOT NULL,
  skipped_checks integer NOT NULL,
  caller varchar(255) NOT NULL,
  digest varchar(64) NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_version" ON "contracts_test_runs" (contract_id, version, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_server" ON "contracts_test_runs" (contract_id, server, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_received" ON "contracts_test_runs" (contract_id, version, server, received_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_dataset" ON "contracts_test_runs" (dataset_key, observed_at);
CREATE INDEX IF NOT EXISTS "contracts_test_runs_observed" ON "contracts_test_runs" (observed_at, run_key);
CREATE TABLE IF NOT EXISTS "contracts_test_checks" (
  run_key varchar(43) NOT NULL,
  place integer NOT NULL,
  object varchar(255),
  property varchar(255),
  rule varchar(255),
  type varchar(255),
  result varchar(16) NOT NULL,
  detail varchar(500),
  PRIMARY KEY (run_key, place)
);
CREATE TABLE IF NOT EXISTS "contracts_test_reports" (
  run_key varchar(43) NOT NULL,
  received_at bigint NOT NULL,
  report text NOT NULL,
  PRIMARY KEY (run_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_reports_received" ON "contracts_test_reports" (received_at, run_key);
CREATE TABLE IF NOT EXISTS "contracts_test_sweeps" (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0006_test_runs', 'f5cac9845ab00cb5e5ad30291dec0920d2373332e44c1f327c2df4e13e12aee7', now);

-- 0007_active_versions
CREATE TABLE IF NOT EXISTS "contracts_active_versions" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  in_place_of varchar(128),
  PRIMARY KEY (contract_id)
);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0007_active_versions', '23ae5a66023c4fabcde138075eb25134f1218b44679b23a7cc6be40424d4d10f', now);

-- 0008_test_states
CREATE TABLE IF NOT EXISTS "contracts_test_states" (
  state_key varchar(43) NOT NULL,
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  server varchar(255) NOT NULL,
  run_key varchar(43) NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key)
);
CREATE INDEX IF NOT EXISTS "contracts_test_states_version" ON "contracts_test_states" (contract_id, version, severity);
CREATE INDEX IF NOT EXISTS "contracts_test_states_severity" ON "contracts_test_states" (severity, contract_id);
CREATE INDEX IF NOT EXISTS "contracts_test_states_run" ON "contracts_test_states" (run_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0008_test_states', 'b08bcb6f3eab3d0087dc0e0fc9a4b025f9dadf9f1bfe9799e1ac4516cf1351a1', now);

-- 0009_validations
CREATE TABLE IF NOT EXISTS "contracts_validations" (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  judged_by varchar(43) NOT NULL,
  errors integer,
  warnings integer,
  infos integer,
  PRIMARY KEY (contract_id, version)
);
CREATE INDEX IF NOT EXISTS "contracts_validations_errors" ON "contracts_validations" (judged_by, errors, contract_id);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0009_validations', '4ca206dd8b4b36a0ef9287015b1280a459e53ba8c98e68ab4763ccb898d9f145', now);

-- 0010_dataset_events
CREATE TABLE IF NOT EXISTS "contracts_dataset_events" (
  event_key varchar(43) NOT NULL,
  dataset_key varchar(43) NOT NULL,
  version_key varchar(43) NOT NULL,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  received_at bigint NOT NULL,
  size integer NOT NULL,
  caller varchar(255) NOT NULL,
  event text NOT NULL,
  lineage text,
  PRIMARY KEY (event_key)
);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_dataset" ON "contracts_dataset_events" (dataset_key, received_at);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_version" ON "contracts_dataset_events" (version_key, received_at);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_contract" ON "contracts_dataset_events" (contract_id);
CREATE INDEX IF NOT EXISTS "contracts_dataset_events_received" ON "contracts_dataset_events" (received_at, event_key);
insert into "contracts_migrations" (name, checksum, applied_at) values ('0010_dataset_events', '6cb875a6f75bf5feb921e7f79dc1d3f58552eb2e080b916bef6e461ee2f0dcbb', now);
