-- 0001_migrations
CREATE TABLE IF NOT EXISTS `contracts_migrations` (
  name varchar(128) NOT NULL PRIMARY KEY,
  checksum varchar(64) NOT NULL,
  applied_at datetime(6) NOT NULL
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0001_migrations', 'a8f2336df06863ee385bd16ccd8990eb689e28105331a1e6910cda83c6ab1f6d', now);

-- 0002_contracts
CREATE TABLE IF NOT EXISTS `contracts` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  name varchar(255) NOT NULL,
  description longtext,
  json longtext NOT NULL,
  fingerprint varchar(64) NOT NULL,
  created_at datetime(6) DEFAULT current_timestamp(6) NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE;
ALTER TABLE `contracts`
  MODIFY contract_id varchar(255) CHARACTER SET utf8mb4 COLLATE  NOT NULL,
  MODIFY version varchar(128) CHARACTER SET utf8mb4 COLLATE  NOT NULL,
  MODIFY name varchar(255) CHARACTER SET utf8mb4 COLLATE  NOT NULL,
  MODIFY description longtext CHARACTER SET utf8mb4 COLLATE ,
  MODIFY json longtext CHARACTER SET utf8mb4 COLLATE  NOT NULL,
  MODIFY fingerprint varchar(64) CHARACTER SET utf8mb4 COLLATE  NOT NULL,
  ADD COLUMN sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin DEFAULT '~' NOT NULL,
  ADD COLUMN release_rank smallint DEFAULT 9 NOT NULL,
  ADD COLUMN status varchar(255) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN digest varchar(32) CHARACTER SET ascii COLLATE ascii_bin,
  ADD COLUMN derived_from varchar(64) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN owner varchar(255) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN domain varchar(255) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN revision integer DEFAULT 0 NOT NULL,
  ADD COLUMN updated_at datetime(6),
  ADD COLUMN created_by varchar(255) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN updated_by varchar(255) CHARACTER SET utf8mb4 COLLATE ,
  ADD COLUMN is_foreign tinyint AS (IF(revision = 0 OR NOT (derived_from <=> fingerprint), 1, 0)) VIRTUAL;
CREATE OR REPLACE VIEW `contracts_current` AS
SELECT contract_id, version, status, name, owner, domain, fingerprint, created_at, json,
  CASE WHEN ROW_NUMBER() OVER (
    PARTITION BY contract_id ORDER BY release_rank DESC, sort_key DESC, version DESC
  ) = 1 THEN 1 ELSE 0 END AS is_latest
FROM `contracts`;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0002_contracts', '61d8cd7ceb93357db9a7cdf64650b0ca604ff39aaff4c08315cb42a95cf50977', now);

-- 0003_contracts_indexes
ALTER TABLE `contracts`
  ADD INDEX `contracts_version_order` (contract_id, release_rank, sort_key, version),
  ADD INDEX `contracts_foreign` (is_foreign, contract_id, version),
  ALGORITHM=INPLACE, LOCK=NONE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0003_contracts_indexes', '7051cb51d356a586a7bc020d61c9264c162f83330ebffb0916caf03b2c4acbff', now);

-- 0004_history
CREATE TABLE IF NOT EXISTS `contracts_sources` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  source longblob NOT NULL,
  PRIMARY KEY (contract_id, version)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_locks` (
  contract_id varchar(255) NOT NULL PRIMARY KEY,
  clock bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_history` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  sequence bigint,
  occurred_at datetime(6) NOT NULL,
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
  sunset datetime(6),
  compatibility text,
  PRIMARY KEY (contract_id, version, revision),
  INDEX `contracts_history_feed` (sequence),
  INDEX `contracts_history_contract` (contract_id, sequence)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_revisions` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  revision integer NOT NULL,
  json longtext NOT NULL,
  source longblob,
  fingerprint varchar(64) NOT NULL,
  digest varchar(32) NOT NULL,
  status varchar(255),
  PRIMARY KEY (contract_id, version, revision)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_feed` (
  id smallint NOT NULL PRIMARY KEY,
  sequence bigint NOT NULL
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_links` (
  link_key varchar(43) NOT NULL PRIMARY KEY,
  dataset_key varchar(43) NOT NULL,
  dataset_id varchar(2000) NOT NULL,
  dataset_version varchar(512) NOT NULL,
  contract_id varchar(255) NOT NULL,
  contract_version varchar(128) NOT NULL,
  linked_at datetime(6) NOT NULL,
  linked_by varchar(255),
  INDEX `contracts_links_contract` (contract_id, contract_version, link_key),
  INDEX `contracts_links_dataset` (dataset_key, linked_at)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0004_history', '32cd8a31f758628f38c40a46f7d7490a4cf75ae5635dd2804ffc64952b07a1ee', now);

-- 0005_search
CREATE TABLE IF NOT EXISTS `contracts_texts` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  release_rank smallint NOT NULL,
  sort_key varchar(400) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  updated_at datetime(6) NOT NULL,
  status varchar(255),
  owner varchar(255),
  domain varchar(255),
  terms longtext CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  labels longtext NOT NULL,
  posting_key bigint NOT NULL,
  PRIMARY KEY (contract_id, version),
  INDEX `contracts_texts_posting` (posting_key)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_fields` (
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  pointer text NOT NULL,
  path text NOT NULL,
  name varchar(255) NOT NULL,
  name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  physical_name_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  logical_type varchar(255),
  logical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_type varchar(255),
  physical_type_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  physical_base_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  classification varchar(255),
  classification_key varchar(128) CHARACTER SET ascii COLLATE ascii_bin,
  is_required smallint NOT NULL,
  is_primary_key smallint NOT NULL,
  is_critical smallint NOT NULL,
  PRIMARY KEY (contract_id, position),
  INDEX `contracts_fields_name` (name_key, contract_id, position),
  INDEX `contracts_fields_physical_name` (physical_name_key, contract_id, position),
  INDEX `contracts_fields_classification` (classification_key, name_key, contract_id, position)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_field_descriptions` (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL,
  position integer NOT NULL,
  texts longtext NOT NULL,
  INDEX `contracts_field_descriptions_contract` (contract_id, position)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_search` (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  contract_id varchar(255) NOT NULL UNIQUE,
  version varchar(128) NOT NULL,
  name_key varchar(255) NOT NULL,
  updated_at datetime(6) NOT NULL,
  fields_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  descriptions_digest varchar(43) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
  next_number integer NOT NULL,
  is_ordered smallint NOT NULL,
  INDEX `contracts_search_name` (name_key, id),
  INDEX `contracts_search_updated` (updated_at, id)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_segments` (
  id bigint NOT NULL AUTO_INCREMENT PRIMARY KEY,
  level smallint NOT NULL,
  is_ready smallint NOT NULL,
  begun_at bigint NOT NULL,
  directory longtext NOT NULL,
  replaced longtext NOT NULL,
  length bigint NOT NULL
) CHARACTER SET ascii COLLATE ascii_bin;
CREATE TABLE IF NOT EXISTS `contracts_postings` (
  id bigint NOT NULL PRIMARY KEY,
  entries longtext NOT NULL
) CHARACTER SET ascii COLLATE ascii_bin;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0005_search', '1f7558cf16a5fe300aa9a70a60fd4454822e01301c50b2d48b2ad587d8715edd', now);

-- 0006_test_runs
CREATE TABLE IF NOT EXISTS `contracts_test_runs` (
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
  PRIMARY KEY (run_key),
  INDEX `contracts_test_runs_version` (contract_id, version, observed_at),
  INDEX `contracts_test_runs_server` (contract_id, server, observed_at),
  INDEX `contracts_test_runs_received` (contract_id, version, server, received_at),
  INDEX `contracts_test_runs_dataset` (dataset_key, observed_at),
  INDEX `contracts_test_runs_observed` (observed_at, run_key)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_test_checks` (
  run_key varchar(43) NOT NULL,
  place integer NOT NULL,
  object varchar(255),
  property varchar(255),
  rule varchar(255),
  type varchar(255),
  result varchar(16) NOT NULL,
  detail varchar(500),
  PRIMARY KEY (run_key, place)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_test_reports` (
  run_key varchar(43) NOT NULL,
  received_at bigint NOT NULL,
  report longtext NOT NULL,
  PRIMARY KEY (run_key),
  INDEX `contracts_test_reports_received` (received_at, run_key)
) CHARACTER SET utf8mb4 COLLATE;
CREATE TABLE IF NOT EXISTS `contracts_test_sweeps` (
  id smallint NOT NULL,
  until bigint NOT NULL,
  PRIMARY KEY (id)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0006_test_runs', 'efd0c756688ba87754caa403758791eaf2f103c2da6562587a208f52a354d286', now);

-- 0007_active_versions
CREATE TABLE IF NOT EXISTS `contracts_active_versions` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  in_place_of varchar(128),
  PRIMARY KEY (contract_id)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0007_active_versions', '68ef6020d0212cacb6f3587e891fd574fb890bdec48c5b2a11935f6d13af8924', now);

-- 0008_test_states
CREATE TABLE IF NOT EXISTS `contracts_test_states` (
  state_key varchar(43) NOT NULL,
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  server varchar(255) NOT NULL,
  run_key varchar(43) NOT NULL,
  observed_at bigint NOT NULL,
  severity smallint NOT NULL,
  PRIMARY KEY (state_key),
  INDEX `contracts_test_states_version` (contract_id, version, severity),
  INDEX `contracts_test_states_severity` (severity, contract_id),
  INDEX `contracts_test_states_run` (run_key)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0008_test_states', '0f721f35b25891ae01f287137555b78e980069bcd1fb26d964742f6ab10cc55d', now);

-- 0009_validations
CREATE TABLE IF NOT EXISTS `contracts_validations` (
  contract_id varchar(255) NOT NULL,
  version varchar(128) NOT NULL,
  digest varchar(32) NOT NULL,
  judged_by varchar(43) NOT NULL,
  errors integer,
  warnings integer,
  infos integer,
  PRIMARY KEY (contract_id, version),
  INDEX `contracts_validations_errors` (judged_by, errors, contract_id)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0009_validations', '278794f1b05565c16ea9ec63fc45b402559197b0cde8e8342f5db70698244d81', now);

-- 0010_dataset_events
CREATE TABLE IF NOT EXISTS `contracts_dataset_events` (
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
  event longtext NOT NULL,
  lineage longtext,
  PRIMARY KEY (event_key),
  INDEX `contracts_dataset_events_dataset` (dataset_key, received_at),
  INDEX `contracts_dataset_events_version` (version_key, received_at),
  INDEX `contracts_dataset_events_contract` (contract_id),
  INDEX `contracts_dataset_events_received` (received_at, event_key)
) CHARACTER SET utf8mb4 COLLATE;
insert into `contracts_migrations` (name, checksum, applied_at) values ('0010_dataset_events', '7d476148c37c3f5d112f582a3c441f1b807d40d794a17423fd56ab166f559375', now);
